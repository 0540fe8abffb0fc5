"""A planned session, and the slots that ask one person to be in two places."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import heappop, heappush

from ._errors import TimetableError
from ._wording import Wording
from ._zones import naive_instant, zone_named


@dataclass(frozen=True, slots=True)
class Slot:
    """A session in UTC, with the zone it was planned in and the people and cohorts it gathers."""

    id: str
    title: Wording
    starts_at: datetime
    ends_at: datetime
    zone: str
    people: frozenset[str] = frozenset()
    cohorts: frozenset[str] = frozenset()
    weekend_allowed: bool = False

    def __post_init__(self) -> None:
        zone_named(self.zone)
        for name in ("starts_at", "ends_at"):
            instant: datetime = getattr(self, name)
            if instant.tzinfo is None:
                raise naive_instant(instant)
            object.__setattr__(self, name, instant.astimezone(UTC))
        if self.ends_at <= self.starts_at:
            raise TimetableError(
                Wording(
                    fr=f"La séance «\u00a0{self.title.fr}\u00a0» finit avant de commencer\u00a0: "
                    "corrigez l’une des deux heures.",
                    en=f"The session “{self.title.en}” ends before it starts: "
                    "correct one of the two times.",
                )
            )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two slots that overlap, the earlier first, and whom both expect."""

    first: Slot
    second: Slot
    people: tuple[str, ...]
    cohorts: tuple[str, ...]


def conflicts(slots: Iterable[Slot]) -> tuple[Conflict, ...]:
    """Pairs of overlapping slots sharing a person or a cohort; one may end as the next starts.

    A sweep over the starts of each person and cohort: O(n log n + pairs).
    """
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.ends_at, slot.id))
    expected: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for position, slot in enumerate(ordered):
        for person in slot.people:
            expected["person", person].append(position)
        for cohort in slot.cohorts:
            expected["cohort", cohort].append(position)
    shared: defaultdict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for who, positions in expected.items():
        for pair in _overlaps(ordered, positions):
            shared[pair].append(who)
    return tuple(
        Conflict(ordered[first], ordered[second], _of("person", whom), _of("cohort", whom))
        for (first, second), whom in sorted(shared.items())
    )


def _overlaps(slots: Sequence[Slot], positions: Sequence[int]) -> Iterable[tuple[int, int]]:
    running: list[tuple[datetime, int]] = []
    for position in positions:
        while running and running[0][0] <= slots[position].starts_at:
            heappop(running)
        for _, earlier in running:
            yield earlier, position
        heappush(running, (slots[position].ends_at, position))


def _of(kind: str, whom: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(name for kind_of_name, name in whom if kind_of_name == kind))
