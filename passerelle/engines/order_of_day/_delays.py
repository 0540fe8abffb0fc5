"""What lateness changes: the hours to expect in one room, the plan left as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ._slots import Pause


@dataclass(frozen=True, slots=True)
class Turn:
    """A planned turn, with when it really began and ended once it did."""

    id: int
    starts_at: datetime
    ends_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """When a turn begins and ends: really, or as far as one can tell now."""

    id: int
    starts_at: datetime
    ends_at: datetime


def expected_turns(
    turns: Sequence[Turn],
    *,
    changeover: timedelta,
    pauses: Sequence[Pause] = (),
    at: datetime,
) -> tuple[Expected, ...]:
    """The turns of one room in their planned order; nobody passes before the hour they were told.

    A turn keeps its length and a pause keeps its own: whoever is late pushes both.

    >>> from datetime import UTC, datetime, timedelta
    >>> noon, half = datetime(2027, 5, 21, 12, tzinfo=UTC), timedelta(minutes=30)
    >>> late = Turn(1, noon, noon + half, started_at=noon + half)
    >>> after = Turn(2, noon + half, noon + 2 * half)
    >>> found = expected_turns([late, after], changeover=timedelta(), at=noon + half)
    >>> f"{found[1].starts_at:%H:%M}"
    '13:00'
    """
    free_at: datetime | None = None  # when the room is empty again
    found: list[Expected] = []
    waiting = sorted(pauses, key=lambda pause: pause.starts_at)
    for turn in sorted(turns, key=lambda each: (each.starts_at, each.id)):
        while waiting and waiting[0].starts_at < turn.ends_at:
            free_at = _after_pause(waiting.pop(0), free_at, changeover)
        expected = _expected(turn, free_at, at)
        found.append(expected)
        free_at = max(expected.ends_at + changeover, free_at or expected.ends_at)
    return tuple(found)


def _after_pause(pause: Pause, free_at: datetime | None, changeover: timedelta) -> datetime:
    """A pause takes in the changeover before it, and begins when the last team has ended."""
    begins = pause.starts_at
    if free_at is not None:
        begins = max(begins, free_at - changeover)
    ends = begins + (pause.ends_at - pause.starts_at)
    return ends if free_at is None else max(ends, free_at)


def _expected(turn: Turn, free_at: datetime | None, at: datetime) -> Expected:
    length = turn.ends_at - turn.starts_at
    if turn.ended_at is not None:
        return Expected(turn.id, turn.started_at or turn.starts_at, turn.ended_at)
    if turn.started_at is not None:
        return Expected(turn.id, turn.started_at, max(turn.started_at + length, at))
    starts_at = max(turn.starts_at, free_at or turn.starts_at, at)
    return Expected(turn.id, starts_at, starts_at + length)
