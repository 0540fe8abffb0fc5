"""The area under one ROC curve, for those who hold labels and scores."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from passerelle.engines.numbers import resampled_counts
from passerelle.engines.scoring._auroc import (
    auroc_measure,
    delong_covariance,
    delong_interval,
    placements,
)
from passerelle.engines.scoring._columns import Floats, NoValue
from passerelle.engines.scoring._plan import ScoringRefused
from passerelle.engines.scoring._scores import ScoreCases


@dataclass(frozen=True, slots=True)
class Area:
    """An AUROC, its standard error by DeLong and its interval on the logit scale."""

    value: float
    error: float
    low: float | None
    high: float | None


def delong(labels: ArrayLike, scores: ArrayLike, *, level: float = 0.95) -> Area:
    """√(S10/P + S01/N) from mid-ranks (DeLong et al. 1988; Sun & Xu 2014).

    `labels` (true or 1: positive) and finite `scores` have one value a case. Raises
    ScoringRefused for fewer than two cases of a class.

    >>> area = delong([0, 0, 1, 1], [1, 3, 2, 4])
    >>> area.value, round(area.error, 4)
    (0.75, 0.3536)
    """
    cases = _cases(labels, scores)
    placed = placements(cases.labels, cases.scores)
    try:
        variance = float(delong_covariance([placed])[0, 0])
    except NoValue as reason:
        raise ScoringRefused(str(reason)) from None
    interval = delong_interval(placed, level=level)
    return Area(placed.area, sqrt(variance), interval.low, interval.high)


def auroc_on_resamples(
    labels: ArrayLike, scores: ArrayLike, *, times: int = 1000, seed: int = 0
) -> Floats:
    """The AUROC of `times` bootstrap samples of the cases; NaN where one class was not drawn.

    Exact: each sample's pairs are counted in whole numbers, in the time of a cumulative sum.
    """
    cases = _cases(labels, scores)
    measure = auroc_measure(cases.labels, cases.scores)
    blocks = resampled_counts(cases.labels.size, times=times, seed=seed)
    return np.concatenate([measure(counts) for counts in blocks])


def _cases(labels: ArrayLike, scores: ArrayLike) -> ScoreCases:
    positives = np.asarray(labels).astype(np.bool_)
    cases = ScoreCases(positives, np.asarray(scores).astype(np.float64), np.arange(positives.size))
    if cases.labels.shape != cases.scores.shape or cases.labels.ndim != 1:
        raise ScoringRefused("Labels and scores must be two rows of the same length.")
    if not np.isfinite(cases.scores).all():
        raise ScoringRefused("A score is missing or infinite: leave its case out first.")
    try:
        cases.refuse_one_class()
    except NoValue as reason:
        raise ScoringRefused(str(reason)) from None
    return cases
