"""Who is in a team."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Enrolment, Team


def members_of(team: Team) -> QuerySet[Enrolment]:
    """By name, without those who withdrew."""
    return Enrolment.objects.filter(membership__team=team, withdrawal=None).select_related(
        "person", "institution"
    )


def people_of(team: Team) -> set[int]:
    """The people who speak for the team."""
    return set(members_of(team).order_by().values_list("person_id", flat=True))
