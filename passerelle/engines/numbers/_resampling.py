"""The bootstrap, with its seed: the same interval whoever computes it, whenever."""

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from passerelle.engines.numbers._intervals import Interval
from passerelle.engines.numbers._quantiles import quantile

Sample = NDArray[np.float64]
Statistic = Callable[[Sample], float]


def bootstrap(values: ArrayLike, statistic: Statistic, *, seed: int, times: int) -> Sample:
    """The statistic on `times` samples drawn with replacement from the rows (Efron 1979).

    A table is drawn row by row, so that what was measured on one case stays together.
    Raises ValueError for fewer than two rows or no draw. Generator: numpy's PCG64 with that seed.
    """
    rows = _rows(values)
    if times < 1:
        raise ValueError("A bootstrap needs at least one draw; 2000 is usual for an interval.")
    draw = np.random.default_rng(seed)
    return np.array(
        [statistic(rows[draw.integers(len(rows), size=len(rows))]) for _ in range(times)],
        dtype=np.float64,
    )


def percentile_interval(replicates: Sample, *, level: float = 0.95) -> Interval:
    """The middle of the replicates: their quantiles at both tails (Efron & Tibshirani 1993, 13)."""
    tail = (1 - level) / 2
    return Interval(quantile(replicates, tail), quantile(replicates, 1 - tail), level)


def bca_interval(
    values: ArrayLike, statistic: Statistic, *, seed: int, times: int, level: float = 0.95
) -> Interval:
    """The bootstrap interval corrected for bias and skew (Efron 1987; 1993, formula 14.10).

    Where every replicate falls on one side of the estimate no correction exists: the percentile
    interval is given instead.
    """
    rows = _rows(values)
    replicates = bootstrap(rows, statistic, seed=seed, times=times)
    estimate = statistic(rows)
    below = float(np.mean(replicates < estimate) + np.mean(replicates == estimate) / 2)
    if not 0 < below < 1:
        return percentile_interval(replicates, level=level)
    bias = NormalDist().inv_cdf(below)
    skew = _acceleration(rows, statistic)
    low, high = (
        quantile(replicates, _corrected(tail, bias=bias, skew=skew))
        for tail in ((1 - level) / 2, (1 + level) / 2)
    )
    return Interval(low, high, level)


def _corrected(tail: float, *, bias: float, skew: float) -> float:
    reach = bias + NormalDist().inv_cdf(tail)
    return NormalDist().cdf(bias + reach / (1 - skew * reach))


def _acceleration(rows: Sample, statistic: Statistic) -> float:
    """Σd³ / 6(Σd²)^1.5 over the jackknife's differences from their mean (formula 14.15)."""
    left_out = np.array([statistic(np.delete(rows, row, axis=0)) for row in range(len(rows))])
    away = left_out.mean() - left_out
    spread = float(np.sum(away**2))
    return float(np.sum(away**3)) / (6 * spread**1.5) if spread else 0.0


def _rows(values: ArrayLike) -> Sample:
    rows = np.asarray(values, dtype=np.float64)
    if rows.ndim == 0 or len(rows) < 2:
        raise ValueError("Resampling needs at least two rows: one case says nothing of the others.")
    return rows
