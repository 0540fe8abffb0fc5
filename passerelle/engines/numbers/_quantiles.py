"""Sample quantiles with their definition named (Hyndman & Fan 1996)."""

from collections.abc import Sequence
from enum import IntEnum
from math import floor

import numpy as np
from numpy.typing import NDArray


class QuantileType(IntEnum):
    """The number of a definition in Hyndman & Fan, The American Statistician 50(4), 1996."""

    WEIBULL = 6
    """Position p(n+1): NIST, SPSS, Excel's PERCENTILE.EXC."""
    LINEAR = 7
    """Position 1+p(n-1): numpy's, R's and Excel's usual one."""
    MEDIAN_UNBIASED = 8
    """Position p(n+1/3)+1/3: the one the authors recommend, and ours unless told otherwise."""


def quantile(
    values: Sequence[float] | NDArray[np.float64],
    share: float,
    *,
    kind: QuantileType = QuantileType.MEDIAN_UNBIASED,
) -> float:
    """Q = (1-g)·x[j] + g·x[j+1], with j + g = n·share + m and m set by the definition.

    `share` is between 0 and 1. Raises ValueError for no values, NaN, or a share out of range.

    >>> quantile([1, 2, 3, 4], 0.25, kind=QuantileType.LINEAR)
    1.75
    """
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    if ordered.ndim != 1 or not ordered.size:
        raise ValueError("A quantile needs a single row of at least one value.")
    if np.isnan(ordered).any():
        raise ValueError("A value is missing (NaN): leave it out or give it before a quantile.")
    if not 0 <= share <= 1:
        raise ValueError(f"The share {share} is not between 0 and 1: 0.9 asks for nine in ten.")
    position = ordered.size * share + _offset(share, kind)
    before = floor(position)
    low = ordered[min(max(before - 1, 0), ordered.size - 1)]
    high = ordered[min(max(before, 0), ordered.size - 1)]
    return float(low + (position - before) * (high - low))


def _offset(share: float, kind: QuantileType) -> float:
    match kind:
        case QuantileType.WEIBULL:
            return share
        case QuantileType.LINEAR:
            return 1 - share
        case QuantileType.MEDIAN_UNBIASED:
            return (share + 1) / 3
