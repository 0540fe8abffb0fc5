"""The cohort counted: who learns where, and who is late.

Late is marked work past its date that a learner, or their team, has not handed in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from passerelle.foundation.translated import Translated
from passerelle.programme.models import Edition

from ..enums import Role
from ..models import Activity, Attempt, Enrolment


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner as one line of an index; thousands are read at once, so no model row."""

    id: int
    name: str
    city: str
    institution: str
    institution_title: str
    withdrew_at: datetime | None
    team_id: int | None
    late: int


@dataclass(frozen=True, slots=True)
class InstitutionGroup:
    """The learners of one institution: how many, and how many of them are late."""

    slug: str
    name: str
    learners: int
    late: int


def learners_of(edition: Edition) -> QuerySet[Enrolment]:
    """Every learner of the edition, those who withdrew included."""
    return Enrolment.objects.filter(edition=edition, role=Role.LEARNER)


def due_of(activities: Sequence[Activity], at: datetime) -> list[Activity]:
    """What counts in the total and is past its date, oldest first."""
    due = [each for each in activities if each.component and each.due_at < at]
    return sorted(due, key=lambda each: each.due_at)


def overdue(due: Sequence[Activity], done: Container[int]) -> list[Activity]:
    """Of what was due, what is not handed in."""
    return [each for each in due if each.pk not in done]


def with_lateness(learners: QuerySet[Enrolment], due: Sequence[Activity]) -> QuerySet[Enrolment]:
    """Adds `late`, the number of overdue works, in the database; for a count, not for a table."""
    handed_in = Attempt.objects.filter(
        activity__in=[each.pk for each in due], submitted_at__isnull=False
    ).order_by()
    alone = handed_in.filter(enrolment=OuterRef("pk"))
    by_team = handed_in.filter(team=OuterRef("membership__team"))
    late = Value(len(due)) - _distinct(alone, "enrolment") - _distinct(by_team, "team")
    return learners.alias(
        late=Case(
            When(withdrawal__isnull=False, then=Value(0)),
            default=late,
            output_field=IntegerField(),
        )
    )


def _distinct(attempts: QuerySet[Attempt], doer: str) -> Coalesce:
    grouped = attempts.values(doer).annotate(works=Count("activity", distinct=True))
    counted = grouped.values("works")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def index_of(edition: Edition, due: Sequence[Activity]) -> list[Learner]:
    """Every learner by name, with how many works are overdue: two queries."""
    alone, by_team = _handed_in(due)
    rows = (
        learners_of(edition)
        .order_by("person__sort_name", "pk")
        .values_list(
            "pk",
            "person__name",
            "institution__city",
            "institution__slug",
            Cast("institution__name", TextField()),
            "withdrawal__at",
            "membership__team_id",
        )
    )
    return [
        Learner(
            pk,
            name,
            city or "",
            slug or "",
            title or "{}",
            withdrew_at,
            team_id,
            0 if withdrew_at else len(due) - alone[pk] - (by_team[team_id] if team_id else 0),
        )
        for pk, name, city, slug, title, withdrew_at, team_id in rows
    ]


def groups_of(learners: Iterable[Learner]) -> list[InstitutionGroup]:
    """The index counted by institution."""
    titles = {each.institution: each.institution_title for each in learners}
    counted = Counter(each.institution for each in learners)
    late = Counter(each.institution for each in learners if each.late)
    groups = [
        InstitutionGroup(slug, _title(written), counted[slug], late[slug])
        for slug, written in titles.items()
    ]
    return sorted(groups, key=lambda group: group.name)


def _handed_in(due: Sequence[Activity]) -> tuple[Counter[int], Counter[int]]:
    """How many of the works that are due each enrolment, and each team, has handed in."""
    alone: Counter[int] = Counter()
    by_team: Counter[int] = Counter()
    rows = (
        Attempt.objects.filter(activity__in=[each.pk for each in due], submitted_at__isnull=False)
        .order_by()
        .values_list("enrolment_id", "team_id")
        .annotate(works=Count("activity_id", distinct=True))
    )
    for enrolment_id, team_id, works in rows:
        if enrolment_id:
            alone[enrolment_id] = works
        else:
            by_team[team_id] = works
    return alone, by_team


def _title(written: str) -> str:
    return str(Translated.from_mapping(json.loads(written))) or "–"
