"""The shape of each file of a programme folder; `json_schemas()` prints them for editors."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Did = Annotated[str, StringConstraints(pattern=r"^did:web:[A-Za-z0-9.%:-]+$")]
Zone = Literal[
    "Europe/Paris", "America/Toronto", "Europe/London", "Europe/Brussels", "America/Martinique"
]


class Strict(BaseModel):
    """Unknown fields are errors: a misspelt field must not be silently ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Strict):
    fr: Words
    en: Words


class InstitutionFile(Strict):
    id: Slug
    name: Bilingual
    city: Words
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    did: Did


class ProgrammeFile(Strict):
    """programme.yaml"""

    id: Slug
    title: Bilingual
    summary: Bilingual
    hours: Decimal = Field(gt=0)
    zones: list[Zone] = Field(min_length=1)
    issuer: Did
    specimen: bool = False
    institutions: list[InstitutionFile] = Field(min_length=1)
    modules: list[Slug] = Field(min_length=1)
    award: dict[str, Any]  # its shape is checked by engines.grading, which owns it


class SessionFile(Strict):
    id: Slug
    title: Bilingual
    kind: Literal["lecture", "workshop", "case", "conference", "datathon", "presentation"]
    day: int = Field(ge=1)
    starts: time
    zone: Zone
    minutes: int = Field(gt=0, le=720)

    @field_validator("starts", mode="before")
    @classmethod
    def _quoted(cls, value: object) -> object:
        if isinstance(value, int):
            raise ValueError('write the time between quotes, "18:00" (YAML reads 18:00 as 1080)')
        return value


class ModuleFile(Strict):
    """modules/…/module.yaml"""

    title: Bilingual
    short: Bilingual
    kind: Literal["course", "datathon", "presentations", "conferences"]
    hours: Decimal = Field(gt=0)
    days: int = Field(gt=0, le=366)
    summary: Bilingual
    outcomes: list[Bilingual] = Field(default_factory=list)
    sessions: list[SessionFile] = Field(default_factory=list)


class ActivityFile(Strict):
    """modules/…/…/activity.yaml, the fields every kind has."""

    kind: Slug
    title: Bilingual
    minutes: int = Field(gt=0)
    opens: int = Field(ge=1)
    due: int = Field(ge=1)

    @property
    def is_for_teams(self) -> bool:
        """Whether a team does it once for all its members."""
        return False


class OpaqueActivityFile(ActivityFile):
    """A kind nobody here plays: kept as it is and listed."""

    model_config = ConfigDict(extra="allow", frozen=True)


class EditionFile(Strict):
    """editions/….yaml: one academic year of the programme."""

    id: Slug
    title: Bilingual
    starts: date
    ends: date
    openings: dict[Slug, date]
    decisions: date
    diplomas: date


class TermFile(Strict):
    id: Slug
    term: Bilingual
    means: Bilingual


class GlossaryFile(Strict):
    """glossary.yaml"""

    terms: list[TermFile]


def json_schemas(more: dict[str, type[BaseModel]]) -> dict[str, Any]:
    """JSON Schema of every file, the parts' own included."""
    known: dict[str, type[BaseModel]] = {
        "programme.yaml": ProgrammeFile,
        "editions/*.yaml": EditionFile,
        "modules/*/module.yaml": ModuleFile,
        "glossary.yaml": GlossaryFile,
        **more,
    }
    return {name: schema.model_json_schema() for name, schema in known.items()}
