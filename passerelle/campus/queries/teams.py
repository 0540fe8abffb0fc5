"""Teams as their members, their mentors and the staff see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.programme.models import Edition

from ..models import Sheet, Team, TeamFile, TeamLink
from ..rules import is_mentor, is_staff
from ..viewer import Viewer
from .counting import spelled
from .team_page import is_own_team

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


def removable(found: QuerySet[Kept], viewer: Viewer, team: Team) -> QuerySet[Kept]:
    """What a viewer may take away: anything of their own team's; elsewhere, what they brought."""
    standing = found.filter(removed_at=None)
    if is_own_team(viewer, team):
        return standing
    return standing.filter(added_by=viewer.person)


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
