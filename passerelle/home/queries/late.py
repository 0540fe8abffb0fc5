"""How many learners are late, counted by the database: a first page loads no cohort."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from passerelle.campus.models import Activity, Attempt, Enrolment
from passerelle.campus.queries.cohort_late import learners_of
from passerelle.programme.models import Edition


def late_learners(edition: Edition, at: datetime) -> QuerySet[Enrolment]:
    """Learners for whom some marked work that was due is not handed in, by them or their team.

    The same people as `cohort_late.index_of` finds, without reading them."""
    handed_in = Attempt.objects.filter(activity=OuterRef("pk"), submitted_at__isnull=False)
    learner, team = OuterRef(OuterRef("pk")), OuterRef(OuterRef("membership__team"))
    missing = Activity.objects.filter(
        ~Exists(handed_in.filter(enrolment=learner)),
        ~Exists(handed_in.filter(team=team)),
        edition=edition,
        due_at__lt=at,
        retired_at=None,
    ).exclude(component="")
    return learners_of(edition).filter(Exists(missing), withdrawal=None)
