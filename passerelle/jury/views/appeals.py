"""A learner reads the jury's decision about them and may appeal; the coordination answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.rules import is_coordinator, is_learner

from ..actions.appeals import file_appeal, reopen_for_appeals, rule_on_appeal
from ..forms.appeals import AppealForm, RulingForm
from ..queries.appeals import admitted_and_waiting, appeal_of, appeals_of, own_decision


@require_http_methods(["GET", "HEAD", "POST"])
@requires(is_learner)
def my_decision(request: HttpRequest, edition: str) -> HttpResponse:
    """What the jury decided about me, why, how to contest it and until when."""
    learner = viewer_from(request).learner
    own = own_decision(learner) if learner else None
    form = AppealForm(request.POST if request.method == "POST" else None)
    if own is None and form.is_bound:
        form.add_error(None, _("The jury has published no decision about you yet."))
    elif own is not None and form.is_valid():
        try:
            file_appeal(own.decision, grounds=form.cleaned_data["grounds"], by=person_of(request))
        except CampusRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your appeal is filed. You will read the answer here."))
            return redirect("my_decision", edition)
    context = {"own": own, "form": form}
    return render(request, "jury/appeal_decision.html", context, status=422 if form.errors else 200)


@require_safe
@requires(is_coordinator)
def appeals(request: HttpRequest, edition: str) -> HttpResponse:
    """The appeals of the edition, those that wait first."""
    found = list(appeals_of(edition_of(request)))
    context = {
        "appeals": found,
        "waiting": sum(1 for each in found if not hasattr(each, "ruling")),
        "to_hear": list(admitted_and_waiting(edition_of(request))),
    }
    return render(request, "jury/appeal_list.html", context)


@require_POST
@requires(is_coordinator)
def appeal_reopening(request: HttpRequest, edition: str) -> HttpResponse:
    """The jury sits again, about the admitted appeals only."""
    try:
        reopen_for_appeals(edition_of(request), by=person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The jury may sit again about the admitted appeals."))
    return redirect("appeals", edition)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(is_coordinator)
def appeal(request: HttpRequest, edition: str, appeal: int) -> HttpResponse:
    """One appeal, and its answer."""
    found = appeal_of(edition_of(request), appeal)
    if found is None:
        raise Http404(_("There is no such appeal in this edition."))
    form = RulingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            rule_on_appeal(
                found,
                admitted=form.is_admitted,
                reason=form.cleaned_data["reason"],
                by=person_of(request),
            )
        except CampusRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your answer is kept, and the learner told."))
            return redirect("appeals", edition)
    context = {"appeal": found, "form": form, "ruling": getattr(found, "ruling", None)}
    return render(request, "jury/appeal_answer.html", context, status=422 if form.errors else 200)
