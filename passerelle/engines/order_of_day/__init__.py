"""The order of a presentation day: who passes when, in which room, and what lateness changes.

Pure: the standard library's zoneinfo and hashlib. Instants come in and go out in UTC; nothing here
reads the clock.
"""

from ._clock import Countdown, Phase, Tone, countdown
from ._delays import Expected, Turn, expected_turns
from ._drawing import drawn
from ._laying import Obstacle, OrderOfDay, Passage, Unplaced, jurors_of_rooms, lay, obstacle_to
from ._repairing import (
    Balance,
    Broken,
    Move,
    Placed,
    Repair,
    Replacement,
    Rule,
    Standing,
    broken_in,
    repair,
    rule_against,
)
from ._slots import Frame, Pause, Rhythm, Room, Slot, Team, slots_of

__all__ = [
    "Balance",
    "Broken",
    "Countdown",
    "Expected",
    "Frame",
    "Move",
    "Obstacle",
    "OrderOfDay",
    "Passage",
    "Pause",
    "Phase",
    "Placed",
    "Repair",
    "Replacement",
    "Rhythm",
    "Room",
    "Rule",
    "Slot",
    "Standing",
    "Team",
    "Tone",
    "Turn",
    "Unplaced",
    "broken_in",
    "countdown",
    "drawn",
    "expected_turns",
    "jurors_of_rooms",
    "lay",
    "obstacle_to",
    "repair",
    "rule_against",
    "slots_of",
]
