"""critiques/…/item.yaml and critiques/concordance.yaml, and the activity that asks them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from passerelle.programme.schemas import ActivityFile, Bilingual, Slug, Strict, Words

from .schemas import SourceFile

# Spelt out rather than taken from the engine, which is loaded with the first item.
Severity = Literal["minor", "moderate", "severe"]
ErrorType = Literal[
    "citation",
    "dose",
    "contraindication",
    "omission",
    "negation",
    "identity",
    "guidance",
    "causality",
    "stereotype",
    "overconfidence",
    "privacy",
    "injection",
]
Wave = Literal["before", "after", "practice"]


class OptionFile(Strict):
    id: Slug
    text: Bilingual


class QuestionFile(Strict):
    """What the learner answers before seeing the model; `model` is where its output leads."""

    text: Bilingual
    options: list[OptionFile] = Field(min_length=2, max_length=6)
    right: Slug
    model: Slug


class DocumentFile(Strict):
    """The truth: what the output can be checked against."""

    id: Slug
    title: Bilingual
    kind: Literal["record", "guideline", "leaflet", "letter", "study"]
    source: SourceFile | None = None
    text: Bilingual


class OutputFile(Strict):
    """What the model wrote, frozen; `model` is its name, or in words how the text came about."""

    model: Words | Bilingual
    date: date
    prompt: Bilingual
    text: Bilingual


class EvidenceFile(Strict):
    document: Slug
    quote: Bilingual


class ErrorFile(Strict):
    """One planted error; an omission has no `quote`, every other has one in each language."""

    id: Slug
    type: ErrorType
    severity: Severity
    quote: Bilingual | None = None
    correction: Bilingual
    evidence: EvidenceFile | None = None


class CritiqueItemFile(Strict):
    """critiques/…/item.yaml; without errors it is a control."""

    title: Bilingual
    country: Literal["FR", "CA"]
    specialty: Bilingual
    author: Words
    second_reader: str = ""
    scenario: Bilingual
    question: QuestionFile
    documents: list[DocumentFile] = Field(min_length=1, max_length=6)
    output: OutputFile
    errors: list[ErrorFile] = Field(max_length=8)
    explanation: Bilingual


class ConcordanceItemFile(Strict):
    """The model says X; you learn Y: does trust in X fall or rise?"""

    id: Slug
    scenario: Bilingual
    says: Bilingual
    learns: Bilingual
    explanation: Bilingual


class ConcordanceFile(Strict):
    """critiques/concordance.yaml; the panel answers in the product, never in the file."""

    items: list[ConcordanceItemFile] = Field(max_length=60)


class FormsFile(Strict):
    """Two sets of like difficulty: half the learners take `a` before and `b` after."""

    a: list[Slug] = Field(min_length=1, max_length=30)
    b: list[Slug] = Field(min_length=1, max_length=30)


class CritiqueFile(ActivityFile):
    """An activity: a series of outputs, one after the other."""

    kind: Literal["critique"]
    wave: Wave
    items: list[Slug] = Field(default_factory=list, max_length=30)
    forms: FormsFile | None = None
    concordance: list[Slug] = Field(default_factory=list, max_length=30)
    component: str = ""

    @model_validator(mode="after")
    def _one_way_of_choosing(self) -> CritiqueFile:
        if bool(self.items) == bool(self.forms):
            raise ValueError("name either `items`, or two `forms`")
        if self.wave != "practice" and self.forms is None:
            raise ValueError("a measure before or after takes two `forms`, so as to compare")
        return self

    @property
    def named(self) -> list[str]:
        """Every item it may ask."""
        return [*self.items, *(self.forms.a + self.forms.b if self.forms else [])]
