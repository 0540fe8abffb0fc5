"""A juror declares a conflict after the day was laid out: the fewest changes that keep all rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from passerelle.engines.order_of_day import (
    Balance,
    Broken,
    Frame,
    Placed,
    Replacement,
    Room,
    Rule,
    Standing,
    Team,
    broken_in,
    jurors_of_rooms,
    lay,
    repair,
    rule_against,
)
from tests.engines.test_order_of_day import MAY, MINUTE, MONTREAL, RHYTHM

FRAME = Frame(MAY, MAY + timedelta(hours=2), RHYTHM)
ROOMS = (Room(1, frozenset({1, 2, 3}), quorum=3), Room(2, frozenset({4, 5, 6}), quorum=3))


def standing(*, teams: int = 5, recused: dict[int, set[int]], **fields: object) -> Standing:
    """Teams laid out before anyone was recused, then `recused` declares it."""
    order = lay(FRAME, ROOMS, [Team(n) for n in range(1, teams + 1)])
    placed = tuple(
        Placed(Team(each.team, barred=frozenset(recused.get(each.team, ()))), each.slot)
        for each in order.passages
    )
    return replace(Standing(FRAME, ROOMS, placed, MAY), **fields)  # type: ignore[arg-type]


def test_two_teams_change_rooms_at_their_hour_or_one_goes_to_a_free_place() -> None:
    full = repair(standing(teams=8, recused={1: {2}}))
    free = repair(standing(teams=5, recused={1: {2}}))

    assert [len(full.moves), len(full.replacements)] == [2, 0]
    assert [(each.team, each.after.room) for each in free.moves] == [(1, 2)]


def test_one_replacement_is_less_than_two_moves_and_a_room_that_began_keeps_its_jurors() -> None:
    before = standing(teams=8, recused={1: {2}}, reserve=(2, 9))
    first = next(each for each in before.placed if each.team.id == 3)
    begun = replace(
        before,
        placed=tuple(
            replace(each, has_started=True) if each is first else each for each in before.placed
        ),
    )

    assert repair(before).replacements == (Replacement(1, 2, 9),)
    assert (repair(begun).replacements, len(repair(begun).moves)) == ((), 2)


def test_the_balance_of_a_room_is_kept_and_its_chair_replaced_as_a_chair() -> None:
    balances = {1: Balance(least_institutions=2, needs_chair=True, chair=1)}
    houses = {1: 10, 2: 10, 3: 20, 8: 10, 9: 30}
    rooms = (replace(ROOMS[0], quorum=2),)
    cast = replace(
        standing(teams=4, recused={1: {1}}),
        rooms=rooms,
        balances=balances,
        houses=houses,
        reserve=(8, 9),
    )
    cast = replace(cast, placed=tuple(each for each in cast.placed if each.slot.room == 1))
    alone = replace(cast, reserve=())

    assert broken_in(cast) == (Broken(1, Rule.CHAIR),)
    assert repair(cast).replacements == (Replacement(1, 1, 8),)
    assert repair(alone).impossible == (Broken(1, Rule.CHAIR),)


def test_what_nothing_can_mend_is_said_by_its_rule() -> None:
    everywhere = standing(teams=2, recused={1: {1, 4}})
    late = standing(teams=2, recused={1: {1}})
    late = replace(
        late,
        frame=replace(FRAME, starts_at=MAY - timedelta(hours=9)),
        rooms=ROOMS[:1],
        placed=tuple(
            replace(each, team=replace(each.team, zones=MONTREAL)) for each in late.placed[:1]
        ),
    )

    assert repair(everywhere).impossible == (Broken(1, Rule.QUORUM),)
    assert [each.rule for each in repair(late).impossible] == [Rule.QUORUM]


def test_what_can_be_mended_is_though_another_passage_cannot() -> None:
    day = standing(teams=5, recused={1: {2}, 3: {1, 4}})

    found = repair(day)

    assert [(each.team, each.after.room) for each in found.moves] == [(1, 2)]
    assert found.impossible == (Broken(3, Rule.QUORUM),)
    assert [each.team for each in broken_in(repaired(day))] == [3]


@some.composite
def days(draw: some.DrawFn) -> Standing:
    rooms = tuple(
        Room(n, frozenset(draw(some.sets(some.integers(1, 7), min_size=2, max_size=4))), 2)
        for n in range(draw(some.integers(1, 2)))
    )
    frame = replace(FRAME, ends_at=MAY + draw(some.integers(1, 4)) * 30 * MINUTE)
    order = lay(frame, rooms, [Team(n) for n in range(draw(some.integers(1, 6)))])
    recused = some.frozensets(some.integers(1, 7), max_size=3)
    placed = tuple(
        Placed(Team(each.team, barred=draw(recused)), each.slot, has_started=draw(some.booleans()))
        for each in order.passages
    )
    balances = {
        each.id: Balance(draw(some.integers(0, 2)), needs_chair=draw(some.booleans()), chair=1)
        for each in rooms
    }
    houses = {juror: draw(some.integers(1, 3)) for juror in range(1, 10)}
    return Standing(frame, rooms, placed, MAY, balances, houses, reserve=(8, 9))


@settings(max_examples=60)
@given(days())
def test_a_repair_moves_nobody_who_started_keeps_all_rules_and_says_what_it_cannot(
    day: Standing,
) -> None:
    found = repair(day)

    started = {each.team.id for each in day.placed if each.has_started}
    assert not started & {each.team for each in found.moves}
    after = repaired(day)
    left = {each.team for each in found.impossible}
    assert {each.team for each in broken_in(after)} == left
    assert left <= {each.team for each in broken_in(day)}
    slots = [each.slot for each in after.placed]
    assert len(set(slots)) == len(slots)
    begun = {each.slot.room for each in day.placed if each.has_started}
    assert not begun & {each.room for each in found.replacements}


@settings(max_examples=60)
@given(days())
def test_a_repair_changes_no_more_than_laying_out_afresh(day: Standing) -> None:
    fresh = {each.team: each.slot for each in lay(day.frame, day.rooms, _teams(day)).passages}
    seated, _doubled = jurors_of_rooms(day.rooms)
    keeps_all = all(
        each.team.id in fresh
        and (not each.has_started or fresh[each.team.id] == each.slot)
        and (each.has_started or not rule_against(day, each, fresh[each.team.id], seated))
        for each in day.placed
    )
    moved = sum(fresh.get(each.team.id) != each.slot for each in day.placed)

    found = repair(day)

    assert not keeps_all or (not found.impossible and found.changes <= moved)


def _teams(day: Standing) -> list[Team]:
    return [each.team for each in day.placed]


def repaired(day: Standing) -> Standing:
    """The day once its repair is accepted, written here a second time."""
    found = repair(day)
    goes = {each.team: each.after for each in found.moves}
    rooms, balances = {each.id: each for each in day.rooms}, dict(day.balances)
    for each in found.replacements:
        jurors = rooms[each.room].jurors - {each.leaves} | {each.comes}
        rooms[each.room] = replace(rooms[each.room], jurors=jurors)
        if balances[each.room].chair == each.leaves:
            balances[each.room] = replace(balances[each.room], chair=each.comes)
    placed = tuple(replace(each, slot=goes.get(each.team.id, each.slot)) for each in day.placed)
    return replace(day, rooms=tuple(rooms.values()), balances=balances, placed=placed)
