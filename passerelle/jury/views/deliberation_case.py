"""One learner before the jury: the rule's steps, the motions, what the viewer may move."""

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

from ..actions import move, recuse
from ..errors import NotAMember
from ..forms.deliberation import MotionForm, RecusalForm
from ..proposals import proposal_of, steps_of
from ..queries.candidates import learner_of
from ..queries.deliberation import member_for
from ..queries.deliberation_case import CaseSeat, case_seat, motions_about
from ..rules import can_decide, can_follow_jury
from .deliberation import REFUSED, deliberation_or_404


@require_safe
@requires(can_follow_jury)
def case(request: HttpRequest, edition: str, enrolment: int) -> HttpResponse:
    """The proposal replayed beside the motions."""
    return _page(request, enrolment)


@require_POST
@requires(can_decide)
def motions(request: HttpRequest, edition: str, enrolment: int) -> HttpResponse:
    """Move something about this learner."""
    learner, found = _learner(request, enrolment), deliberation_or_404(request)
    form = MotionForm(gradebook_of(learner).rule, request.POST)
    if form.is_valid():
        try:
            move(
                found,
                learner,
                kind=form.chosen,
                terms=form.terms,
                by=person_of(request),
                form_key=form.key,
            )
        except CampusRefusal as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("deliberation", edition)
    return _page(request, learner.pk, form)


@require_POST
@requires(can_decide)
def recusals(request: HttpRequest, edition: str, enrolment: int) -> HttpResponse:
    """Step back for this learner."""
    learner, found = _learner(request, enrolment), deliberation_or_404(request)
    form, member = RecusalForm(request.POST), member_for(found, person_of(request))
    try:
        if member is None:
            raise NotAMember
        if not form.is_valid():
            return _page(request, learner.pk, recusal_form=form)
        recuse(member, learner, reason=form.cleaned_data["reason"])
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return _page(request, learner.pk, refused=True)
    return redirect("deliberation_case", edition, learner.pk)


def _learner(request: HttpRequest, number: int) -> Enrolment:
    found = learner_of(edition_of(request), number)
    if found is None:
        raise Http404(_("There is no such learner in this edition."))
    return found


def _seat(request: HttpRequest, number: int) -> CaseSeat:
    found = case_seat(edition_of(request), number, viewer_from(request).person)
    if found is None:
        raise Http404(_("There is no such learner before the jury of this edition."))
    return found


def _page(
    request: HttpRequest,
    number: int,
    form: MotionForm | None = None,
    *,
    recusal_form: RecusalForm | None = None,
    refused: bool = False,
) -> HttpResponse:
    seat = _seat(request, number)
    gradebook = gradebook_of(seat.learner)
    context = {
        "seat": seat,
        "learner": seat.learner,
        "proposal": proposal_of(gradebook),
        "steps": steps_of(gradebook),
        "motions": list(motions_about(seat)),
        "form": form or MotionForm(gradebook.rule),
        "recusal_form": recusal_form or RecusalForm(),
    }
    is_refused = refused or bool(form and form.errors) or bool(recusal_form)
    return render(
        request, "jury/deliberation_case.html", context, status=REFUSED if is_refused else 200
    )
