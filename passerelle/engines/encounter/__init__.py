"""A virtual patient one questions: what may be said is decided before it is worded.

A case is facts, each with who may hear it; a turn is matched to facts; only matched facts are
told, in the author's words; what matches nothing gets an authored non-answer."""

from ._case import (
    LANGUAGES,
    Both,
    Case,
    Choices,
    Claim,
    Consultation,
    Diagnosis,
    Fact,
    Finding,
    HandoffItem,
    Investigation,
    Language,
    Level,
    Manners,
    Persona,
    Place,
    Source,
    Treatment,
    Words,
    Worth,
)
from ._courtesy import Courtesy
from ._distress import HELP_LINES, HelpLine, is_own_distress, pause_words
from ._reading import Exchange, Reader, Reading
from ._state import Kind, Note, State, Turn
from ._turn import turn
from ._wording import Unfaithful, Wording, WordingRequest, Wordsmith, unfaithful, worded

__all__ = [
    "HELP_LINES",
    "LANGUAGES",
    "Both",
    "Case",
    "Choices",
    "Claim",
    "Consultation",
    "Courtesy",
    "Diagnosis",
    "Exchange",
    "Fact",
    "Finding",
    "HandoffItem",
    "HelpLine",
    "Kind",
    "Language",
    "Level",
    "Manners",
    "Note",
    "Persona",
    "Place",
    "Reader",
    "Reading",
    "Source",
    "State",
    "Investigation",
    "Treatment",
    "Turn",
    "Unfaithful",
    "Wording",
    "WordingRequest",
    "Words",
    "Wordsmith",
    "Worth",
    "is_own_distress",
    "pause_words",
    "turn",
    "unfaithful",
    "worded",
]
