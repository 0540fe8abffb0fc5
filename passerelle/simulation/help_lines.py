"""Whom to call, the line of one's own country first."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.campus.models import Enrolment
from passerelle.engines.encounter import HELP_LINES
from passerelle.foundation.translated import reading_language


@dataclass(frozen=True, slots=True)
class Line:
    """A number as one reads it and as a telephone dials it."""

    country: str
    name: str
    number: str

    @property
    def dialled(self) -> str:
        return self.number.replace("-", "")


def lines_for(enrolment: Enrolment | None) -> tuple[Line, ...]:
    """First that of the country of one's institution, or of the time zone one lives in."""
    own = country_of(enrolment)
    found = (
        Line(country, line.name.in_language(reading_language()), line.number)
        for country, line in HELP_LINES.items()
    )
    return tuple(sorted(found, key=lambda line: line.country != own))


def country_of(enrolment: Enrolment | None) -> str:
    if enrolment is None:
        return "FR"
    if enrolment.institution is not None:
        return enrolment.institution.country
    return "CA" if enrolment.person.zone == "America/Toronto" else "FR"
