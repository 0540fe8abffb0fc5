"""What we ask of the jury: its candidates, what the rule proposes, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import Gradebook, gradebook_of, gradebooks_of
from passerelle.engines import grading
from passerelle.engines.grading import (
    Decided,
    TableRow,
    ThresholdCheck,
    TotalRounded,
    Verdict,
    explain_reasons,
    table,
)
from passerelle.engines.numbers import format_exact
from passerelle.foundation import clock
from passerelle.foundation.translated import reading_language
from passerelle.programme.models import Edition

from .enums import Outcome
from .models import Decision

ROWS = 25
# Half a point of twenty: what a second rater of the same work may well differ by.
_NEAR = Fraction(1, 40)
_PROPOSED = {
    grading.Outcome.AWARDED: Outcome.AWARDED,
    grading.Outcome.NOT_AWARDED: Outcome.NOT_AWARDED,
    grading.Outcome.RESIT: Outcome.RESIT,
    grading.Outcome.INCOMPLETE: Outcome.ADJOURNED,
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the rule, as the page shows it; the total and the proposal stand out."""

    label: str
    formula: str
    value: str
    stands_out: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule proposes of one learner, written for the reader."""

    outcome: Outcome
    total: Decimal | None
    scale: Decimal
    honours: str
    reasons: tuple[str, ...]
    near: str
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A learner before the jury, with the decision in force if there is one."""

    enrolment: Enrolment
    proposal: Proposal
    decided: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One page of the candidates of an edition."""

    page: Page[Enrolment]
    candidates: tuple[Candidate, ...]
    total: int
    decided: int


def learners_of(edition: Edition) -> QuerySet[Enrolment]:
    """Everyone the jury must decide about."""
    return (
        Enrolment.objects.filter(edition=edition, role=Role.LEARNER, withdrawal=None)
        .select_related("edition", "person", "institution")
        .order_by("person__name", "id")
    )


def sitting_of(edition: Edition, *, page: str | None) -> Sitting:
    """The candidates of one page, in the order of their names."""
    latest = Decision.objects.filter(enrolment=OuterRef("pk")).order_by("-version")
    learners = learners_of(edition)
    counted = learners.aggregate(
        total=Count("pk"), decided=Count("pk", filter=Exists(latest.values("pk")))
    )
    rows = learners.annotate(
        decided=Subquery(latest.values("outcome")[:1]),
        decided_at=Subquery(latest.values("decided_at")[:1]),
    )
    paginator = Paginator(rows, ROWS)
    paginator.count = counted["total"]  # type: ignore[misc]  # counted above, with the decisions
    shown = paginator.get_page(page)
    enrolments = list(shown.object_list)
    candidates = tuple(
        Candidate(
            enrolment=gradebook.enrolment,
            proposal=proposal_of(gradebook),
            decided=_label_of(gradebook.enrolment.decided),  # type: ignore[attr-defined]  # annotated above
            decided_at=gradebook.enrolment.decided_at,  # type: ignore[attr-defined]
        )
        for gradebook in gradebooks_of(enrolments)
    )
    return Sitting(shown, candidates, counted["total"], counted["decided"])


def proposal_for(enrolment: Enrolment) -> Proposal:
    """The rule's proposal as of now, with every step to it."""
    return proposal_of(gradebook_of(enrolment))


def proposal_of(gradebook: Gradebook) -> Proposal:
    verdict, language = gradebook.verdict, reading_language()
    rows = table(verdict, language)
    honours = verdict.honours
    return Proposal(
        outcome=proposed_outcome(verdict),
        total=verdict.total,
        scale=gradebook.rule.scale,
        honours=honours.title.said_in(language) if honours else "",
        reasons=explain_reasons(verdict, language),
        near=min(_near(gradebook, rows), default=(0, ""))[1],
        steps=tuple(
            StepLine(row.label, row.formula, row.value, isinstance(row.step, TotalRounded | Decided))
            for row in rows
        ),
    )


def proposed_outcome(verdict: Verdict) -> Outcome:
    """The jury's word for what the rule proposes."""
    return _PROPOSED[verdict.outcome]


def decisions_about(enrolment: Enrolment) -> QuerySet[Decision]:
    """Every decision about a learner, the one in force first."""
    return (
        Decision.objects.filter(enrolment=enrolment)
        .select_related("decided_by")
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


def awarding_decisions(edition: Edition) -> QuerySet[Decision]:
    """The decisions in force that award the diploma."""
    later = Decision.objects.filter(
        enrolment=OuterRef("enrolment"), version__gt=OuterRef("version")
    )
    return (
        Decision.objects.filter(
            ~Exists(later), enrolment__edition=edition, outcome=Outcome.AWARDED
        )
        .select_related("enrolment__person", "enrolment__edition__programme")
        .order_by("enrolment__person__name", "id")
    )


def is_provisional(edition: Edition) -> bool:
    """Whether the edition is still in progress, so that every proposal may change."""
    return clock.now().date() < edition.decisions_on


def _label_of(outcome: str | None) -> str:
    return str(Outcome(outcome).label) if outcome else ""


def _near(gradebook: Gradebook, rows: tuple[TableRow, ...]) -> Iterator[tuple[Fraction, str]]:
    """Each threshold that a small change would cross, with its distance and its words."""
    for row in rows:
        if isinstance(row.step, ThresholdCheck):
            yield from _words(row.step.value - Fraction(row.step.least), row.label, gradebook)
    total = gradebook.verdict.total
    if total is not None and gradebook.verdict.outcome is grading.Outcome.AWARDED:
        for honour in gradebook.rule.honours:
            title = honour.title.said_in(reading_language())
            yield from _words(Fraction(total) - Fraction(honour.least), title, gradebook)


def _words(
    distance: Fraction, threshold: str, gradebook: Gradebook
) -> Iterator[tuple[Fraction, str]]:
    if abs(distance) > _NEAR * Fraction(gradebook.rule.scale):
        return
    words = {"points": format_exact(reading_language(), abs(distance)), "threshold": threshold}
    if distance == 0:
        yield Fraction(0), _("exactly at “%(threshold)s”") % words
    elif distance > 0:
        yield distance, _("%(points)s above “%(threshold)s”") % words
    else:
        yield -distance, _("%(points)s below “%(threshold)s”") % words
