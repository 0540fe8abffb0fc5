"""Teams laid in the slots of the day: in their order, at decent hours, before a quorum."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

from ._matching import Matching
from ._slots import Frame, Room, Slot, Team, slots_of

# No one presents from home before breakfast or after dinner, whatever the jury's clock says.
_EARLIEST, _LATEST = time(8, 0), time(20, 0)


class Obstacle(Enum):
    """Why a team cannot pass: at any of the slots, or at one of them."""

    HOURS = "hours"
    QUORUM = "quorum"
    HOURS_AND_QUORUM = "hours_and_quorum"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Passage:
    """A team's turn, and the jurors who hear it: those of the room that are not recused."""

    team: int
    slot: Slot
    jurors: frozenset[int]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A team without a slot; `zones` are those whose clocks stand in the way."""

    team: int
    obstacle: Obstacle
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderOfDay:
    """Passages by time then room; a juror listed in two rooms (`doubled`) counts in the first."""

    passages: tuple[Passage, ...]
    unplaced: tuple[Unplaced, ...]
    doubled: tuple[int, ...]


def lay(frame: Frame, rooms: Sequence[Room], teams: Sequence[Team]) -> OrderOfDay:
    """Place as many teams as can be; each slot in turn goes to the first team that may have it.

    A maximum bipartite matching (Kuhn 1955) kept while slots are given out: a slot is given to a
    team only if all the others that could be placed still can. Each team passes once at most.

    >>> from datetime import UTC, datetime, timedelta
    >>> from passerelle.engines.order_of_day import Rhythm
    >>> rhythm = Rhythm(timedelta(minutes=15), timedelta(minutes=12), timedelta(minutes=3))
    >>> noon = datetime(2027, 5, 21, 12, tzinfo=UTC)
    >>> frame = Frame(noon, noon + timedelta(hours=1), rhythm)
    >>> order = lay(frame, [Room(1, frozenset({7, 8}), quorum=2)], [Team(4), Team(2), Team(9)])
    >>> [(each.team, f"{each.slot.starts_at:%H:%M}") for each in order.passages]
    [(4, '12:00'), (2, '12:30')]
    >>> order.unplaced
    (Unplaced(team=9, obstacle=<Obstacle.FULL: 'full'>, zones=()),)
    """
    seated, doubled = jurors_of_rooms(rooms)
    by_room = {room.id: room for room in rooms}
    slots = slots_of(frame, rooms)
    fits = [
        {
            place
            for place, slot in enumerate(slots)
            if obstacle_to(team, slot, by_room[slot.room], seated[slot.room]) is None
        }
        for team in teams
    ]
    given = _given_out(fits, len(slots))
    passages = tuple(
        Passage(teams[one].id, slots[place], seated[slots[place].room] - teams[one].barred)
        for place, one in sorted(given.items())
    )
    placed = {passage.team for passage in passages}
    return OrderOfDay(
        passages,
        tuple(_why_not(team, slots, by_room, seated) for team in teams if team.id not in placed),
        doubled,
    )


def jurors_of_rooms(
    rooms: Sequence[Room],
) -> tuple[dict[int, frozenset[int]], tuple[int, ...]]:
    """Who sits where, nobody in two rooms: the first listed counts; and who was listed twice."""
    seated: dict[int, frozenset[int]] = {}
    known: set[int] = set()
    doubled: set[int] = set()
    for room in rooms:
        doubled |= room.jurors & known
        seated[room.id] = room.jurors - known
        known |= room.jurors
    return seated, tuple(sorted(doubled))


def obstacle_to(team: Team, slot: Slot, room: Room, jurors: frozenset[int]) -> Obstacle | None:
    """What keeps this team from this slot, `jurors` sitting in the room; nothing if it may pass."""
    late, small = bool(_zones_at_bad_hours(team, slot)), len(jurors - team.barred) < room.quorum
    if late and small:
        return Obstacle.HOURS_AND_QUORUM
    if late:
        return Obstacle.HOURS
    return Obstacle.QUORUM if small else None


def _given_out(fits: Sequence[set[int]], slots: int) -> dict[int, int]:
    """Slot → team, the earliest slots and the first teams served first, none placed for nothing."""
    matching = Matching(fits, slots)
    given: dict[int, int] = {}
    for place in range(slots):
        for one in range(len(fits)):
            if one not in given.values() and place in fits[one] and matching.fix(one, place):
                given[place] = one
                break
    return given


def _why_not(
    team: Team,
    slots: Sequence[Slot],
    rooms: Mapping[int, Room],
    seated: Mapping[int, frozenset[int]],
) -> Unplaced:
    met = {obstacle_to(team, slot, rooms[slot.room], seated[slot.room]) for slot in slots}
    if None in met or not met:
        return Unplaced(team.id, Obstacle.FULL)
    zones = _always_bad(team, slots)
    if met <= {Obstacle.QUORUM, Obstacle.HOURS_AND_QUORUM}:
        return Unplaced(team.id, Obstacle.QUORUM)
    if met <= {Obstacle.HOURS, Obstacle.HOURS_AND_QUORUM}:
        return Unplaced(team.id, Obstacle.HOURS, zones)
    return Unplaced(team.id, Obstacle.HOURS_AND_QUORUM, zones)


def _always_bad(team: Team, slots: Iterable[Slot]) -> tuple[str, ...]:
    return tuple(sorted({zone for slot in slots for zone in _zones_at_bad_hours(team, slot)}))


def keeps_decent_hours(team: Team, slot: Slot) -> bool:
    return not _zones_at_bad_hours(team, slot)


def _zones_at_bad_hours(team: Team, slot: Slot) -> list[str]:
    return [zone for zone in sorted(team.zones) if not _is_decent(slot, zone)]


@lru_cache(maxsize=4096)
def _is_decent(slot: Slot, zone: str) -> bool:
    start = slot.starts_at.astimezone(ZoneInfo(zone))
    end = slot.ends_at.astimezone(start.tzinfo)
    return start.date() == end.date() and start.time() >= _EARLIEST and end.time() <= _LATEST
