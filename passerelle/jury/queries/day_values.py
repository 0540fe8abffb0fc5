"""A presentation day as the engine lays it: its frame, its rooms, its teams with their clocks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from passerelle.campus.models import ConflictOfInterest, HelpRequest, Juror, Team, TeamMember
from passerelle.engines.order_of_day import Frame, Pause, Rhythm
from passerelle.engines.order_of_day import Room as LaidRoom
from passerelle.engines.order_of_day import Team as LaidTeam
from passerelle.programme.models import Edition

from ..models import PresentationDay, Room


@dataclass(frozen=True, slots=True)
class TeamOfDay:
    """A team with the clocks its members live on and the jurors who do not judge it."""

    team: Team
    zones: frozenset[str]
    barred: frozenset[int]

    def laid(self, *, remote: bool) -> LaidTeam:
        """On site, nobody's own clock matters."""
        return LaidTeam(self.team.pk, self.zones if remote else frozenset(), self.barred)

    def is_far_from(self, zone: str) -> bool:
        return any(each != zone for each in self.zones)


def day_of(edition: Edition) -> PresentationDay | None:
    """The day of an edition, its edition and activity already there."""
    found = PresentationDay.objects.select_related("activity__module", "planned_by")
    day = found.filter(edition=edition).first()
    if day is not None:
        day.edition = day.activity.edition = edition
    return day


def rhythm_of(day: PresentationDay) -> Rhythm:
    minutes = (day.presentation_minutes, day.questions_minutes, day.changeover_minutes)
    return Rhythm(*(timedelta(minutes=each) for each in minutes))


def pauses_of(day: PresentationDay) -> tuple[Pause, ...]:
    return tuple(Pause(each.starts_at, each.ends_at) for each in day.pauses.all())


def frame_of(day: PresentationDay) -> Frame:
    """One query."""
    return Frame(day.starts_at, day.ends_at, rhythm_of(day), pauses_of(day))


def laid_rooms(day: PresentationDay) -> tuple[LaidRoom, ...]:
    """The rooms with who sits there; two queries."""
    seated = seats_of_day(day)
    by_panel: dict[int, set[int]] = defaultdict(set)
    for juror in seated:
        by_panel[juror.panel_id].add(juror.person_id)
    rooms = Room.objects.filter(day=day).select_related("panel").order_by("number")
    return tuple(
        LaidRoom(room.pk, frozenset(by_panel[room.panel_id]), room.panel.quorum) for room in rooms
    )


def seats_of_day(day: PresentationDay) -> QuerySet[Juror]:
    """Every juror of the day, the chairs first."""
    return Juror.objects.filter(panel__room__day=day, left_at=None).select_related(
        "person", "institution"
    )


def teams_of_day(edition: Edition) -> dict[int, TeamOfDay]:
    """The teams that have members, by their id; three queries."""
    wanted = Q(team__edition=edition)
    members = TeamMember.objects.filter(wanted, enrolment__withdrawal=None)
    zones: dict[int, set[str]] = defaultdict(set)
    for team_id, zone in members.values_list("team", "enrolment__person__zone"):
        zones[team_id].add(zone)
    barred = _barred(wanted)
    teams = Team.objects.filter(pk__in=zones).order_by("number")
    return {
        team.pk: TeamOfDay(team, frozenset(zones[team.pk]), frozenset(barred[team.pk]))
        for team in teams
    }


def barred_from(team: int) -> frozenset[int]:
    """The people who do not judge this team; one query."""
    return frozenset(_barred(Q(team=team))[team])


def _barred(wanted: Q) -> dict[int, set[int]]:
    """Who must not judge which team: whoever declared it, and the mentors who helped it."""
    declared = ConflictOfInterest.objects.filter(wanted, juror__panel__room__isnull=False)
    helped = HelpRequest.objects.filter(wanted, taken_by__isnull=False)
    pairs = (
        declared.order_by()
        .values_list("team", "juror__person")
        .union(helped.order_by().values_list("team", "taken_by"))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for team, person in pairs:
        found[team].add(person)
    return found
