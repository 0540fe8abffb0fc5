"""The order of a presentation day: who passes when, in which room, and what lateness changes.

Pure: the standard library's zoneinfo and hashlib. Instants come in and go out in UTC; nothing here
reads the clock.
"""

from ._clock import Countdown, Phase, Tone, countdown
from ._delays import Expected, Turn, expected_turns
from ._drawing import drawn
from ._laying import Obstacle, OrderOfDay, Passage, Unplaced, jurors_of_rooms, lay, obstacle_to
from ._slots import Frame, Pause, Rhythm, Room, Slot, Team, slots_of

__all__ = [
    "Countdown",
    "Expected",
    "Frame",
    "Obstacle",
    "OrderOfDay",
    "Passage",
    "Pause",
    "Phase",
    "Rhythm",
    "Room",
    "Slot",
    "Team",
    "Tone",
    "Turn",
    "Unplaced",
    "countdown",
    "drawn",
    "expected_turns",
    "jurors_of_rooms",
    "lay",
    "obstacle_to",
    "slots_of",
]
