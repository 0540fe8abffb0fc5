"""One team on one page: who is in it, what it shares, says and asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation.comments import comments_on
from passerelle.foundation.models import Comment

from ..models import Enrolment, Team
from ..viewer import Viewer
from .help_rows import RequestRow, request_rows, requests_of
from .team_members import Gathered

_LINK, _FILE = "link", "file"


@dataclass(frozen=True, slots=True)
class Shared:
    """An address or a file, who brought it, and whether this viewer may take it away."""

    kind: str
    id: int
    name: str
    url: str
    size_bytes: int
    by: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    team: Team
    finding: str
    is_mine: bool
    members: Sequence[Enrolment]
    links: Sequence[Shared]
    files: Sequence[Shared]
    comments: Sequence[Comment]
    requests: tuple[RequestRow, ...]


def team_page(viewer: Viewer, met: Gathered) -> TeamPage:
    """Three queries."""
    team, shared = met.team, _shared_in(met.team, viewer)
    requests = request_rows(requests_of(team), viewer)
    return TeamPage(
        team=team,
        finding=_finding(met, is_waiting=any(each.is_waiting for each in requests)),
        is_mine=is_own_team(viewer, team),
        members=met.members,
        links=[each for each in shared if each.kind == _LINK],
        files=[each for each in shared if each.kind == _FILE],
        comments=list(comments_on("team", team.pk)),
        requests=requests,
    )


def is_own_team(viewer: Viewer, team: Team) -> bool:
    return viewer.team is not None and viewer.team.pk == team.pk


def _shared_in(team: Team, viewer: Viewer) -> list[Shared]:
    """What stands, in the order it came; in one's own team one takes away anything."""
    links = (
        team.links.filter(removed_at=None)
        .order_by()
        .values_list(*(Value(_LINK), "pk", "label", "url", Value(0), "added_by", "added_by__name"))
    )
    files = (
        team.files.filter(removed_at=None)
        .order_by()
        .values_list(
            *(Value(_FILE), "pk", "name", Value(""), "size_bytes", "added_by", "added_by__name")
        )
    )
    person_id = viewer.person.pk if viewer.person else None
    is_mine = is_own_team(viewer, team)
    return [
        Shared(kind, pk, name, url, size, by, is_mine or by_id == person_id)
        for kind, pk, name, url, size, by_id, by in sorted(links.union(files))
    ]


def _finding(met: Gathered, *, is_waiting: bool) -> str:
    if is_waiting:
        return _("%(team)s is waiting for help.") % {"team": met.team.name}
    places = len({each.institution_id for each in met.members})
    people = len(met.members)
    if places < 2:
        text = ngettext("%(team)s: %(people)s person.", "%(team)s: %(people)s people.", people)
    else:
        text = _("%(team)s brings together %(people)s people from %(places)s institutions.")
    return text % {"team": met.team.name, "people": people, "places": places}
