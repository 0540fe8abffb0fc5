"""One attempt: a quiz in progress, its correction, or a work that was handed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.foundation.translated import reading_language

from ...access import person_of, requires
from ...actions import keep_answers, submit_quiz
from ...enums import Kind
from ...errors import AlreadySubmitted
from ...models import Attempt
from ...queries.learning_quiz import (
    Answers,
    answers_given,
    asked_in,
    drafts_of,
    unanswered_in,
)
from ...queries.learning_state import late_if_awaited
from ...quizzing import AnswersRefused, Quiz, check_answers, quiz_of
from ...rules import takes_part
from .corrections import correction_page
from .reaching import CONFLICT, REFUSED, attempt_or_404, is_autosave, reader_of, url_of
from .works import work_page


@requires(takes_part)
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: HttpRequest, edition: str, attempt: int) -> HttpResponse:
    found = attempt_or_404(request, attempt)
    if request.method == "POST":
        return _sent(request, found)
    if found.activity.kind == Kind.QUIZ:
        if found.submitted_at is None:
            return _sheet(request, found, drafts_of(found))
        return correction_page(request, found)
    if found.submitted_at is None:
        return redirect(url_of(found.activity))
    return work_page(request, found)


def _sent(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Answers arrive: a draft while one types, or the whole quiz."""
    if attempt.activity.kind != Kind.QUIZ or attempt.submitted_at is not None:
        return _too_late(request, attempt)
    quiz = quiz_of(attempt.content)
    answers = answers_given(attempt, quiz, request.POST)
    try:
        keep_answers(attempt, answers)
    except AlreadySubmitted:
        return _too_late(request, attempt)
    if is_autosave(request):
        return HttpResponse(status=204)
    if "later" in request.POST:
        messages.success(request, _("Your answers are kept; nothing is submitted yet."))
        return redirect(url_of(attempt.activity))
    return _submitted(request, attempt, quiz=quiz, answers=answers)


def _submitted(
    request: HttpRequest, attempt: Attempt, *, quiz: Quiz, answers: Answers
) -> HttpResponse:
    try:
        checked = check_answers(quiz, answers)
    except AnswersRefused as refused:
        return _sheet(request, attempt, answers, refused=refused)
    if unanswered_in(quiz, answers) and "confirmed" not in request.POST:
        return _sheet(request, attempt, answers, unanswered=unanswered_in(quiz, answers))
    submit_quiz(attempt, checked=checked, by=person_of(request))
    return redirect("attempt", attempt.activity.edition.slug, attempt.pk)


def _sheet(
    request: HttpRequest,
    attempt: Attempt,
    answers: Answers,
    *,
    refused: AnswersRefused | None = None,
    unanswered: list[int] | None = None,
) -> HttpResponse:
    refusals = refused.by_question if refused else {}
    context = {
        "attempt": attempt,
        "questions": asked_in(attempt, answers, language=reading_language(), refused=refusals),
        "unanswered": unanswered or [],
        "late": late_if_awaited(
            attempt.activity, reader_of(request), is_awaited=attempt.number == 1
        ),
        "is_refused": bool(refusals or unanswered),
    }
    status = REFUSED if refusals or unanswered else 200
    return render(request, "campus/attempt.html", context, status=status)


def _too_late(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    if is_autosave(request):
        return HttpResponse(str(AlreadySubmitted()), status=CONFLICT, content_type="text/plain")
    messages.info(request, str(AlreadySubmitted()))
    return redirect("attempt", attempt.activity.edition.slug, attempt.pk)
