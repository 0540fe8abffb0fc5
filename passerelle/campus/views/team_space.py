"""A team's page, and what its members and mentors put there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import team_space
from ..access import edition_of, person_of, requires, viewer_from
from ..actions import remove_file, remove_link, share_files, share_link, write_to_team
from ..errors import CampusRefusal
from ..forms.keyed import CommentForm, KeyedForm
from ..forms.team_space import HelpForm, TeamFilesForm, TeamLinkForm
from ..models import Team, TeamFile
from ..queries.team_members import gathered
from ..queries.team_page import team_page
from ..queries.teams import removable, teams_page, teams_seen_by
from ..rules import can_help_teams, can_read_a_team
from .learning.files import served

REFUSED = 422


@require_safe
@requires(can_help_teams)
def teams(request: HttpRequest, edition: str) -> HttpResponse:
    """All teams, for those who help them."""
    page = teams_page(viewer_from(request), edition_of(request))
    return render(request, "campus/teams.html", {"page": page})


@require_safe
@requires(can_read_a_team)
def team(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """Members, what they share, what they say, what they ask."""
    return team_space_page(request, number)


@require_POST
@requires(can_read_a_team)
def team_links(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """Share an address."""
    found = team_or_404(request, number)
    form = TeamLinkForm(request.POST, auto_id="link_%s")
    try:
        if form.is_valid():
            share_link(
                found,
                label=form.cleaned_data["label"],
                url=form.cleaned_data["url"],
                by=person_of(request),
                form_key=form.key,
            )
            return _back(found, "#links")
    except CampusRefusal as refused:
        form.add_error(None, str(refused))
    return team_space_page(request, number, link_form=form)


@require_POST
@requires(can_read_a_team)
def team_link_removal(request: HttpRequest, edition: str, number: int, link: int) -> HttpResponse:
    """Take an address away."""
    found = team_or_404(request, number)
    row = get_object_or_404(removable(found.links.all(), viewer_from(request), found), pk=link)
    remove_link(row, by=person_of(request))
    return _back(found, "#links")


@require_POST
@requires(can_read_a_team)
def team_files(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """Share files."""
    found = team_or_404(request, number)
    form = TeamFilesForm(request.POST, request.FILES)
    try:
        if form.is_valid():
            share_files(
                found,
                files=form.cleaned_data["files"],
                by=person_of(request),
                form_key=form.key,
            )
            return _back(found, "#files")
    except CampusRefusal as refused:
        form.add_error(None, str(refused))
    return team_space_page(request, number, files_form=form)


@require_safe
@requires(can_read_a_team)
def team_file(request: HttpRequest, edition: str, number: int, file: int) -> HttpResponseBase:
    """A shared file, to save."""
    found = team_or_404(request, number)
    row: TeamFile = get_object_or_404(found.files.filter(removed_at=None), pk=file)
    try:
        return served(row.file.open("rb"), name=row.name)
    except FileNotFoundError:
        raise Http404(_("This file is no longer in the store.")) from None


@require_POST
@requires(can_read_a_team)
def team_file_removal(request: HttpRequest, edition: str, number: int, file: int) -> HttpResponse:
    """Take a file away."""
    found = team_or_404(request, number)
    row = get_object_or_404(removable(found.files.all(), viewer_from(request), found), pk=file)
    remove_file(row, by=person_of(request))
    return _back(found, "#files")


@require_POST
@requires(can_read_a_team)
def team_discussion(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """Say something to the team."""
    found = team_or_404(request, number)
    form = CommentForm(request.POST, auto_id="said_%s")
    if not form.is_valid():
        return team_space_page(request, number, comment_form=form)
    text = form.cleaned_data["text"]
    write_to_team(found, author=person_of(request), text=text, form_key=form.key)
    return _back(found, "#discussion")


def team_or_404(request: HttpRequest, number: int) -> Team:
    """The team of this number, within what the viewer sees; its edition is the page's."""
    found = get_object_or_404(teams_seen_by(viewer_from(request)), number=number)
    found.edition = edition_of(request)
    return found


def team_space_page(
    request: HttpRequest,
    number: int,
    *,
    link_form: TeamLinkForm | None = None,
    files_form: TeamFilesForm | None = None,
    comment_form: CommentForm | None = None,
    help_form: HelpForm | None = None,
) -> HttpResponse:
    """The page, with whichever form was just refused."""
    viewer = viewer_from(request)
    met = gathered(team_space.widened(teams_seen_by(viewer)), number)
    if met is None:
        raise Http404(_("There is no such team."))
    met.team.edition = edition_of(request)
    refused: tuple[KeyedForm | None, ...] = (link_form, files_form, comment_form, help_form)
    context = {
        "page": team_page(viewer, met),
        "blocks": team_space.blocks_for(viewer, met.team),
        "link_form": link_form or TeamLinkForm(auto_id="link_%s"),
        "files_form": files_form or TeamFilesForm(),
        "comment_form": comment_form or CommentForm(auto_id="said_%s"),
        "help_form": help_form or HelpForm(auto_id="help_%s"),
        "is_refused": any(form is not None for form in refused),
    }
    status = REFUSED if context["is_refused"] else 200
    return render(request, "campus/team.html", context, status=status)


def _back(team: Team, place: str) -> HttpResponse:
    answer = redirect("team", team.edition.slug, team.number)
    answer["Location"] += place
    return answer
