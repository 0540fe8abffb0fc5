"""Who is enrolled in an edition, as an operator reads them."""

from __future__ import annotations

from django.db.models import QuerySet

from passerelle.programme.models import Edition

from ..enums import Role
from ..models import Enrolment


def enrolled_in(edition: Edition, role: str = "") -> QuerySet[Enrolment]:
    """By name, a row for each role, whoever withdrew included."""
    found = Enrolment.objects.filter(edition=edition, role__in=[role] if role else Role.values)
    return found.select_related("person", "institution", "withdrawal", "membership__team")


def enrolled_as(email: str, edition: Edition, role: str = "") -> QuerySet[Enrolment]:
    """The enrolments of one person."""
    return enrolled_in(edition, role).filter(person__email=email.strip().lower())
