"""Slope and intercepts by logistic recalibration."""

from dataclasses import dataclass

import numpy as np

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import Flags, Floats, NoValue, Places
from passerelle.engines.scoring._scores import ScoreCases

# A prediction of exactly 0 or 1 has an infinite logit: it is taken this far from the end.
LEAST = 1e-6
_STEPS = 60
_SETTLED = 1e-10
# Beyond this a slope only grows with each step: the classes are wholly parted.
_STEEPEST = 1e4


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient and its standard error, None where nothing tells it."""

    value: float
    error: float | None


@dataclass(frozen=True, slots=True)
class Recalibration:
    """`intercept` and `slope` fit logit P(y) = a + b·logit(p); `in_the_large`, a alone, b = 1."""

    slope: Estimate
    intercept: Estimate
    in_the_large: Estimate
    note: str


def recalibrate(cases: ScoreCases, *, clusters: Places | None) -> Recalibration:
    """Maximum likelihood (Cox 1958; Van Calster et al., BMC Medicine 17:230, 2019).

    With `clusters` (each case's patient number) the errors are the sandwich's of Liang & Zeger
    (1986). Raises NoValue for one class, equal predictions or wholly parted classes.
    """
    cases.refuse_beyond_probability()
    cases.refuse_one_class()
    inside = np.clip(cases.scores, LEAST, 1 - LEAST)
    ends = int(np.count_nonzero(inside != cases.scores))
    logits = np.log(inside / (1 - inside))
    if (logits == logits[0]).all():
        raise NoValue(say.CONSTANT.said())
    ones = np.ones_like(logits)
    line = np.stack([ones, logits])
    intercept, slope = _fit(line, cases.labels, offset=0 * ones, clusters=clusters)
    (in_the_large,) = _fit(line[:1], cases.labels, offset=logits, clusters=clusters)
    note = say.AT_THE_END.said(count=ends, least=f"{LEAST:g}") if ends else ""
    return Recalibration(slope, intercept, in_the_large, note)


def _fit(
    design: Floats, labels: Flags, *, offset: Floats, clusters: Places | None
) -> list[Estimate]:
    """Newton's method with halved steps; `design` has the shape (coefficients, cases)."""
    values: Floats = np.zeros(len(design))
    fitted = _likelihood(offset, labels)
    for _ in range(_STEPS):
        chances = _chances(values @ design + offset)
        slope = _crossed(design, (labels - chances)[None, :])[:, 0]
        curve = _crossed(design, design * (chances * (1 - chances)))
        try:
            step = np.linalg.solve(curve, slope)
        except np.linalg.LinAlgError:
            raise NoValue(say.SEPARATED.said()) from None
        shrink = 1.0
        while (after := _likelihood((values + shrink * step) @ design + offset, labels)) < fitted:
            shrink /= 2
            if shrink < _SETTLED:
                break
        values, fitted = values + shrink * step, after
        if np.abs(values).max() > _STEEPEST:
            break
        if np.abs(shrink * step).max() < _SETTLED * (1 + np.abs(values).max()):
            covariance = _covariance(design, labels, values @ design + offset, clusters)
            return _estimates(values, covariance)
    raise NoValue(say.SEPARATED.said())


def _estimates(values: Floats, covariance: Floats | None) -> list[Estimate]:
    if covariance is None:
        return [Estimate(float(value), None) for value in values]
    errors = np.sqrt(np.diag(covariance))
    return [Estimate(float(value), float(err)) for value, err in zip(values, errors, strict=True)]


def _covariance(
    design: Floats, labels: Flags, linear: Floats, clusters: Places | None
) -> Floats | None:
    chances = _chances(linear)
    curve = _crossed(design, design * (chances * (1 - chances)))
    bread = np.linalg.inv(curve).astype(np.float64)
    if clusters is None:
        return bread
    patients = np.unique(clusters).size
    if patients < 2:
        return None
    parts = design * (labels - chances)
    sums = np.stack([np.bincount(clusters, weights=part).astype(np.float64) for part in parts])
    meat = _crossed(sums, sums) * (patients / (patients - 1))
    sandwich: Floats = bread @ meat @ bread
    return sandwich


def _crossed(rows: Floats, others: Floats) -> Floats:
    # A thin product as `rows @ others.T` would wake every core for little.
    sums: Floats = np.einsum("ac,bc->ab", rows, others)
    return sums


def _chances(linear: Floats) -> Floats:
    # The hyperbolic tangent neither overflows nor warns.
    return (1 + np.tanh(linear / 2)) / 2


def _likelihood(linear: Floats, labels: Flags) -> float:
    return float(-np.logaddexp(0, np.where(labels, -linear, linear)).sum())
