"""What the award rule proposes of one learner, written for the reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from passerelle.campus.queries.gradebook import Gradebook
from passerelle.engines import grading
from passerelle.engines.grading import (
    Decided,
    Honour,
    ThresholdCheck,
    TotalRounded,
    Verdict,
    explain_reasons,
    table,
)
from passerelle.engines.numbers import Rounding, format_exact, round_to
from passerelle.foundation.translated import reading_language

from .decision_wording import proposal_said
from .enums import Outcome

# Half a point of twenty: what a second rater of the same work may well differ by.
_NEAR = Fraction(1, 40)
_PROPOSED = {
    grading.Outcome.AWARDED: Outcome.AWARDED,
    grading.Outcome.NOT_AWARDED: Outcome.NOT_AWARDED,
    grading.Outcome.RESIT: Outcome.RESIT,
    grading.Outcome.INCOMPLETE: Outcome.ADJOURNED,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The rule's answer, why, and the threshold it nearly crossed or missed."""

    outcome: Outcome
    total: Decimal | None
    scale: Decimal
    honours: str
    reasons: tuple[str, ...]
    near: str

    @property
    def said(self) -> str:
        return proposal_said(self.outcome, self.honours)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the rule, as the page shows it; the total and the proposal stand out."""

    label: str
    formula: str
    value: str
    stands_out: bool


def proposal_of(gradebook: Gradebook) -> Proposal:
    verdict, language = gradebook.verdict, reading_language()
    return Proposal(
        outcome=proposed_outcome(verdict),
        total=verdict.total,
        scale=gradebook.rule.scale,
        honours=verdict.honours.title.said_in(language) if verdict.honours else "",
        reasons=explain_reasons(verdict, language),
        near=_near(gradebook),
    )


def proposed_outcome(verdict: Verdict) -> Outcome:
    """The jury's word for what the rule proposes."""
    return _PROPOSED[verdict.outcome]


def steps_of(gradebook: Gradebook) -> list[StepLine]:
    """Every step to the proposal, in order."""
    return [
        StepLine(row.label, row.formula, row.value, isinstance(row.step, TotalRounded | Decided))
        for row in table(gradebook.verdict, reading_language())
    ]


def _near(gradebook: Gradebook) -> str:
    """The nearest threshold that a small change would cross, in words; often none."""
    within = half_a_point(gradebook)
    near = [each for each in distances_of(gradebook) if abs(each[0]) <= within]
    if not near:
        return ""
    distance, threshold = min(near, key=lambda each: abs(each[0]))
    return words_of_distance(distance, threshold, gradebook.verdict)


def half_a_point(gradebook: Gradebook) -> Fraction:
    """Half a point of twenty, on the rule's own scale."""
    return _NEAR * Fraction(gradebook.rule.scale)


def words_of_distance(
    distance: Fraction, threshold: ThresholdCheck | Honour, verdict: Verdict
) -> str:
    """How far from a threshold, to the hundredth; what is nearer than that is said exactly."""
    short = round_to(abs(distance), places=2, mode=Rounding.HALF_UP)
    words = {
        "points": format_exact(reading_language(), Fraction(short) or abs(distance)),
        "threshold": _label_of(threshold, verdict),
    }
    if distance == 0:
        return _("exactly at “%(threshold)s”") % words
    if distance > 0:
        return _("%(points)s above “%(threshold)s”") % words
    return _("%(points)s below “%(threshold)s”") % words


def distances_of(gradebook: Gradebook) -> Iterator[tuple[Fraction, ThresholdCheck | Honour]]:
    """From each threshold that the rule checked, and from the honours of who passes."""
    verdict = gradebook.verdict
    for step in verdict.steps:
        if isinstance(step, ThresholdCheck):
            yield step.value - Fraction(step.least), step
    if verdict.total is not None and verdict.outcome is grading.Outcome.AWARDED:
        for honour in gradebook.rule.honours:
            yield Fraction(verdict.total) - Fraction(honour.least), honour


def _label_of(threshold: ThresholdCheck | Honour, verdict: Verdict) -> str:
    if isinstance(threshold, Honour):
        return threshold.title.said_in(reading_language())
    rows = table(verdict, reading_language())
    return next(row.label for row in rows if row.step is threshold)
