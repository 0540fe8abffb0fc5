"""A model's answer to be caught out: what is wrong in it, and what a learner marked.

After the trials on automation bias: clinicians are told nothing of how many outputs are faulty,
and clean ones stand among them as controls."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class CritiqueRefused(ValueError):
    """What was given cannot be scored, with the reason."""


class ErrorType(StrEnum):
    """What goes wrong in a generated clinical text."""

    CITATION = "citation"  # fabricated or misattributed
    DOSE = "dose"  # dose or unit
    CONTRAINDICATION = "contraindication"  # missing contraindication or interaction
    OMISSION = "omission"
    NEGATION = "negation"  # flipped
    IDENTITY = "identity"  # wrong patient or timeline
    GUIDANCE = "guidance"  # outdated, or another country's
    CAUSALITY = "causality"  # invented
    STEREOTYPE = "stereotype"
    OVERCONFIDENCE = "overconfidence"
    PRIVACY = "privacy"  # a leak
    INJECTION = "injection"  # instructions hidden in a document, obeyed


class Severity(IntEnum):
    """The weight of an error: what it would do to the patient if nobody saw it."""

    MINOR = 1  # no consequence for care
    MODERATE = 2  # care delayed or made worse
    SEVERE = 4  # lasting harm or death possible


class Verdict(StrEnum):
    """What the learner does with the output."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of the output, from `start` up to `end` (not included), counted in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise CritiqueRefused(f"A span from {self.start} to {self.end} holds nothing.")

    def touches(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class PlantedError:
    """One error of the key. An omission has no span: what is missing stands nowhere."""

    id: str
    type: ErrorType
    severity: Severity
    spans: tuple[Span, ...] = ()
    document: str = ""  # the source document that proves it


@dataclass(frozen=True, slots=True)
class Item:
    """A frozen output cut into its sentences, with its key; without errors it is a control."""

    id: str
    sentences: tuple[Span, ...]
    errors: tuple[PlantedError, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not self.errors


@dataclass(frozen=True, slots=True)
class Mark:
    """What the learner holds to be wrong: a span, or None for "something is missing"."""

    span: Span | None
    type: ErrorType
    severity: Severity
    document: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The scenario's question answered: `before` seeing the model, the model's own, `after`."""

    before: str
    model: str
    after: str
    right: str


@dataclass(frozen=True, slots=True)
class Response:
    """One learner on one item. `confidence` (0–1) is in the final choice; `seconds` on the page."""

    item: Item
    marks: tuple[Mark, ...]
    verdict: Verdict
    choice: Choice
    confidence: float
    seconds: float

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise CritiqueRefused(f"A confidence of {self.confidence} is not between 0 and 1.")
