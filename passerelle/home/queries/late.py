"""How many learners are late, counted by the database: a first page loads no cohort."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from passerelle.campus.models import Activity, Attempt, Enrolment
from passerelle.campus.queries.cohort_late import learners_of
from passerelle.programme.models import Edition


class CountOf(Subquery):
    """How many rows a query would give, as one column among others."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def late_learners(edition: Edition, at: datetime) -> QuerySet[Enrolment]:
    """Whoever, alone or through their team, has not handed in all the marked work that was due.

    The same people as `cohort_late.index_of` finds, without reading them."""
    due = Activity.objects.filter(edition=edition, due_at__lt=at, retired_at=None).exclude(
        component=""
    )
    handed_in = Attempt.objects.filter(
        activity__in=due.order_by().values("pk"), submitted_at__isnull=False
    ).order_by()
    alone = handed_in.filter(enrolment=OuterRef("pk")).values("enrolment")
    by_team = handed_in.filter(team=OuterRef("membership__team")).values("team")
    return (
        learners_of(edition)
        .filter(withdrawal=None)
        .alias(
            due=CountOf(due.order_by().values("pk")),
            alone=_works(alone),
            by_team=_works(by_team),
        )
        .filter(due__gt=F("alone") + F("by_team"))
    )


def _works(handed_in: QuerySet[Attempt, Any]) -> Coalesce:  # Any: grouped by either key
    counted = handed_in.annotate(works=Count("activity", distinct=True)).values("works")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
