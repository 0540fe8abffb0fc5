"""Who is in a team."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import FilteredRelation, QuerySet

from ..models import Enrolment, Team


@dataclass(frozen=True, slots=True)
class Gathered:
    """A team and its members, by name, without those who withdrew."""

    team: Team
    members: tuple[Enrolment, ...]


def members_of(team: Team) -> QuerySet[Enrolment]:
    """By name, without those who withdrew."""
    return Enrolment.objects.filter(membership__team=team, withdrawal=None).select_related(
        "person", "institution"
    )


def people_of(team: Team) -> set[int]:
    """The people who speak for the team."""
    return set(members_of(team).order_by().values_list("person_id", flat=True))


def gathered(teams: QuerySet[Team], number: int) -> Gathered | None:
    """The team of this number among these, with its members: one query, a row for each."""
    who = [f"member__enrolment__{each}" for each in ("person", "institution", "withdrawal")]
    rows = list(
        teams.filter(number=number)
        .annotate(member=FilteredRelation("members"))
        .select_related(*who)
        .order_by("member__enrolment__person__sort_name", "member__enrolment_id")
    )
    if not rows:
        return None
    enrolments = [vars(row)["member"].enrolment for row in rows if "member" in vars(row)]
    present = (each for each in enrolments if not hasattr(each, "withdrawal"))
    return Gathered(rows[0], tuple(present))
