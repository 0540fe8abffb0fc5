"""A day whose jurors changed after it was laid out: the fewest changes that keep every rule, or
as many rules as can be."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from itertools import product

from ._assigning import cheapest
from ._laying import jurors_of_rooms, keeps_decent_hours
from ._slots import Frame, Room, Slot, Team, slots_of

_NEVER = float("inf")
_MOST_REPLACED = 2
# What it costs to leave a passage against its rules: more than any number of changes.
_LEFT = 1000.0


class Rule(Enum):
    """What a passage asks: an hour, a quorum, a balance, a chair, a place that is free."""

    HOURS = "hours"
    QUORUM = "quorum"
    INSTITUTIONS = "institutions"
    OUTSIDE = "outside"
    CHAIR = "chair"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Balance:
    """What a room asks of those who hear a team, beyond its quorum; `chair` is who chairs it."""

    least_institutions: int = 0
    least_outside: int = 0
    needs_chair: bool = False
    chair: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A team's passage as the plan has it; one that has started never moves."""

    team: Team
    slot: Slot
    has_started: bool = False
    homes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """The day as it stands: `reserve` are the people who could sit, `houses` where each is from."""

    frame: Frame
    rooms: tuple[Room, ...]
    placed: tuple[Placed, ...]
    at: datetime
    balances: Mapping[int, Balance] = field(default_factory=dict)
    houses: Mapping[int, int | None] = field(default_factory=dict)
    reserve: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    team: int
    before: Slot
    after: Slot


