"""The cases of an edition for those who write them: figures, questions not understood."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires
from passerelle.foundation.translated import reading_language

from ..actions.reviewing import add_phrasing, leave_as_it_is, withdraw_phrasing
from ..desks_shown import case_rows
from ..errors import SimulationRefusal
from ..forms.reviews import ReviewForm
from ..models import AddedPhrasing
from ..queries.reviews import case_in_force, cases_of, turn_waiting
from ..reviews_shown import case_desk, fact_choices
from ..rules import can_review_cases


@requires(can_review_cases)
@require_safe
def cases(request: HttpRequest, edition: str) -> HttpResponse:
    """Every case, and how many questions wait in it."""
    found = cases_of(edition_of(request))
    context = {
        "rows": case_rows(edition, found),
        "waiting": sum(each.waiting for each in found),
    }
    return render(request, "simulation/cases.html", context)


@requires(can_review_cases)
@require_safe
def case(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """One case: what its gate measured, what it did not understand, what it was taught."""
    found = case_in_force(edition_of(request), slug)
    if found is None:
        raise Http404(_("There is no such case."))
    context = {"desk": case_desk(edition_of(request), found, language=reading_language())}
    return render(request, "simulation/case.html", context)


@requires(can_review_cases)
@require_POST
def review(request: HttpRequest, edition: str, slug: str, turn: int) -> HttpResponse:
    """Make a question a phrasing, or leave it as it was answered."""
    asked = turn_waiting(edition_of(request), turn)
    found = case_in_force(edition_of(request), slug)
    if found is None:
        raise Http404(_("There is no such case."))
    if asked is None or asked.encounter.case.slug != slug:
        messages.info(request, _("This question no longer waits."))
        return redirect("case", edition, slug)
    form = ReviewForm(request.POST, facts=fact_choices(found, reading_language()))
    if not form.is_valid():
        messages.error(request, _("Choose a fact of the list."))
        return redirect("case", edition, slug)
    fact = form.cleaned_data["fact"]
    try:
        if fact:
            add_phrasing(asked, edition=edition_of(request), fact=fact, by=person_of(request))
        else:
            leave_as_it_is(asked, edition=edition_of(request), by=person_of(request))
    except SimulationRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(fact))
    return redirect("case", edition, slug)


def _said(fact: str) -> str:
    if not fact:
        return _("This question waits no longer.")
    return _("The question is a phrasing; every past question is being replayed.")


@requires(can_review_cases)
@require_POST
def withdrawal(request: HttpRequest, edition: str, slug: str, phrasing: int) -> HttpResponse:
    """The patient forgets a phrasing."""
    added = AddedPhrasing.objects.filter(
        edition=edition_of(request), case_slug=slug, pk=phrasing
    ).first()
    if added is None:
        raise Http404(_("There is no such phrasing."))
    withdraw_phrasing(added, by=person_of(request))
    messages.success(request, _("The phrasing is withdrawn."))
    return redirect("case", edition, slug)
