"""One learner before a jury that sits, with the seat of whoever looks: one query."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from passerelle.campus.models import Enrolment
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..decision_wording import outcome_said
from ..models import Decision, Deliberation, Member, Motion, Recusal
from .candidates import learners_of
from .cases import Doubt, doubt_about
from .deliberation import motions_of


@dataclass(frozen=True, slots=True)
class CaseSeat:
    """The learner, the latest deliberation of their edition, and what the viewer may do there."""

    learner: Enrolment
    deliberation: Deliberation
    doubt: Doubt
    is_member: bool
    is_present: bool
    is_recused: bool
    decided: str
    total: Decimal | None
    """The decision's: with the points of a rachat, it is no longer the rule's."""

    @property
    def may_step_back(self) -> bool:
        return self.is_member and not self.is_recused and not self.deliberation.frozen_at

    @property
    def may_move(self) -> bool:
        return self.may_step_back and self.is_present


def case_seat(edition: Edition, number: int, viewer: Person | None) -> CaseSeat | None:
    """None where there is no such learner, or where the jury was never convened."""
    latest = Deliberation.objects.filter(edition=edition).order_by("-version")
    seats = Member.objects.filter(deliberation=Subquery(latest.values("pk")[:1]), person=viewer)
    recused = seats.filter(
        Q(Exists(Recusal.objects.filter(member=OuterRef("pk"), enrolment=number)))
        | Q(person=OuterRef("person"))
    )
    here = Decision.objects.filter(
        enrolment=OuterRef("pk"), deliberation=Subquery(latest.values("pk")[:1])
    )
    decided = here.order_by("-version")
    found = (
        learners_of(edition)
        .select_related("edition")
        .annotate(
            held=Subquery(latest.values("pk")[:1]),
            held_agenda=Subquery(latest.values("agenda")[:1]),
            held_frozen_at=Subquery(latest.values("frozen_at")[:1]),
            seated=Exists(seats),
            seated_now=Exists(seats.filter(present_from__isnull=False, left_at=None)),
            seated_recused=Exists(recused),
            outcome=Subquery(decided.values("outcome")[:1]),
            honours=Subquery(decided.values("honours")[:1]),
            total=Subquery(decided.values("total")[:1]),
        )
        .filter(pk=number)
        .first()
    )
    if found is None or found.held is None:
        return None
    held = Deliberation(pk=found.held, edition=edition, frozen_at=found.held_frozen_at)
    return CaseSeat(
        learner=found,
        deliberation=held,
        doubt=doubt_about(found.held_agenda, number),
        is_member=found.seated,
        is_present=found.seated_now,
        is_recused=found.seated_recused,
        decided=outcome_said(found.outcome, found.honours),
        total=found.total,
    )


def motions_about(seat: CaseSeat) -> QuerySet[Motion]:
    """What was moved about this learner alone, the latest first."""
    return motions_of(seat.deliberation).filter(enrolment=seat.learner)
