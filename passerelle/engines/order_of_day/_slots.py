"""The day before anyone is placed: its rhythm, its pauses, its rooms, the slots they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What one team takes: it presents, it answers, and the next one comes in."""

    presentation: timedelta
    questions: timedelta
    changeover: timedelta

    @property
    def turn(self) -> timedelta:
        return self.presentation + self.questions


@dataclass(frozen=True, slots=True)
class Pause:
    """Nobody passes, in any room."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Frame:
    """From when to when, at which rhythm, around which pauses."""

    starts_at: datetime
    ends_at: datetime
    rhythm: Rhythm
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A room with the jurors who sit there, and how many of them a passage needs."""

    id: int
    jurors: frozenset[int]
    quorum: int = 1


@dataclass(frozen=True, slots=True)
class Team:
    """`zones` are the clocks of those who connect from afar; `barred` the recused jurors."""

    id: int
    zones: frozenset[str] = frozenset()
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the day where one team can pass."""

    room: int
    starts_at: datetime
    ends_at: datetime


def slots_of(frame: Frame, rooms: Sequence[Room]) -> tuple[Slot, ...]:
    """Every slot, by time then by room.

    A turn that would run into a pause waits for its end; the changeover may be part of it."""
    times = _times(frame)
    return tuple(
        Slot(room.id, start, start + frame.rhythm.turn) for start in times for room in rooms
    )


def _times(frame: Frame) -> list[datetime]:
    if frame.rhythm.turn <= timedelta():
        return []
    pauses = sorted(frame.pauses, key=lambda pause: pause.starts_at)
    times: list[datetime] = []
    start = frame.starts_at
    while (end := start + frame.rhythm.turn) <= frame.ends_at:
        met = next((each for each in pauses if start < each.ends_at and each.starts_at < end), None)
        if met is not None:
            start = met.ends_at
            continue
        times.append(start)
        start = end + frame.rhythm.changeover
    return times
