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
from ._reading import Exchange, Reader, Reading

__all__ = [
    "LANGUAGES",
    "Both",
    "Case",
    "Choices",
    "Claim",
    "Consultation",
    "Diagnosis",
    "Exchange",
    "Fact",
    "Finding",
    "HandoffItem",
    "Language",
    "Level",
    "Manners",
    "Persona",
    "Place",
    "Reader",
    "Reading",
    "Source",
    "Investigation",
    "Treatment",
    "Words",
    "Worth",
]
