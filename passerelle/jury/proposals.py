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
from passerelle.engines.numbers import format_exact
from passerelle.foundation.translated import reading_language

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


def within_half_a_point(gradebook: Gradebook) -> bool:
    """Whether a small change would cross a threshold: where raters cannot tell the interval."""
    within = _NEAR * Fraction(gradebook.rule.scale)
    return any(abs(distance) <= within for distance, _threshold in _distances(gradebook))


def _near(gradebook: Gradebook) -> str:
    """The nearest threshold that a small change would cross, in words; often none."""
    within = _NEAR * Fraction(gradebook.rule.scale)
    near = [each for each in _distances(gradebook) if abs(each[0]) <= within]
    if not near:
        return ""
    distance, threshold = min(near, key=lambda each: abs(each[0]))
    words = {
        "points": format_exact(reading_language(), abs(distance)),
        "threshold": _label_of(threshold, gradebook.verdict),
    }
    if distance == 0:
        return _("exactly at “%(threshold)s”") % words
    if distance > 0:
        return _("%(points)s above “%(threshold)s”") % words
    return _("%(points)s below “%(threshold)s”") % words


def _distances(gradebook: Gradebook) -> Iterator[tuple[Fraction, ThresholdCheck | Honour]]:
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
