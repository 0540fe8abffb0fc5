"""What became of the projects: the team answers, the committee reads."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.views.learning.reaching import REFUSED
from passerelle.campus.views.team_space import team_or_404

from .. import findings_of_teams
from ..actions import answer_follow_up
from ..enums import ProjectState
from ..forms.follow_up import FollowUpForm
from ..queries.follow_ups import follow_up_of, projects_of
from ..rules import can_read_projects, can_take_part_in_datathon, is_team_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_take_part_in_datathon)
def follow_up(request: HttpRequest, edition: str, number: int, months: int) -> HttpResponse:
    """The question, or one's team's answer to correct."""
    team = team_or_404(request, number)
    asked = follow_up_of(team, months)
    if asked is None or not is_team_of(team.pk)(viewer_from(request)):
        raise Http404(_("Your team has not been asked yet."))
    asked.team = team
    known = {"state": asked.state, "words": asked.words}
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        answer_follow_up(
            asked,
            state=ProjectState(form.cleaned_data["state"]),
            words=form.cleaned_data["words"],
            by=person_of(request),
        )
        messages.success(request, _("Thank you. The committee will read it."))
        return redirect("team", edition, number)
    context = {"team": team, "asked": asked, "form": form}
    status = REFUSED if form.errors else 200
    return render(request, "datathon/follow_up.html", context, status=status)


@require_safe
@requires(can_read_projects)
def projects(request: HttpRequest, edition: str) -> HttpResponse:
    """What every team answered."""
    rows = projects_of(edition_of(request))
    context = {"rows": rows, "finding": findings_of_teams.of_projects(rows)}
    return render(request, "datathon/projects.html", context)
