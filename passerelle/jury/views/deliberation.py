"""The sitting screen: who is there, what is voted, what remains; one page for all in the room."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.errors import CampusRefusal
from passerelle.people.models import Person

from ..actions import (
    cast_vote,
    close_motion,
    convene_deliberation,
    freeze_deliberation,
    mark_left,
    mark_present,
    move_together,
    read_marks_again,
    withdraw_motion,
)
from ..forms.deliberation import KeyForm, OpeningForm, PresenceForm, VoteForm
from ..models import Deliberation, Motion
from ..queries.cases import cases_of, clear_among
from ..queries.deliberation import deliberation_of, jurors_of
from ..queries.sitting import sitting_now
from ..rules import can_convene_jury, can_decide, can_follow_jury

REFUSED = 422


@require_safe
@requires(can_follow_jury)
def deliberation(request: HttpRequest, edition: str) -> HttpResponse:
    """Everything the room needs, or how to convene."""
    return _page(request)


@require_safe
@requires(can_follow_jury)
def deliberation_now(request: HttpRequest, edition: str) -> HttpResponse:
    """What changes while one looks: presences and votes."""
    found = deliberation_or_404(request)
    viewer = viewer_from(request)
    context = {
        "sitting": sitting_now(found, viewer.person),
        "may_convene": can_convene_jury(viewer),
    }
    return render(request, "jury/deliberation_now.html", context)


@require_POST
@requires(can_convene_jury)
def opening(request: HttpRequest, edition: str) -> HttpResponse:
    """Convene the jury."""
    here = edition_of(request)
    form = OpeningForm(request.POST)
    form.fields["chair"].queryset = jurors_of(here)  # type: ignore[attr-defined]  # a model choice
    if not form.is_valid():
        return _page(request, form, status=REFUSED)
    chair = form.cleaned_data["chair"]
    return _tried(request, lambda by: convene_deliberation(here, chair=chair, by=by))


@require_POST
@requires(can_follow_jury)
def presence(request: HttpRequest, edition: str, member: int) -> HttpResponse:
    """A member comes or leaves: oneself, or said by the chair or the coordinator."""
    found, viewer = deliberation_or_404(request), viewer_from(request)
    seat = get_object_or_404(found.members.select_related("deliberation", "person"), pk=member)
    chairs = found.members.filter(person=viewer.person, chair=True).exists()
    if not (seat.person_id == person_of(request).pk or chairs or can_convene_jury(viewer)):
        raise Http404(_("There is no such seat."))
    form = PresenceForm(request.POST)
    act = mark_present if form.is_valid() and form.cleaned_data["present"] else mark_left
    return _tried(request, lambda by: act(seat, by=by))


@require_POST
@requires(can_follow_jury)
def order(request: HttpRequest, edition: str) -> HttpResponse:
    """Order the cases afresh, with the marks of this moment."""
    found = deliberation_or_404(request)
    return _tried(request, lambda _by: read_marks_again(found))


@require_POST
@requires(can_decide)
def together(request: HttpRequest, edition: str) -> HttpResponse:
    """Move that the rule be followed for all whose case is clear."""
    found, form = deliberation_or_404(request), KeyForm(request.POST)
    key = form.cleaned_data["form_key"] if form.is_valid() else None
    return _tried(
        request,
        lambda by: move_together(found, clear_among(cases_of(found)), by=by, form_key=key),
    )


@require_POST
@requires(can_decide)
def votes(request: HttpRequest, edition: str, motion: int) -> HttpResponse:
    """Vote once."""
    found, form = _motion_or_404(request, motion), VoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose for, against or abstention."))
        return redirect("deliberation", edition)
    said = _("You have voted. A vote is given once and does not change.")
    return _tried(request, lambda by: cast_vote(found, choice=form.chosen, by=by), said=said)


@require_POST
@requires(can_decide)
def closing(request: HttpRequest, edition: str, motion: int) -> HttpResponse:
    """The chair ends a vote."""
    found = _motion_or_404(request, motion)
    return _tried(request, lambda by: close_motion(found, by=by))


@require_POST
@requires(can_decide)
def withdrawal(request: HttpRequest, edition: str, motion: int) -> HttpResponse:
    """A member takes back what they moved."""
    found = _motion_or_404(request, motion)
    return _tried(request, lambda by: withdraw_motion(found, by=by))


@require_POST
@requires(can_decide)
def freeze(request: HttpRequest, edition: str) -> HttpResponse:
    """The chair closes the deliberation."""
    found = deliberation_or_404(request)
    return _tried(request, lambda by: freeze_deliberation(found, by=by))


def deliberation_or_404(request: HttpRequest) -> Deliberation:
    found = deliberation_of(edition_of(request))
    if found is None:
        raise Http404(_("The jury of this edition has not been convened."))
    return found


def _motion_or_404(request: HttpRequest, motion: int) -> Motion:
    found = deliberation_or_404(request)
    return get_object_or_404(found.motions.select_related("deliberation"), pk=motion)


def _tried(
    request: HttpRequest, deed: Callable[[Person], object], *, said: str = ""
) -> HttpResponse:
    """Do it and say so, or say on the same page why not."""
    try:
        deed(person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return _page(request, status=REFUSED)
    if said:
        messages.success(request, said)
    return redirect("deliberation", edition_of(request).slug)


def _page(
    request: HttpRequest, form: OpeningForm | None = None, *, status: int = 200
) -> HttpResponse:
    here, viewer = edition_of(request), viewer_from(request)
    found = deliberation_of(here)
    context: dict[str, object] = {"may_convene": can_convene_jury(viewer), "key_form": KeyForm()}
    if found is not None:
        context["sitting"] = sitting_now(found, viewer.person, page=request.GET.get("page"))
    if (found is None or found.frozen_at) and can_convene_jury(viewer):
        form = form or OpeningForm()
        form.fields["chair"].queryset = jurors_of(here)  # type: ignore[attr-defined]  # a model choice
        context["opening_form"] = form
    return render(request, "jury/deliberation.html", context, status=status)
