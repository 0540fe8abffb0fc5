"""From the checks to a proposal: what is missing first, then what eliminates, then what passes."""

from collections.abc import Sequence
from dataclasses import replace

from passerelle.engines.grading._steps import (
    AttendanceCheck,
    CompensationCheck,
    ComponentValue,
    Decided,
    MarkOnScale,
    Outcome,
    Reason,
    ReasonKind,
    Step,
    Threshold,
    ThresholdCheck,
)

_REFUSALS = {
    Threshold.FLOOR: ReasonKind.BELOW_FLOOR,
    Threshold.TOTAL: ReasonKind.TOTAL_TOO_LOW,
}


def decided(step: Decided, earlier: Sequence[Step]) -> Decided:
    """The proposal with its outcome, reasons and credits found from the steps before it."""
    reasons = _missing(earlier) or _refusals(earlier)
    outcome = _outcome(reasons, resits_open=step.resits_allowed and not _has_resit(earlier))
    return replace(
        step,
        outcome=outcome,
        reasons=reasons or _merits(earlier),
        credits=step.offered if outcome is Outcome.AWARDED else None,
    )


def _outcome(reasons: Sequence[Reason], *, resits_open: bool) -> Outcome:
    kinds = {reason.kind for reason in reasons}
    if not kinds:
        return Outcome.AWARDED
    if ReasonKind.MISSING_MARK in kinds:
        return Outcome.INCOMPLETE
    # Hours cannot be sat again: a resit opens only where marks alone are short.
    if resits_open and ReasonKind.ATTENDANCE not in kinds:
        return Outcome.RESIT
    return Outcome.NOT_AWARDED


def _missing(steps: Sequence[Step]) -> tuple[Reason, ...]:
    return tuple(
        Reason(kind=ReasonKind.MISSING_MARK, component=step.component, title=step.title)
        for step in steps
        if isinstance(step, ComponentValue) and step.value is None
    )


def _refusals(steps: Sequence[Step]) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    for step in steps:
        match step:
            case ThresholdCheck(met=False) if step.threshold in _REFUSALS:
                kind = _REFUSALS[step.threshold]
                reasons.append(Reason(kind=kind, component=step.component, title=step.title))
            case CompensationCheck(granted=False):
                reasons.extend(_shortfalls(step, kind=ReasonKind.NOT_COMPENSATED))
            case AttendanceCheck(met=False):
                reasons.append(Reason(kind=ReasonKind.ATTENDANCE))
    return tuple(reasons)


def _merits(steps: Sequence[Step]) -> tuple[Reason, ...]:
    compensated = [
        reason
        for step in steps
        if isinstance(step, CompensationCheck)
        for reason in _shortfalls(step, kind=ReasonKind.COMPENSATED)
    ]
    return tuple(compensated) or (Reason(kind=ReasonKind.PASSED),)


def _shortfalls(step: CompensationCheck, *, kind: ReasonKind) -> list[Reason]:
    return [
        Reason(kind=kind, component=some.component, title=some.title) for some in step.shortfalls
    ]


def _has_resit(steps: Sequence[Step]) -> bool:
    return any(
        isinstance(step, MarkOnScale) and step.resit and step.points is not None for step in steps
    )
