"""A quiz before and between attempts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ...access import requires
from ...actions import start_attempt
from ...enums import Kind
from ...errors import CampusRefusal
from ...forms.keyed import KeyedForm
from ...queries.learning_activity import Reached
from ...queries.learning_attempts import attempts_on
from ...queries.learning_intro import quiz_intro
from ...rules import can_submit_work
from .closed import refused_before_opening
from .reaching import REFUSED, doer_or_404, reached_or_404, reader_of, tell_refusal


def quiz_page(
    request: HttpRequest, reached: Reached, *, form: KeyedForm | None = None, status: int = 200
) -> HttpResponse:
    attempts = attempts_on(reached.activity, reached.doer)
    context = {
        "activity": reached.activity,
        "intro": quiz_intro(reached, attempts, reader_of(request)),
        "form": form or KeyedForm(auto_id="attempt_%s"),
    }
    return render(request, "campus/quiz.html", context, status=status)


@requires(can_submit_work)
@require_POST
def attempts(request: HttpRequest, edition: str, module: str, slug: str) -> HttpResponse:
    reached = reached_or_404(request, module=module, slug=slug, kind=Kind.QUIZ)
    if not reached.is_open:
        return refused_before_opening(request, reached)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return quiz_page(request, reached, form=form, status=REFUSED)
    try:
        begun = start_attempt(reached.activity, enrolment=doer_or_404(reached), form_key=form.key)
    except CampusRefusal as refusal:
        tell_refusal(request, refusal)
        return quiz_page(request, reached, status=REFUSED)
    return redirect("attempt", edition, begun.pk)
