"""Ranks of the teams, on the cases and on every resample."""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.scoring._columns import Floats

# Scores equal to this many digits differ by the rounding of their sums alone.
_DIGITS = 12
_ZERO = 1e-15

Ranks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far each team's rank moves over the resamples, and how often it is the best."""

    low: Ranks
    high: Ranks
    p_best: Floats


def ranks_of(values: Floats) -> Ranks:
    """1 for the highest of each line; equals share a rank and the next ones are not moved up.

    `values` has the shape (lines, teams); NaN comes last.
    """
    if not values.size:
        return np.zeros(values.shape, dtype=np.int64)
    rounded = np.where(np.isfinite(values), _rounded(values), -np.inf)
    order = np.argsort(-rounded, axis=1, kind="stable")
    ordered = np.take_along_axis(rounded, order, axis=1)
    places = np.broadcast_to(np.arange(1, values.shape[1] + 1), values.shape).copy()
    same = ordered[:, 1:] == ordered[:, :-1]
    places[:, 1:][same] = 1
    places = np.maximum.accumulate(places, axis=1)
    ranks = np.empty_like(places)
    np.put_along_axis(ranks, order, places, axis=1)
    return ranks


def _rounded(values: Floats) -> Floats:
    there = np.isfinite(values) & (np.abs(values) > _ZERO)
    sizes = 10.0 ** np.floor(np.log10(np.abs(np.where(there, values, 1.0))))
    rounded: Floats = np.where(there, np.round(values / sizes, _DIGITS - 1) * sizes, 0.0)
    return rounded


def spread_of(draws: Floats, ranks: Ranks, *, level: float) -> Spread:
    """From (resamples, teams) values, higher better: the middle `level` of the ranks, widened to
    hold the rank itself; and the share of resamples where a team is first, split among equals."""
    told = draws[np.isfinite(draws).any(axis=1)]
    if not len(told):
        worst = np.full_like(ranks, len(ranks))
        return Spread(np.ones_like(ranks), worst, np.full(len(ranks), 1 / max(len(ranks), 1)))
    moved = ranks_of(told)
    ordered = np.sort(moved, axis=0)
    tail = (1 - level) / 2
    last = len(ordered) - 1
    low, high = ordered[floor(tail * last)], ordered[ceil((1 - tail) * last)]
    first = moved == 1
    shares = first / first.sum(axis=1, keepdims=True)
    return Spread(np.minimum(low, ranks), np.maximum(high, ranks), shares.mean(axis=0))
