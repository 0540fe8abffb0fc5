"""The jury's pages: the candidates, and one decision with the rule's reasons beside it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import gradebook_of

from ..actions import decide
from ..decision_wording import in_a_sentence
from ..forms.decisions import DecisionForm
from ..proposals import proposal_of, steps_of
from ..queries import decisions_about, is_provisional, learner_of, sitting_of
from ..rules import can_decide, can_follow_jury


@require_safe
@requires(can_follow_jury)
def jury(request: HttpRequest, edition: str) -> HttpResponse:
    """Who is before the jury, what the rule proposes, what is decided."""
    here = edition_of(request)
    sitting = sitting_of(here, page=request.GET.get("page"))
    context = {"sitting": sitting, "provisional": is_provisional(here)}
    return render(request, "jury/candidates.html", context)


@require_safe
@requires(can_follow_jury)
def decision(request: HttpRequest, edition: str, enrolment: int) -> HttpResponse:
    """The proposal replayed step by step, beside the form."""
    candidate = _candidate(request, enrolment)
    return _page(request, candidate, DecisionForm())


@require_POST
@requires(can_decide)
def decisions(request: HttpRequest, edition: str, enrolment: int) -> HttpResponse:
    """Take a decision; a later one supersedes it."""
    candidate = _candidate(request, enrolment)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            taken = decide(
                candidate,
                outcome=form.chosen,
                reason=form.cleaned_data["reason"],
                by=person_of(request),
                form_key=form.key,
            )
        except CampusRefusal as refused:
            form.add_error("reason", str(refused))
        else:
            words = {"name": candidate.person, "outcome": in_a_sentence(taken.said)}
            messages.success(request, _("%(name)s: %(outcome)s. The decision is kept.") % words)
            return redirect("jury", edition)
    return _page(request, candidate, form)


def _candidate(request: HttpRequest, enrolment: int) -> Enrolment:
    candidate = learner_of(edition_of(request), enrolment)
    if candidate is None:
        raise Http404(_("There is no such learner in this edition."))
    return candidate


def _page(request: HttpRequest, candidate: Enrolment, form: DecisionForm) -> HttpResponse:
    viewer, gradebook = viewer_from(request), gradebook_of(candidate)
    is_oneself = viewer.person is not None and viewer.person.pk == candidate.person_id
    by_deliberation = candidate.regulated  # type: ignore[attr-defined]  # annotated by learner_of
    context = {
        "candidate": candidate,
        "proposal": proposal_of(gradebook),
        "steps": steps_of(gradebook),
        "decisions": list(decisions_about(candidate)),
        "form": form,
        "provisional": is_provisional(candidate.edition),
        "may_decide": can_decide(viewer) and not is_oneself and not by_deliberation,
        "by_deliberation": by_deliberation,
        "is_oneself": is_oneself and can_decide(viewer),
    }
    return render(request, "jury/decision.html", context, status=422 if form.errors else 200)
