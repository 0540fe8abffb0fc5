"""cases/…/case.yaml and questions.yaml: their fields, one class a section."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from passerelle.programme.schemas import Bilingual, Slug, Strict, Words

# Spelt out rather than taken from the engine, which is loaded with the first case.
Language = Literal["fr", "en"]
Level = Literal["open", "asked", "sensitive"]
Worth = Literal["essential", "useful", "useless", "harmful"]
Place = Literal["main", "must-exclude", "plausible", "unlikely"]
Minutes = Annotated[int, Field(ge=0, le=2880)]
Url = Annotated[str, StringConstraints(pattern=r"^(https?://\S{1,500})?$")]


class Lines(Strict):
    """Several ways of saying it, in each language."""

    fr: list[Words] = Field(min_length=1, max_length=80)
    en: list[Words] = Field(min_length=1, max_length=80)


class SomeLines(Strict):
    """The same, where there may be none."""

    fr: list[Words] = Field(default_factory=list, max_length=80)
    en: list[Words] = Field(default_factory=list, max_length=80)


class PersonaFile(Strict):
    name: Words
    age: int = Field(ge=0, le=120)
    role: Literal["patient", "parent", "caregiver"]
    occupation: Bilingual
    manner: Bilingual


class FactFile(Strict):
    """One thing the patient may tell."""

    id: Slug
    topics: list[Slug] = Field(default_factory=list, max_length=12)
    label: Bilingual
    mention: Bilingual
    level: Level
    weight: int = Field(ge=0, le=3)
    red_flag: bool = False
    needs: list[Slug] = Field(default_factory=list)
    rapport: int = Field(default=0, ge=0, le=3)
    lines: Lines
    phrasings: SomeLines = SomeLines()


class FindingFile(Strict):
    id: Slug
    title: Bilingual
    finding: Bilingual
    minutes: Minutes
    worth: Worth
    why: Bilingual | None = None


class InvestigationFile(Strict):
    """A test that may be ordered."""

    id: Slug
    title: Bilingual
    synonyms: SomeLines = SomeLines()
    result: Bilingual
    minutes: Minutes
    cost_cents: int = Field(ge=0, le=100_000_000)
    worth: Worth
    why: Bilingual
    harm: Bilingual | None = None


class TreatmentFile(Strict):
    id: Slug
    title: Bilingual
    synonyms: SomeLines = SomeLines()
    worth: Worth
    why: Bilingual


class DiagnosisFile(Strict):
    id: Slug
    title: Bilingual
    synonyms: SomeLines = SomeLines()
    place: Place
    supported_by: list[Slug] = Field(default_factory=list)
    against: list[Slug] = Field(default_factory=list)


class HandoffItemFile(Strict):
    id: Slug
    title: Bilingual
    phrasings: Lines


class HandoffFile(Strict):
    guide: Bilingual
    items: list[HandoffItemFile] = Field(min_length=1, max_length=40)


class ClaimFile(Strict):
    id: Slug
    text: Bilingual
    sound: bool
    why: Bilingual


class ConsultationFile(Strict):
    id: Slug
    asks: Bilingual
    text: Bilingual
    claims: list[ClaimFile] = Field(min_length=1, max_length=20)


class AssistantFile(Strict):
    """What the model answers when the learner consults it: frozen, each claim judged."""

    origin: Bilingual
    consultations: list[ConsultationFile] = Field(min_length=1, max_length=12)


class SourceFile(Strict):
    title: Words
    url: Url = ""


class CaseFile(Strict):
    """cases/…/case.yaml"""

    title: Bilingual
    summary: Bilingual
    country: Literal["FR", "CA"]
    place: Bilingual
    minutes: int = Field(ge=5, le=240)
    author: Words
    reviewer: str = ""
    objectives: list[Bilingual] = Field(min_length=1)
    persona: PersonaFile
    opening: Bilingual
    greetings: Lines
    denials: Lines
    unknowns: Lines
    refusals: Lines
    guarded: Lines
    clarifications: Lines
    listening: SomeLines = SomeLines()
    reserved: SomeLines
    facts: list[FactFile] = Field(min_length=1, max_length=150)
    examination: list[FindingFile] = Field(max_length=60)
    tests: list[InvestigationFile] = Field(max_length=60)
    treatments: list[TreatmentFile] = Field(max_length=60)
    differential: list[DiagnosisFile] = Field(min_length=1, max_length=30)
    handoff: HandoffFile
    assistant: AssistantFile
    debrief: Bilingual
    sources: list[SourceFile] = Field(min_length=1)

    @field_validator("reviewer", mode="before")
    @classmethod
    def _nobody_yet(cls, value: object) -> object:
        return "" if value is None else value


class SeveralFile(Strict):
    """One turn that asks for several facts."""

    language: Language
    text: Words
    facts: list[Slug] = Field(min_length=1)


class FollowUpFile(Strict):
    """Turns that follow each other; the last one asks for the facts."""

    language: Language
    turns: list[Words] = Field(min_length=2, max_length=6)
    facts: list[Slug] = Field(min_length=1)


class SomeQuestions(Strict):
    """As many as the author wishes, in each language."""

    fr: list[Words]
    en: list[Words]


class QuestionsFile(Strict):
    """cases/…/questions.yaml: written before the phrasings, never edited afterwards."""

    facts: dict[Slug, Lines]
    several: list[SeveralFile] = Field(default_factory=list)
    follow_ups: list[FollowUpFile] = Field(default_factory=list)
    out_of_case: SomeQuestions
    hostile: SomeQuestions
