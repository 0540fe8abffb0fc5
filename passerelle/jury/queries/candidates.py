"""The jury's candidates, and what the rule proposes of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import gradebook_of, gradebooks_of
from passerelle.foundation import clock
from passerelle.foundation.translated import Translated
from passerelle.programme.models import Edition, RevisionFile

from ..decision_wording import outcome_said
from ..kinds import REGULATIONS
from ..models import Decision
from ..proposals import Proposal, proposal_of

ROWS = 25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A learner before the jury, with the decision in force if there is one."""

    enrolment: Enrolment
    proposal: Proposal
    outcome: str | None
    honours: Translated | None
    decided_at: datetime | None

    @property
    def decided(self) -> str:
        return outcome_said(self.outcome, self.honours)

    @property
    def departs(self) -> bool:
        """Whether the jury decided otherwise than the rule proposes today."""
        return self.outcome is not None and self.outcome != self.proposal.outcome


@dataclass(frozen=True, slots=True)
class Sitting:
    """One page of the candidates of an edition."""

    page: Page[Any]  # Any: rows annotated with their decision
    candidates: tuple[Candidate, ...]
    total: int
    decided: int


def learners_of(edition: Edition) -> QuerySet[Enrolment]:
    """Everyone the jury must decide about."""
    return (
        Enrolment.objects.filter(edition=edition, role=Role.LEARNER, withdrawal=None)
        .select_related("person", "institution")
        .order_by("person__sort_name", "id")
    )


def learner_of(edition: Edition, number: int) -> Enrolment | None:
    """One of them, or nobody; `regulated` says whether their jury has regulations."""
    written = RevisionFile.objects.filter(revision=OuterRef("edition__revision"), path=REGULATIONS)
    learners = learners_of(edition).select_related("edition").annotate(regulated=Exists(written))
    return learners.filter(pk=number).first()


def sitting_of(edition: Edition, *, page: str | None) -> Sitting:
    """The candidates of one page, in the order of their names."""
    latest = Decision.objects.filter(enrolment=OuterRef("pk")).order_by("-version")
    learners = learners_of(edition)
    counted = learners.aggregate(
        total=Count("pk"), decided=Count("pk", filter=Exists(latest.values("pk")))
    )
    rows = learners.annotate(
        decided=Subquery(latest.values("outcome")[:1]),
        honours=Subquery(latest.values("honours")[:1]),
        decided_at=Subquery(latest.values("decided_at")[:1]),
    )
    paginator = Paginator(rows, ROWS)
    paginator.count = counted["total"]  # counted above, with the decisions
    shown = paginator.get_page(page)
    enrolments: list[Enrolment] = list(shown.object_list)
    for enrolment in enrolments:
        enrolment.edition = edition
    candidates = tuple(
        Candidate(
            enrolment=gradebook.enrolment,
            proposal=proposal_of(gradebook),
            outcome=gradebook.enrolment.decided,  # type: ignore[attr-defined]  # annotated above
            honours=gradebook.enrolment.honours,  # type: ignore[attr-defined]
            decided_at=gradebook.enrolment.decided_at,  # type: ignore[attr-defined]
        )
        for gradebook in gradebooks_of(enrolments)
    )
    return Sitting(shown, candidates, counted["total"], counted["decided"])


def proposal_for(enrolment: Enrolment) -> Proposal:
    """The rule's proposal as of now, with every step to it."""
    return proposal_of(gradebook_of(enrolment))


def is_provisional(edition: Edition) -> bool:
    """Whether the edition is still in progress, so that every proposal may change."""
    return clock.now().date() < edition.decisions_on
