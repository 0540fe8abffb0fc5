"""Laying a presentation day: no overlap, each team once, decent hours, a quorum, changeovers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as some

from passerelle.engines.order_of_day import (
    Frame,
    Obstacle,
    OrderOfDay,
    Pause,
    Rhythm,
    Room,
    Team,
    Unplaced,
    drawn,
    lay,
    obstacle_to,
    slots_of,
)

MINUTE = timedelta(minutes=1)
MAY = datetime(2027, 5, 21, 11, 30, tzinfo=UTC)  # 13:30 in Dijon, 07:30 in Montréal
RHYTHM = Rhythm(15 * MINUTE, 12 * MINUTE, 3 * MINUTE)
PAUSES = (
    Pause(MAY, MAY + 15 * MINUTE),
    Pause(MAY + 165 * MINUTE, MAY + 180 * MINUTE),
)
DIJON = Frame(MAY, MAY + timedelta(hours=5), RHYTHM, PAUSES)
MONTREAL = frozenset({"America/Toronto"})
JURY = frozenset({1, 2, 3, 4, 5})


def times(order: OrderOfDay, zone: str = "Europe/Paris") -> list[tuple[int, str]]:
    region = ZoneInfo(zone)
    return [
        (each.team, f"{each.slot.starts_at.astimezone(region):%H:%M}") for each in order.passages
    ]


def test_nine_teams_pass_in_one_room_between_half_past_one_and_half_past_six() -> None:
    order = lay(DIJON, [Room(1, JURY, quorum=4)], [Team(n) for n in range(1, 10)])

    assert times(order) == [
        (1, "13:45"),
        (2, "14:15"),
        (3, "14:45"),
        (4, "15:15"),
        (5, "15:45"),
        (6, "16:30"),
        (7, "17:00"),
        (8, "17:30"),
        (9, "18:00"),
    ]
    assert (order.unplaced, order.doubled) == ((), ())


def test_a_team_that_connects_from_montreal_waits_for_eight_in_the_morning() -> None:
    order = lay(DIJON, [Room(1, JURY)], [Team(4, zones=MONTREAL), Team(1), Team(2)])

    assert times(order, "America/Toronto") == [(1, "07:45"), (4, "08:15"), (2, "08:45")]


def test_two_rooms_halve_the_day() -> None:
    rooms = [Room(1, frozenset({1, 2, 3})), Room(2, frozenset({4, 5, 6}))]

    order = lay(DIJON, rooms, [Team(n) for n in range(1, 10)])

    assert [(each.team, each.slot.room) for each in order.passages][:4] == [
        (1, 1),
        (2, 2),
        (3, 1),
        (4, 2),
    ]
    assert times(order)[-1] == (9, "15:45")


def test_a_team_goes_to_the_room_whose_quorum_holds_without_its_recused_juror() -> None:
    rooms = [Room(1, frozenset({1, 2, 3}), quorum=3), Room(2, frozenset({4, 5, 6}), quorum=3)]

    order = lay(DIJON, rooms, [Team(7, barred=frozenset({2})), Team(8)])

    assert [(each.team, each.slot.room, set(each.jurors)) for each in order.passages] == [
        (8, 1, {1, 2, 3}),
        (7, 2, {4, 5, 6}),
    ]


def test_a_juror_listed_in_two_rooms_counts_in_the_first() -> None:
    rooms = [Room(1, frozenset({1, 2})), Room(2, frozenset({2, 3}), quorum=2)]

    order = lay(DIJON, rooms, [Team(1), Team(2)])

    assert order.doubled == (2,)
    assert {each.slot.room for each in order.passages} == {1}


def test_who_cannot_be_placed_is_said_with_the_reason() -> None:
    short = Frame(MAY, MAY + 60 * MINUTE, RHYTHM)
    teams = [
        Team(1, zones=MONTREAL | {"Europe/Paris"}),
        Team(2, barred=frozenset({1})),
        Team(3),
        Team(4),
        Team(5),
    ]

    order = lay(short, [Room(1, frozenset({1, 2}), quorum=2)], teams)

    assert order.unplaced == (
        Unplaced(2, Obstacle.QUORUM),
        Unplaced(4, Obstacle.FULL),
        Unplaced(5, Obstacle.FULL),
    )
    assert lay(replace(short, ends_at=MAY + 40 * MINUTE), [Room(1, JURY)], teams[:1]).unplaced == (
        Unplaced(1, Obstacle.HOURS, ("America/Toronto",)),
    )


def test_without_a_room_nobody_is_placed() -> None:
    assert lay(DIJON, [], [Team(1)]).unplaced == (Unplaced(1, Obstacle.FULL),)


def test_the_lot_is_what_sha256sum_finds() -> None:
    # printf 'dijon 2027/1' | sha256sum, and so on, sorted.
    assert drawn(range(1, 10), seed="dijon 2027") == drawn(range(9, 0, -1), seed="dijon 2027")
    assert drawn(range(1, 10), seed="dijon 2027") == (7, 6, 9, 5, 2, 3, 1, 4, 8)


minutes = some.integers(1, 40).map(lambda each: each * MINUTE)
rhythms = some.builds(Rhythm, minutes, minutes, some.integers(0, 15).map(lambda n: n * MINUTE))
pauses = some.builds(
    lambda start, length: Pause(MAY + start * MINUTE, MAY + (start + length) * MINUTE),
    some.integers(0, 300),
    some.integers(1, 60),
)
frames = some.builds(
    lambda hours, rhythm, within: Frame(MAY, MAY + timedelta(hours=hours), rhythm, tuple(within)),
    some.integers(1, 8),
    rhythms,
    some.lists(pauses, max_size=3),
)
jurors = some.frozensets(some.integers(1, 8), max_size=6)
zones = some.frozensets(
    some.sampled_from(["Europe/Paris", "America/Toronto", "Pacific/Noumea"]), max_size=2
)


@some.composite
def days(draw: some.DrawFn) -> tuple[Frame, list[Room], list[Team]]:
    rooms = [
        Room(n, draw(jurors), draw(some.integers(0, 3))) for n in range(draw(some.integers(1, 3)))
    ]
    teams = [Team(n, draw(zones), draw(jurors)) for n in range(draw(some.integers(0, 9)))]
    return draw(frames), rooms, teams


@given(days())
def test_a_day_keeps_all_its_promises(day: tuple[Frame, list[Room], list[Team]]) -> None:
    frame, rooms, teams = day

    order = lay(frame, rooms, teams)

    placed = [each.team for each in order.passages]
    assert sorted([*placed, *(each.team for each in order.unplaced)]) == [each.id for each in teams]
    for room in rooms:
        held = [each.slot for each in order.passages if each.slot.room == room.id]
        assert all(
            after.starts_at - before.ends_at >= frame.rhythm.changeover
            for before, after in pairwise(held)
        )
    for passage in order.passages:
        slot, team = passage.slot, teams[passage.team]
        room = rooms[slot.room]
        assert len(passage.jurors) >= room.quorum
        assert not passage.jurors & team.barred
        assert frame.starts_at <= slot.starts_at < slot.ends_at <= frame.ends_at
        assert not any(
            slot.starts_at < pause.ends_at and pause.starts_at < slot.ends_at
            for pause in frame.pauses
        )
        for zone in team.zones:
            local = slot.starts_at.astimezone(ZoneInfo(zone))
            assert 8 <= local.hour < 20
    at_once: dict[datetime, list[int]] = {}
    for passage in order.passages:
        at_once.setdefault(passage.slot.starts_at, []).extend(passage.jurors)
    assert all(len(set(each)) == len(each) for each in at_once.values())


@given(days())
def test_no_free_slot_is_left_to_a_team_that_could_take_it(
    day: tuple[Frame, list[Room], list[Team]],
) -> None:
    frame, rooms, teams = day
    order = lay(frame, rooms, teams)
    taken = {each.slot for each in order.passages}
    known: set[int] = set()
    seated = {}
    for room in rooms:
        seated[room.id] = room.jurors - known
        known |= room.jurors

    missed = [
        (left.team, slot)
        for left in order.unplaced
        for slot in slots_of(frame, rooms)
        if slot not in taken
        and obstacle_to(teams[left.team], slot, rooms[slot.room], seated[slot.room]) is None
    ]

    assert missed == []
