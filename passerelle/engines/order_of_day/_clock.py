"""What the big clock says: which phase, how long it still lasts, in which tone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from ._slots import Rhythm

# The last fifth: three minutes of a quarter of an hour.
_SOON = 5


class Phase(Enum):
    WAITING = "waiting"
    PRESENTATION = "presentation"
    QUESTIONS = "questions"
    ENDED = "ended"


class Tone(Enum):
    """Time enough, nearly over, over."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Countdown:
    """`seconds` are left of the phase, below zero once it is over; without a phase, none."""

    phase: Phase
    ends_at: datetime | None = None
    seconds: int = 0
    soon_seconds: int = 0
    tone: Tone = Tone.GREEN


def countdown(
    rhythm: Rhythm,
    *,
    started_at: datetime | None,
    questions_at: datetime | None,
    ended_at: datetime | None,
    at: datetime,
) -> Countdown:
    """The clock of one turn at an instant.

    >>> from datetime import UTC, datetime, timedelta
    >>> rhythm = Rhythm(timedelta(minutes=15), timedelta(minutes=12), timedelta(minutes=3))
    >>> noon = datetime(2027, 5, 21, 12, tzinfo=UTC)
    >>> at = noon + timedelta(minutes=13)
    >>> found = countdown(rhythm, started_at=noon, questions_at=None, ended_at=None, at=at)
    >>> found.phase, found.seconds, found.tone
    (<Phase.PRESENTATION: 'presentation'>, 120, <Tone.AMBER: 'amber'>)
    """
    if ended_at is not None:
        return Countdown(Phase.ENDED)
    if started_at is None:
        return Countdown(Phase.WAITING)
    if questions_at is None:
        return _running(Phase.PRESENTATION, started_at, rhythm.presentation, at)
    return _running(Phase.QUESTIONS, questions_at, rhythm.questions, at)


def _running(phase: Phase, since: datetime, length: timedelta, at: datetime) -> Countdown:
    ends_at = since + length
    seconds = (ends_at - at) // timedelta(seconds=1)
    soon = length // _SOON // timedelta(seconds=1)
    tone = Tone.GREEN if seconds > soon else Tone.AMBER if seconds > 0 else Tone.RED
    return Countdown(phase, ends_at, seconds, soon, tone)
