"""A learner rates a peer's talk without names; whoever was rated may report a remark."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.rubrics import rubric_of

from ..actions.peer_rating import rate_peer, report_remark
from ..errors import SimulationRefusal
from ..forms.peer_ratings import PeerRatingForm
from ..models import PeerRating
from ..queries.peer_ratings import language_spoken, rating_asked_of
from ..rules import can_meet_patients
from .reaching import REFUSED, own_encounter_or_404, url_of


@requires(can_meet_patients)
@require_http_methods(["GET", "HEAD", "POST"])
def peer_rating(request: HttpRequest, edition: str, rating: int) -> HttpResponse:
    """The talk, and the rubric beside it; given, it stays as it is."""
    found = rating_asked_of(viewer_from(request).learner, rating)
    if found is None:
        raise Http404(_("There is no such rating."))
    activity = found.attempt.activity
    form = PeerRatingForm(request.POST or None, rubric=rubric_of(found.rubric))
    if form.is_valid():
        try:
            rate_peer(found, levels=form.levels, remark=form.cleaned_data["remark"])
            messages.success(request, _("Your rating is given; its reader does not see your name."))
        except SimulationRefusal as refused:
            messages.error(request, str(refused))
        return redirect("activity", edition, activity.module.slug, activity.slug)
    language = language_spoken(found)
    context = {"rating": found, "activity": activity, "form": form, "language": language}
    status = REFUSED if form.is_bound else 200
    return render(request, "simulation/peer_rating.html", context, status=status)


@requires(can_meet_patients)
@require_POST
def remark_report(request: HttpRequest, edition: str, encounter: int, rating: int) -> HttpResponse:
    """Show a remark on one's own talk to the coordinators."""
    found = own_encounter_or_404(request, encounter)
    given = PeerRating.objects.filter(
        attempt=found.attempt, attempt__activity__edition=edition_of(request), pk=rating
    ).first()
    if given is None or given.submitted_at is None or not given.remark:
        raise Http404(_("There is no such rating."))
    report_remark(given, found, by=person_of(request))
    messages.success(request, _("The coordinators are told, and read who wrote it."))
    return redirect(f"{url_of(found, 'debrief')}#peers")
