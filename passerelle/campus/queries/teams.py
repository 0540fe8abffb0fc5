"""Teams as their members, their mentors and the staff see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation.comments import comments_on
from passerelle.foundation.models import Comment
from passerelle.programme.models import Edition

from ..models import Enrolment, Sheet, Team, TeamFile, TeamLink
from ..rules import is_mentor, is_staff
from ..viewer import Viewer
from .counting import spelled
from .help_rows import RequestRow, request_rows, requests_of
from .team_members import members_of

Kept = TypeVar("Kept", TeamLink, TeamFile)


@dataclass(frozen=True, slots=True)
class TeamRow:
    url: str
    name: str
    members: int
    waiting: int


@dataclass(frozen=True, slots=True)
class TeamsPage:
    finding: str
    rows: tuple[TeamRow, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """An address or a file, who brought it, and whether this viewer may take it away."""

    thing: TeamLink | TeamFile
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


def teams_seen_by(viewer: Viewer) -> QuerySet[Team]:
    """One's own; all of them for the staff; for a mentor, all but those they are judging blind."""
    if viewer.person is None or viewer.edition is None:
        return Team.objects.none()
    teams = Team.objects.filter(edition=viewer.edition)
    if is_staff(viewer):
        return teams
    own = Q(pk=viewer.team.pk if viewer.team else None)
    if not is_mentor(viewer):
        return teams.filter(own)
    judged = Sheet.objects.filter(
        attempt__team=OuterRef("pk"),
        rater=viewer.person,
        setting_aside=None,
        panel__blind=True,
        panel__closed_at=None,
    )
    return teams.filter(own | ~Q(Exists(judged)))


def teams_page(viewer: Viewer, edition: Edition) -> TeamsPage:
    """One query."""
    counted = teams_seen_by(viewer).annotate(
        people=Count("members", filter=Q(members__enrolment__withdrawal=None), distinct=True),
        waiting=Count("help_requests", filter=_unanswered(), distinct=True),
    )
    rows = tuple(
        TeamRow(
            reverse("team", args=[edition.slug, team.number]),
            team.name,
            vars(team)["people"],  # annotated just above
            vars(team)["waiting"],
        )
        for team in counted
    )
    return TeamsPage(_finding_of_teams(rows), rows)


def team_page(viewer: Viewer, team: Team) -> TeamPage:
    """Five queries."""
    members = list(members_of(team))
    links = list(team.links.filter(removed_at=None).select_related("added_by"))
    files = list(team.files.filter(removed_at=None).select_related("added_by"))
    is_mine = viewer.team is not None and viewer.team.pk == team.pk
    requests = request_rows(requests_of(team), viewer)
    return TeamPage(
        team=team,
        finding=_finding(team, members, is_waiting=any(each.is_waiting for each in requests)),
        is_mine=is_mine,
        members=members,
        links=_shared(links, viewer, is_mine=is_mine),
        files=_shared(files, viewer, is_mine=is_mine),
        comments=list(comments_on("team", team.pk)),
        requests=requests,
    )


def removable(found: QuerySet[Kept], viewer: Viewer, team: Team) -> QuerySet[Kept]:
    """What a viewer may take away: anything of their own team's; elsewhere, what they brought."""
    standing = found.filter(removed_at=None)
    if viewer.team is not None and viewer.team.pk == team.pk:
        return standing
    return standing.filter(added_by=viewer.person)


def _shared(
    found: Iterable[TeamLink | TeamFile], viewer: Viewer, *, is_mine: bool
) -> tuple[Shared, ...]:
    """The same, of rows already loaded."""
    person_id = viewer.person.pk if viewer.person else None
    return tuple(
        Shared(each, str(each.added_by), is_mine or each.added_by_id == person_id) for each in found
    )


def _unanswered() -> Q:
    return Q(help_requests__closed_at=None, help_requests__answered_at=None)


def _finding_of_teams(rows: Sequence[TeamRow]) -> str:
    waiting = sum(row.waiting > 0 for row in rows)
    if waiting:
        text = ngettext(
            "One team is waiting for help.", "%(count)s teams are waiting for help.", waiting
        )
        return text % {"count": spelled(waiting)}
    if not rows:
        return _("No team is formed yet.")
    text = ngettext(
        "One team, and it is not waiting.",
        "%(count)s teams, and none is waiting.",
        len(rows),
    )
    return text % {"count": spelled(len(rows))}


def _finding(team: Team, members: Sequence[Enrolment], *, is_waiting: bool) -> str:
    if is_waiting:
        return _("%(team)s is waiting for help.") % {"team": team.name}
    places = len({each.institution_id for each in members})
    people = len(members)
    if places < 2:
        text = ngettext("%(team)s: %(people)s person.", "%(team)s: %(people)s people.", people)
    else:
        text = _("%(team)s brings together %(people)s people from %(places)s institutions.")
    return text % {"team": team.name, "people": people, "places": places}
