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
from .minutes import Appeal, AppealRuling, Minutes, MinutesSignature
from .presence import Presence
from .standards import AngoffEstimate, AngoffJudge, AngoffRound

__all__ = [
    "AngoffEstimate",
    "AngoffJudge",
    "AngoffRound",
    "Appeal",
    "AppealRuling",
    "Minutes",
    "MinutesSignature",
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
    "Presence",
    "PresentationDay",
    "Room",
]
