"""What happens before the jury."""

from .deciding import decide
from .moving import Terms, move, move_together, withdraw_motion
from .sitting import (
    convene_deliberation,
    freeze_deliberation,
    mark_left,
    mark_present,
    read_marks_again,
    recuse,
)
from .voting import cast_vote, close_motion

__all__ = [
    "Terms",
    "cast_vote",
    "close_motion",
    "convene_deliberation",
    "decide",
    "freeze_deliberation",
    "mark_left",
    "mark_present",
    "move",
    "move_together",
    "read_marks_again",
    "recuse",
    "withdraw_motion",
]
