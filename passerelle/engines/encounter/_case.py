"""A virtual patient as its author wrote it: facts and who may hear them, findings, tests, debrief.

After AgentClinic (Schmidgall et al. 2024: the record split by who may know) and the MedBiquitous
Virtual Patient standard (ANSI/MEDBIQ VP.10.1-2010: progressive disclosure)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Literal, TypeVar

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Both(Generic[Value]):
    """The same thing in French and in English."""

    fr: Value
    en: Value

    def in_language(self, language: Language) -> Value:
        return self.fr if language == "fr" else self.en


Words = Both[str]
Choices = Both[tuple[str, ...]]
_NO_CHOICES: Choices = Both((), ())


class Level(StrEnum):
    """How freely a fact is told."""

    OPEN = "open"  # told with the story, whoever asks
    ASKED = "asked"  # told when asked for
    SENSITIVE = "sensitive"  # told when asked for itself, and with tact


class Worth(StrEnum):
    """What an examination, a test or a treatment is worth in this case."""

    ESSENTIAL = "essential"
    USEFUL = "useful"
    USELESS = "useless"
    HARMFUL = "harmful"


class Place(StrEnum):
    """Where a diagnosis stands in the differential of the case."""

    MAIN = "main"
    MUST_EXCLUDE = "must-exclude"
    PLAUSIBLE = "plausible"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the patient may tell. `lines` are the only words that tell it.

    `topics` are intents of the shared library whose phrasings it inherits; `phrasings` are its own.
    `needs` are facts told before this one makes sense; `rapport` is how much trust it takes (0–3);
    `weight` is what eliciting it is worth: 0 context, 1 useful, 2 important, 3 essential."""

    id: str
    topics: tuple[str, ...]
    label: Words
    mention: Words  # how the patient names it in a clarifying question: "my morning pills"
    level: Level
    lines: Choices
    phrasings: Choices = _NO_CHOICES
    needs: tuple[str, ...] = ()
    rapport: int = 0
    weight: int = 1
    red_flag: bool = False


@dataclass(frozen=True, slots=True)
class Persona:
    """Who speaks: the patient, a parent or a caregiver."""

    name: str
    age: int
    role: Literal["patient", "parent", "caregiver"]
    occupation: Words
    manner: Words


@dataclass(frozen=True, slots=True)
class Manners:
    """What the persona says when no fact is told; each an authored line, in character.

    `clarifications` hold `{one}` and `{other}`, filled with the `mention` of two facts;
    `listening` answers what is said and not asked: there are usual lines when it is empty."""

    greetings: Choices
    denials: Choices
    unknowns: Choices
    refusals: Choices
    guarded: Choices
    clarifications: Choices
    listening: Choices = _NO_CHOICES


@dataclass(frozen=True, slots=True)
class Finding:
    """What examining shows. `minutes` is the time it takes."""

    id: str
    title: Words
    finding: Words
    minutes: int
    worth: Worth
    why: Words | None = None


@dataclass(frozen=True, slots=True)
class Investigation:
    """A test. `minutes` is the wait for its result; `cost_cents` in the country's money."""

    id: str
    title: Words
    result: Words
    minutes: int
    cost_cents: int
    worth: Worth
    why: Words
    harm: Words | None = None
    synonyms: Choices = _NO_CHOICES


@dataclass(frozen=True, slots=True)
class Treatment:
    """A prescription or an act one may decide."""

    id: str
    title: Words
    worth: Worth
    why: Words
    synonyms: Choices = _NO_CHOICES


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A hypothesis of the differential; `supported_by`, `against`: facts, findings, tests."""

    id: str
    title: Words
    place: Place
    synonyms: Choices = _NO_CHOICES
    supported_by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoffItem:
    """Something the hand-off note must say; `phrasings` are words by which it is recognised."""

    id: str
    title: Words
    phrasings: Choices


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of the assistant's answer, right or wrong."""

    id: str
    text: Words
    sound: bool
    why: Words


@dataclass(frozen=True, slots=True)
class Consultation:
    """What the assistant answers when asked `asks`: frozen, with each claim judged."""

    id: str
    asks: Words
    text: Words
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """All of it. Whoever plays the patient is given the facts and the manners, nothing else."""

    slug: str
    title: Words
    summary: Words
    country: Literal["FR", "CA"]
    place: Words
    minutes: int
    persona: Persona
    opening: Words
    manners: Manners
    reserved: Choices
    facts: tuple[Fact, ...]
    examination: tuple[Finding, ...]
    tests: tuple[Investigation, ...]
    treatments: tuple[Treatment, ...]
    differential: tuple[Diagnosis, ...]
    handoff_guide: Words
    handoff: tuple[HandoffItem, ...]
    consultations: tuple[Consultation, ...]
    assistant_origin: Words
    debrief: Words
    objectives: tuple[Words, ...]
    sources: tuple[Source, ...]
    author: str
    reviewer: str = ""

    @property
    def is_reviewed(self) -> bool:
        return bool(self.reviewer)
