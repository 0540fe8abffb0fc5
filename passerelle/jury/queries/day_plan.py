"""The coordinator's day: its hours, its rooms and panels, who passes, who cannot and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.enums import Kind
from passerelle.campus.models import Activity, Panel, Session, Team, TeamMember
from passerelle.campus.queries.counting import spelled
from passerelle.programme.models import Edition, Module

from ..day_words import obstacle_said
from ..models import DayPause, Passage, PresentationDay, Room


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team on the plan; without `starts_at`, `why_not` says what stands in the way."""

    id: int
    number: int
    name: str
    place: int
    remote: bool
    passage: Passage | None
    room: str
    starts_at: datetime | None
    ends_at: datetime | None
    why_not: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    day: PresentationDay
    finding: str
    teams: tuple[TeamRow, ...]
    rooms: tuple[Room, ...]
    pauses: tuple[DayPause, ...]
    panels: tuple[tuple[int, str], ...]
    is_laid: bool
    is_placed: bool
    has_begun: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the programme says of the day, to begin with."""

    session: Session | None
    activities: tuple[Activity, ...]


def proposed(edition: Edition) -> Proposed:
    """Two queries: the session of the presentations, and what teams hand in for it."""
    session = Session.objects.filter(
        edition=edition, module__kind=Module.PRESENTATIONS, retired_at=None
    ).first()
    return Proposed(session, tuple(presented_activities(edition)))


def presented_activities(edition: Edition) -> QuerySet[Activity]:
    return Activity.objects.filter(
        edition=edition,
        kind=Kind.ASSIGNMENT,
        by_team=True,
        retired_at=None,
        module__kind=Module.PRESENTATIONS,
    ).select_related("module", "edition")


def panels_to_room(day: PresentationDay) -> QuerySet[Panel]:
    """The panels of what is presented that have no room yet."""
    return Panel.objects.filter(activity=day.activity_id, room=None, closed_at=None)


def plan_page(day: PresentationDay) -> PlanPage:
    """Four queries."""
    panels = Panel.objects.filter(activity=day.activity_id).select_related("room")
    found = list(panels.order_by("room__number", "pk"))
    rooms = tuple(panel.room for panel in found if hasattr(panel, "room"))
    order = ("place",) if day.published_at is None else ("starts_at", "room__number")
    passages = list(day.passages.select_related("team", "room").order_by(*order))
    teams = _rows(day, passages) if passages else _unlaid(day)
    placed = sum(row.starts_at is not None for row in teams)
    return PlanPage(
        day=day,
        finding=_finding(day, rooms, teams, is_laid=bool(passages)),
        teams=teams,
        rooms=rooms,
        pauses=tuple(day.pauses.all()),
        panels=tuple(
            (each.pk, each.name)
            for each in found
            if not hasattr(each, "room") and each.closed_at is None
        ),
        is_laid=bool(passages),
        is_placed=placed > 0,
        has_begun=any(each.started_at for each in passages),
    )


def _rows(day: PresentationDay, passages: Sequence[Passage]) -> tuple[TeamRow, ...]:
    return tuple(
        TeamRow(
            id=each.team_id,
            number=each.team.number,
            name=str(each.team),
            place=each.place,
            remote=each.remote,
            passage=each,
            room=str(each.room or ""),
            starts_at=each.starts_at,
            ends_at=each.starts_at + day.turn if each.starts_at else None,
            why_not=""
            if each.starts_at
            else obstacle_said(each.obstacle, each.obstacle_zones.split()),
        )
        for each in passages
    )


def _unlaid(day: PresentationDay) -> tuple[TeamRow, ...]:
    """Every team that has members, those with somebody on another clock as connecting."""
    members = TeamMember.objects.filter(team__edition=day.edition_id, enrolment__withdrawal=None)
    rows = members.values_list("team", "enrolment__person__zone").order_by().distinct()
    far: dict[int, bool] = {}
    for team, zone in rows:
        far[team] = far.get(team, False) or zone != day.zone
    teams = Team.objects.filter(pk__in=far)
    return tuple(
        TeamRow(team.pk, team.number, str(team), place, far[team.pk], None, "", None, None, "")
        for place, team in enumerate(teams, start=1)
    )


def _finding(
    day: PresentationDay, rooms: Sequence[Room], teams: Sequence[TeamRow], *, is_laid: bool
) -> str:
    if not rooms:
        return _("The day has its hours; it still needs a room and a panel.")
    if not is_laid:
        return _("Everything is ready to draw the order.")
    left = sum(row.starts_at is None for row in teams)
    if left:
        text = ngettext(
            "One team has no place that day.", "%(count)s teams have no place that day.", left
        )
        return text % {"count": spelled(left)}
    if day.published_at is None:
        return _("Every team has its hour; nobody has been told yet.")
    return _("The order of the day is published.")
