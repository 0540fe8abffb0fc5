"""Between which two scores the automatic part of a judged challenge earns its points."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.engines.scoring import Metric, metric

from .kinds.schemas import JudgedSpec


@dataclass(frozen=True, slots=True)
class Anchors:
    """`zero` earns nothing and `full` everything, whatever the other teams do.

    `of_baseline`: zero is the baseline's own score, as nothing else was declared."""

    zero: float
    full: float
    of_baseline: bool


def perfect_score(judged_by: Metric) -> float | None:
    """The best value a metric has; None where it has no end on that side."""
    return judged_by.high if judged_by.direction == "higher" else judged_by.low


def anchors_of(spec: JudgedSpec, metric_name: str, *, baseline: float | None) -> Anchors | None:
    """None when they leave no room for points: no baseline yet, or one that is perfect."""
    judged_by = metric(metric_name)
    full = perfect_score(judged_by) if spec.full is None else spec.full
    zero = baseline if spec.zero is None else spec.zero
    if full is None or zero is None or (full - zero) * judged_by.sign <= 0:
        return None
    return Anchors(zero, full, of_baseline=spec.zero is None)


def wrong_anchors(spec: JudgedSpec, judged_by: Metric) -> tuple[str, str] | None:
    """What is wrong in what is declared, and what to do; for whoever checks a programme."""
    full = perfect_score(judged_by) if spec.full is None else spec.full
    if spec.weight == 1:
        return None
    if full is None:
        reason = f"{judged_by.name} has no perfect score to count points from."
        return reason, "Write judged.full: the score that earns all the points."
    if spec.zero is not None and (full - spec.zero) * judged_by.sign <= 0:
        better = "above" if judged_by.sign > 0 else "below"
        return f"{full} is not better than {spec.zero}.", f"Write a full that is {better} zero."
    return None
