"""An assignment: what is asked, the rubric, the form to hand in, then the work and its marks."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passerelle.foundation.translated import reading_language

from ...access import requires
from ...actions import hand_in, keep_text
from ...enums import Kind
from ...errors import CampusRefusal
from ...forms.keyed import CommentForm
from ...forms.papers import PaperForm
from ...forms.uploads import UploadRules
from ...queries.learning_activity import Reached, rubric_digest_of
from ...queries.learning_attempts import attempts_on, is_teamless
from ...queries.learning_marks import rubric_read
from ...queries.learning_state import late_if_awaited
from ...rubrics import rubric_with
from ...rules import can_submit_work
from .closed import refused_before_opening
from .reaching import (
    CONFLICT,
    REFUSED,
    doer_or_404,
    is_autosave,
    reached_or_404,
    reader_of,
    url_of,
)
from .works import work_of


def assignment_page(
    request: HttpRequest, reached: Reached, *, form: PaperForm | None = None
) -> HttpResponse:
    activity, language, reader = reached.activity, reading_language(), reader_of(request)
    attempts = attempts_on(activity, reached.doer)
    draft = next((one for one in attempts if one.submitted_at is None), None)
    paper = next((one for one in attempts if one.submitted_at is not None), None)
    rubric = None if paper else rubric_with(rubric_digest_of(activity))
    if paper is not None:
        paper.activity = activity
    may_hand_in = reached.doer is not None and paper is None
    context = {
        "activity": activity,
        "late": late_if_awaited(activity, reader, is_awaited=may_hand_in),
        "prose": reached.prose_in(language),
        "rubric": rubric_read(rubric, language) if rubric else (),
        "is_teamless": is_teamless(activity, reached.doer),
        "may_hand_in": may_hand_in,
        "form": form or PaperForm(rules=_rules(reached), text=draft.text if draft else ""),
        "attempt": paper,
        "handed": work_of(request, paper) if paper else None,
        "comment_form": CommentForm(auto_id="comment_%s", initial={"next": request.path}),
        "reader": reader,
    }
    status = REFUSED if form is not None else 200
    return render(request, "campus/assignment.html", context, status=status)


@requires(can_submit_work)
@require_POST
def papers(request: HttpRequest, edition: str, module: str, slug: str) -> HttpResponse:
    reached = reached_or_404(request, module=module, slug=slug, kind=Kind.ASSIGNMENT)
    if not reached.is_open:
        return refused_before_opening(request, reached)
    form = PaperForm(request.POST, request.FILES, rules=_rules(reached))
    if is_autosave(request):
        return _kept(reached, form)
    try:
        if form.is_valid():
            hand_in(
                reached.activity,
                enrolment=doer_or_404(reached),
                text=form.cleaned_data["text"],
                files=form.cleaned_data.get("files", ()),
                form_key=form.key,
            )
            messages.success(request, _("Handed in. You will read the marks here."))
            return redirect(url_of(reached.activity))
    except CampusRefusal as refusal:
        form.add_error(None, str(refusal))
    return assignment_page(request, reached, form=form)


def _kept(reached: Reached, form: PaperForm) -> HttpResponse:
    """A draft saves its text alone; files travel when one hands in."""
    form.is_valid()
    if "form_key" not in form.cleaned_data or "text" not in form.cleaned_data:
        return HttpResponse(status=REFUSED)
    try:
        keep_text(
            reached.activity,
            enrolment=doer_or_404(reached),
            text=form.cleaned_data["text"],
            form_key=form.key,
        )
    except CampusRefusal as refusal:
        return HttpResponse(str(refusal), status=CONFLICT, content_type="text/plain")
    return HttpResponse(status=204)


def _rules(reached: Reached) -> UploadRules:
    return UploadRules.from_settings(reached.activity.settings)
