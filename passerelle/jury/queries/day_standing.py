"""A presentation day as it stands, to be repaired: who sits, who passes, who could sit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import (
    CharField,
    DateTimeField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from passerelle.campus.enums import Role
from passerelle.campus.models import (
    ConflictOfInterest,
    Enrolment,
    HelpRequest,
    Juror,
    Panel,
    TeamMember,
)
from passerelle.engines.order_of_day import Balance, Frame, Pause, Placed, Slot, Standing
from passerelle.engines.order_of_day import Room as LaidRoom
from passerelle.engines.order_of_day import Team as LaidTeam
from passerelle.foundation import clock
from passerelle.people.models import Affiliation, Person

from ..enums import Attendance
from ..models import Passage, Presence, PresentationDay, Room
from .day_values import rhythm_of, seats_of_day

# A repair is tried with each of them: more would say no more, and take longer.
_MOST_IN_RESERVE = 8
# Cast: in a UNION, PostgreSQL takes the type of a column from its first arms, and NULL has none.
_WORDS = Value("", CharField())
_ID = Cast(Value(None), IntegerField())
_AT = Cast(Value(None), DateTimeField())


@dataclass(frozen=True, slots=True)
class DayStanding:
    """The engine's view, with the rows behind its numbers; `away` are jurors marked absent."""

    standing: Standing
    passages: dict[int, Passage]
    rooms: dict[int, Room]
    seats: tuple[Juror, ...]
    away: tuple[Juror, ...]
    reserve: dict[int, Person]


def standing_of(day: PresentationDay) -> DayStanding:
    """Four queries. Whoever is marked absent hears nobody."""
    passages = list(
        day.passages.filter(room__isnull=False)
        .select_related("team", "room__panel")
        .order_by("starts_at", "room__number")
    )
    absent = Presence.objects.filter(day=day, attendance=Attendance.ABSENT).values("juror")
    known = seats_of_day(day).annotate(away=Q(pk__in=absent)).select_related("panel__room")
    away = tuple(each for each in known if vars(each)["away"])
    seats = tuple(each for each in known if each not in away)
    rooms = {each.room.pk: each.room for each in passages if each.room is not None}
    rooms |= {each.panel.room.pk: each.panel.room for each in seats}
    for juror in seats:
        juror.panel.room.panel = juror.panel
    ordered = sorted(rooms.values(), key=lambda room: room.number)
    by_room = {room: [each for each in seats if each.panel_id == room.panel_id] for room in ordered}
    reserve, facts = _reserve(day), _facts(day)
    standing = Standing(
        frame=Frame(day.starts_at, day.ends_at, rhythm_of(day), facts.pauses),
        rooms=tuple(
            LaidRoom(room.pk, frozenset(each.person_id for each in own), room.panel.quorum)
            for room, own in by_room.items()
        ),
        placed=_placed(day, passages, facts),
        at=clock.now(),
        balances={room.pk: _balance(room.panel, own) for room, own in by_room.items()},
        houses={each.person_id: each.institution_id for each in seats}
        | {each.person_id: vars(each)["house"] for each in reserve},
        reserve=tuple(each.person_id for each in reserve),
    )
    return DayStanding(
        standing,
        {each.team_id: each for each in passages},
        rooms,
        seats,
        away,
        {each.person_id: each.person for each in reserve},
    )


def _balance(panel: Panel, seats: Iterable[Juror]) -> Balance:
    chair = next((each.person_id for each in seats if each.chair), None)
    return Balance(panel.least_institutions, panel.least_outside, panel.needs_chair, chair)


@dataclass(slots=True)
class _Facts:
    """By team: the clocks and institutions of its members, who does not judge it; the pauses."""

    zones: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    barred: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    pauses: tuple[Pause, ...] = ()


def _facts(day: PresentationDay) -> _Facts:
    """One query: a row for each member, each recusal and each pause."""
    facts, of_edition = _Facts(), {"team__edition": day.edition_id}
    declared = ConflictOfInterest.objects.filter(**of_edition, juror__panel__room__day=day)
    helped = HelpRequest.objects.filter(**of_edition, taken_by__isnull=False)
    members = TeamMember.objects.filter(**of_edition, enrolment__withdrawal=None)
    rows = declared.order_by().values_list("team", "juror__person", _WORDS, _ID, _AT, _AT)
    found = rows.union(
        helped.order_by().values_list("team", "taken_by", _WORDS, _ID, _AT, _AT),
        members.order_by().values_list(
            "team", _ID, "enrolment__person__zone", "enrolment__institution", _AT, _AT
        ),
        day.pauses.order_by().values_list(_ID, _ID, _WORDS, _ID, "starts_at", "ends_at"),
    )
    for team, person, zone, home, starts_at, ends_at in found:
        if team is None:
            facts.pauses += (Pause(starts_at, ends_at),)
        elif person is not None:
            facts.barred[team].add(person)
        else:
            facts.zones[team].add(zone)
            facts.homes[team] |= {home} if home else set()
    return facts


def _placed(day: PresentationDay, passages: Sequence[Passage], facts: _Facts) -> tuple[Placed, ...]:
    return tuple(
        Placed(
            LaidTeam(
                each.team_id,
                frozenset(facts.zones[each.team_id]) if each.remote else frozenset(),
                frozenset(facts.barred[each.team_id]),
            ),
            Slot(each.room_id, each.starts_at, each.starts_at + day.turn),
            has_started=each.started_at is not None,
            homes=frozenset(facts.homes[each.team_id]),
        )
        for each in passages
        if each.room_id is not None and each.starts_at is not None
    )


def _reserve(day: PresentationDay) -> Sequence[Enrolment]:
    """Those of the edition who could sit: they mark, sit nowhere that day, and are in no team."""
    seated = Juror.objects.filter(panel__activity=day.activity_id).values("person")
    teamed = TeamMember.objects.filter(team__edition=day.edition).values("enrolment__person")
    own = Affiliation.objects.filter(person=OuterRef("person")).order_by("since", "id")
    free = Enrolment.objects.filter(
        edition=day.edition, role__in=(Role.JUROR, Role.EXPERT), withdrawal=None
    ).exclude(Q(person__in=seated) | Q(person__in=teamed))
    found = free.select_related("person").order_by("person__sort_name", "person", "pk")
    houses = found.annotate(house=Subquery(own.values("institution")[:1]))
    return list({each.person_id: each for each in houses}.values())[:_MOST_IN_RESERVE]
