"""What is true of the jury."""

from .day import DayPause, Passage, PresentationDay, Room
from .decisions import Decision
from .deliberation import (
    Ballot,
    Deliberation,
    Member,
    Motion,
    ProceedingsLine,
    Recusal,
    Voting,
)

__all__ = [
    "DayPause",
    "Ballot",
    "Decision",
    "Deliberation",
    "Member",
    "Motion",
    "ProceedingsLine",
    "Recusal",
    "Voting",
    "Passage",
    "PresentationDay",
    "Room",
]
