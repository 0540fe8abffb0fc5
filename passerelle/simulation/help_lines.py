"""Whom to call, by country: numbers that answer at any hour, free, in confidence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.campus.models import Enrolment


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number as one reads it and as a telephone dials it."""

    country: Promise
    name: Promise
    said: str
    dialled: str
    url: str


FRANCE = HelpLine(
    country=_("France"),
    name=_("the national suicide prevention line"),
    said="3114",
    dialled="3114",
    url="https://3114.fr",
)
CANADA = HelpLine(
    country=_("Canada"),
    name=_("the Suicide Crisis Helpline"),
    said="9-8-8",
    dialled="988",
    url="https://988.ca",
)


def lines_for(enrolment: Enrolment | None) -> tuple[HelpLine, HelpLine]:
    """First that of the country of one's institution, or of the time zone one lives in."""
    if enrolment is None:
        return (FRANCE, CANADA)
    institution, zone = enrolment.institution, enrolment.person.zone
    country = institution.country if institution is not None else ""
    is_in_canada = country == "CA" or (not country and zone == "America/Toronto")
    return (CANADA, FRANCE) if is_in_canada else (FRANCE, CANADA)
