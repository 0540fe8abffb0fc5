"""A submitted quiz, with what was right and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from passerelle.foundation.comments import comments_on
from passerelle.foundation.translated import reading_language

from ...access import viewer_from
from ...forms.keyed import CommentForm
from ...models import Attempt
from ...queries.learning_attempts import is_author
from ...queries.learning_correction import correction_of
from ...queries.learning_intro import score_in_words
from ...queries.learning_state import is_late_work
from .reaching import reader_of


def correction_page(
    request: HttpRequest, attempt: Attempt, *, form: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    language = reading_language()
    context = {
        "attempt": attempt,
        "score": score_in_words(attempt, language),
        "questions": correction_of(attempt, language=language),
        "day": reader_of(request).day(attempt.submitted_at) if attempt.submitted_at else "",
        "is_late": is_late_work(attempt),
        "is_mine": is_author(attempt, viewer_from(request)),
        "comments": list(comments_on("attempt", attempt.pk)),
        "comment_form": form or CommentForm(auto_id="comment_%s"),
    }
    return render(request, "campus/attempt_correction.html", context, status=status)