@dataclass(frozen=True, slots=True)
class Replacement:
    """One juror leaves a room that has not begun; another takes their seat, and their chair."""

    room: int
    leaves: int
    comes: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a passage does not meet, or, of a repair that failed, cannot meet anywhere."""

    team: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Repair:
    """The fewest changes that leave the fewest passages against a rule; `impossible` are those."""

    moves: tuple[Move, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    impossible: tuple[Broken, ...] = ()

    @property
    def changes(self) -> int:
        return len(self.moves) + len(self.replacements)


def broken_in(standing: Standing) -> tuple[Broken, ...]:
    """The first rule that each passage still to come does not meet as planned."""
    seated, _doubled = jurors_of_rooms(standing.rooms)
    found = []
    for each in _to_come(standing):
        rule = rule_against(standing, each, each.slot, seated)
        if rule is not None:
            found.append(Broken(each.team.id, rule))
    return tuple(found)


def repair(standing: Standing) -> Repair:
    """Passages not yet started change places, or a juror is replaced, as little as can be.

    Each number of replacements is tried in turn, the cheapest assignment found for each; a juror
    is replaced only for passages that move less. What cannot be mended stays where it is, and
    nothing that held is broken for it."""
    broken = {each.team for each in broken_in(standing)}
    best, left = Repair(), broken
    for count in range(_MOST_REPLACED + 1):
        if not left and best.changes <= count:
            break
        for chosen in _choices(standing, count):
            changed = _with(standing, chosen)
            moves = _fewest_moves(changed, may_stay=broken)
            if moves is None:
                continue
            found, after = Repair(moves, chosen), _left_by(moves, changed)
            if (len(after), found.changes) < (len(left), best.changes):
                best, left = found, after
    return replace(best, impossible=_why_not(standing, left))


def rule_against(
    standing: Standing, placed: Placed, slot: Slot, seated: Mapping[int, frozenset[int]]
) -> Rule | None:
    """The first rule that keeps this team from this slot; nothing if it may pass there."""
    met = _rule_in(standing, placed, slot.room, seated)
    if met is not Rule.QUORUM and not keeps_decent_hours(placed.team, slot):
        return Rule.HOURS
    return met


def _rule_in(
    standing: Standing, placed: Placed, room_id: int, seated: Mapping[int, frozenset[int]]
) -> Rule | None:
    """The first rule that keeps this team from this room, whatever the hour."""
    room = next(each for each in standing.rooms if each.id == room_id)
    hearing = seated[room_id] - placed.team.barred
    if len(hearing) < room.quorum:
        return Rule.QUORUM
    balance = standing.balances.get(room_id, Balance())
    houses = [standing.houses.get(each) for each in hearing]
    if len({each for each in houses if each is not None}) < balance.least_institutions:
        return Rule.INSTITUTIONS
    outside = sum(each not in placed.homes for each in houses)
    if placed.homes and outside < balance.least_outside:
        return Rule.OUTSIDE
    if balance.needs_chair and balance.chair not in hearing:
        return Rule.CHAIR
    return None


def _to_come(standing: Standing) -> list[Placed]:
    return [each for each in standing.placed if not each.has_started]


def _fewest_moves(standing: Standing, *, may_stay: Set[int]) -> tuple[Move, ...] | None:
    """Everyone keeps a place, as many as possible their own; None where someone has none.

    Whoever `may_stay` keeps their own although a rule stands against it, if nothing else does."""
    waiting, slots = _to_come(standing), _free_slots(standing)
    seated, _doubled = jurors_of_rooms(standing.rooms)
    rooms = [each.id for each in standing.rooms]
    open_to = {
        (each.team.id, room): _rule_in(standing, each, room, seated) is None
        for each in waiting
        for room in rooms
    }

    def cost(each: Placed, slot: Slot) -> float:
        if slot != each.slot and slot.starts_at < standing.at:
            return _NEVER
        if open_to[each.team.id, slot.room] and keeps_decent_hours(each.team, slot):
            return float(slot != each.slot)
        return _LEFT if slot == each.slot and each.team.id in may_stay else _NEVER

    found = cheapest([[cost(each, slot) for slot in slots] for each in waiting])
    if found is None:
        return None
    pairs = [(each, slots[place]) for each, place in zip(waiting, found, strict=True)]
    return tuple(Move(each.team.id, each.slot, slot) for each, slot in pairs if slot != each.slot)


def _left_by(moves: Sequence[Move], changed: Standing) -> set[int]:
    """The passages that still stand against a rule: they did not move, and it holds no better."""
    moved = {each.team for each in moves}
    return {each.team for each in broken_in(changed)} - moved


def _free_slots(standing: Standing) -> list[Slot]:
    """Those of the day, and those the teams hold; not where a passage has started."""
    own = [each.slot for each in standing.placed]
    taken = {each.slot for each in standing.placed if each.has_started}
    known = dict.fromkeys([*slots_of(standing.frame, standing.rooms), *own])
    return [slot for slot in known if slot not in taken]


def _choices(standing: Standing, count: int) -> Iterator[tuple[Replacement, ...]]:
    """Every way to replace that many jurors who may not hear a team of their room."""
    if count == 0:
        yield ()
        return
    singles = list(_singles(standing))
    if count == 1:
        yield from ((each,) for each in singles)
        return
    for one, other in product(singles, singles):
        leave = (one.room, one.leaves) < (other.room, other.leaves)
        if leave and one.comes != other.comes:
            yield one, other


def _singles(standing: Standing) -> Iterator[Replacement]:
    begun = {each.slot.room for each in standing.placed if each.has_started}
    for room in standing.rooms:
        heard = [each for each in _to_come(standing) if each.slot.room == room.id]
        barred = frozenset[int]().union(*(each.team.barred for each in heard))
        free = [each for each in _unlike(standing) if each not in barred]
        if room.id not in begun:
            for leaves, comes in product(sorted(room.jurors & barred), free):
                yield Replacement(room.id, leaves, comes)


def _unlike(standing: Standing) -> list[int]:
    """Who could sit, two at most of one institution and no recusal: more would change nothing."""
    everyone = frozenset[int]().union(*(each.team.barred for each in standing.placed))
    alike: Counter[int | None] = Counter()
    found = []
    for person in standing.reserve:
        house = standing.houses.get(person)
        if person not in everyone:
            alike[house] += 1
        if person in everyone or alike[house] <= _MOST_REPLACED:
            found.append(person)
    return found


def _with(standing: Standing, chosen: Iterable[Replacement]) -> Standing:
    rooms, balances = {each.id: each for each in standing.rooms}, dict(standing.balances)
    for each in chosen:
        room, balance = rooms[each.room], balances.get(each.room, Balance())
        rooms[each.room] = replace(room, jurors=room.jurors - {each.leaves} | {each.comes})
        if balance.chair == each.leaves:
            balances[each.room] = replace(balance, chair=each.comes)
    return replace(standing, rooms=tuple(rooms.values()), balances=balances)


def _why_not(standing: Standing, left: Set[int]) -> tuple[Broken, ...]:
    """For each passage left against a rule: the one no slot meets, or that all are taken."""
    seated, _doubled = jurors_of_rooms(standing.rooms)
    slots: Sequence[Slot] = _free_slots(standing)
    found = []
    for broken in broken_in(standing):
        if broken.team not in left:
            continue
        each = next(one for one in standing.placed if one.team.id == broken.team)
        open_to = [s for s in slots if s == each.slot or s.starts_at >= standing.at]
        met = {rule_against(standing, each, slot, seated) for slot in open_to}
        found.append(Broken(broken.team, Rule.FULL if None in met else broken.rule))
    return tuple(found)
