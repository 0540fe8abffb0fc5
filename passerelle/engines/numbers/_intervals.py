"""How far a proportion or a mean, seen on few cases, may lie from the truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.numbers._beta import beta_quantile
from passerelle.engines.numbers._distributions import student_quantile


@dataclass(frozen=True, slots=True)
class Interval:
    """A range that covers the truth as often as its level says (0.95: nineteen times in twenty)."""

    low: float
    high: float
    level: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def wilson(successes: int, cases: int, *, level: float = 0.95) -> Interval:
    """The score interval of a proportion, good on few cases (Wilson 1927; Newcombe 1998, method 3).

    (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n). Raises ValueError for impossible counts.

    >>> interval = wilson(81, 263)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.2553, 0.3662)
    """
    _check_counts(successes, cases)
    z = NormalDist().inv_cdf(1 - _tail(level))
    share = successes / cases
    centre = share + z * z / (2 * cases)
    reach = z * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    scale = 1 + z * z / cases
    low = 0.0 if successes == 0 else (centre - reach) / scale
    high = 1.0 if successes == cases else (centre + reach) / scale
    return Interval(low, high, level)


def clopper_pearson(successes: int, cases: int, *, level: float = 0.95) -> Interval:
    """The “exact” interval of a proportion: never covers less than its level (1934).

    Its ends are quantiles of beta(s, n-s+1) and beta(s+1, n-s); wider than Wilson's.

    >>> interval = clopper_pearson(81, 263)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.2527, 0.3676)
    """
    _check_counts(successes, cases)
    tail = _tail(level)
    failures = cases - successes
    low = beta_quantile(tail, a=successes, b=failures + 1) if successes else 0.0
    high = beta_quantile(1 - tail, a=successes + 1, b=failures) if failures else 1.0
    return Interval(low, high, level)


def mean_interval(
    values: Sequence[float] | NDArray[np.float64], *, level: float = 0.95
) -> Interval:
    """Student's interval of a mean: m ± t·s/√n, for values that are roughly normal (1908).

    Raises ValueError for fewer than two values: one value tells nothing of the spread.
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.ndim != 1 or sample.size < 2:
        raise ValueError("The interval of a mean needs a single row of at least two values.")
    if not np.isfinite(sample).all():
        raise ValueError("A value is missing or infinite: leave it out before asking for a mean.")
    mean = float(sample.mean())
    error = float(sample.std(ddof=1)) / sqrt(sample.size)
    reach = student_quantile(1 - _tail(level), freedom=sample.size - 1) * error
    return Interval(mean - reach, mean + reach, level)


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"The level {level} is not between 0 and 1: 0.95 is the usual one.")
    return (1 - level) / 2


def _check_counts(successes: int, cases: int) -> None:
    if cases < 1:
        raise ValueError("A proportion needs at least one case.")
    if not 0 <= successes <= cases:
        raise ValueError(f"{successes} of {cases} is not a proportion: from 0 to {cases}.")
