"""What the jury decided of a learner, and what is in force."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.campus.models import Enrolment
from passerelle.programme.models import Edition

from ..enums import Outcome
from ..models import Appeal, Decision


def decisions_about(enrolment: Enrolment) -> QuerySet[Decision]:
    """Every decision about a learner, the one in force first."""
    return (
        Decision.objects.filter(enrolment=enrolment)
        .select_related("decided_by")
        .defer("proposal")
        .order_by("-version")
    )


def latest_decision(enrolment: Enrolment) -> Decision | None:
    """The decision in force."""
    return decisions_about(enrolment).first()


def is_superseded(decision: Decision) -> bool:
    """Whether the jury has decided again since."""
    later = Decision.objects.filter(
        enrolment_id=decision.enrolment_id, version__gt=decision.version
    )
    return later.exists()


def is_final(decision: Decision) -> bool:
    """Whether its deliberation is frozen: before that the jury may still decide otherwise."""
    return decision.deliberation is None or decision.deliberation.frozen_at is not None


def is_contested(decision: Decision) -> bool:
    """Whether an appeal against it waits for its answer, or for the jury to sit again."""
    return appeals_unsettled().filter(decision=decision).exists()


def appeals_unsettled() -> QuerySet[Appeal]:
    return Appeal.objects.filter(Q(ruling=None) | Q(ruling__admitted=True))


def awarding_decisions(edition: Edition) -> QuerySet[Decision]:
    """The decisions in force that award the diploma; none of a deliberation still open."""
    later = Decision.objects.filter(
        enrolment=OuterRef("enrolment"), version__gt=OuterRef("version")
    )
    return (
        Decision.objects.filter(~Exists(later), enrolment__edition=edition, outcome=Outcome.AWARDED)
        .exclude(deliberation__isnull=False, deliberation__frozen_at=None)
        .select_related("enrolment__person", "enrolment__edition__programme")
        .defer("proposal")
        .order_by("enrolment__person__sort_name", "id")
    )
