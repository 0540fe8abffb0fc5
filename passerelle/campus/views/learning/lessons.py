"""A lesson: read, then marked as read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from passerelle.foundation.translated import reading_language

from ...access import requires
from ...actions import read_lesson
from ...enums import Kind
from ...forms.keyed import KeyedForm
from ...queries.learning_activity import Reached, following
from ...queries.learning_attempts import attempts_on
from ...queries.learning_contents import contents_of
from ...rules import can_submit_work
from .closed import refused_before_opening
from .reaching import REFUSED, doer_or_404, reached_or_404, reader_of, url_of


def lesson_page(
    request: HttpRequest, reached: Reached, *, form: KeyedForm | None = None
) -> HttpResponse:
    activity = reached.activity
    prose = reached.prose_in(reading_language())
    read = next((one for one in attempts_on(activity, reached.doer) if one.submitted_at), None)
    context = {
        "activity": activity,
        "prose": prose,
        "contents": contents_of(prose.html) if prose else None,
        "may_read": reached.doer is not None,
        "read": read,
        "next": following(activity),
        "form": form or KeyedForm(auto_id="reading_%s"),
        "reader": reader_of(request),
    }
    status = REFUSED if form is not None else 200
    return render(request, "campus/lesson.html", context, status=status)


@requires(can_submit_work)
@require_POST
def reading(request: HttpRequest, edition: str, module: str, slug: str) -> HttpResponse:
    reached = reached_or_404(request, module=module, slug=slug, kind=Kind.LESSON)
    if not reached.is_open:
        return refused_before_opening(request, reached)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return lesson_page(request, reached, form=form)
    read_lesson(reached.activity, enrolment=doer_or_404(reached), form_key=form.key)
    return redirect(url_of(reached.activity) + "#read")
