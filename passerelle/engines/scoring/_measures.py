"""A metric made ready on its cases: from how often each was drawn to a value.

Drawn once each, the cases give the figure; drawn again and again, its bootstrap interval.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from passerelle.engines.numbers import Counts, wilson
from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import Floats

Measure = Callable[[Counts], Floats]
"""Counts of shape (samples, cases) in, one value a sample out; NaN where it is not defined."""


@dataclass(frozen=True, slots=True)
class Closed:
    """An interval from a formula."""

    low: float | None
    high: float | None
    method: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A measure on its `rests_on` cases, and its formula where independent cases have one."""

    measure: Measure
    rests_on: int
    closed: Callable[[float], Closed] | None = None
    note: str = ""

    def value(self, cases: int) -> float:
        """The value on the cases as they are."""
        return float(self.measure(np.ones((1, cases), dtype=np.int64))[0])


def mean_of(values: Floats) -> Measure:
    """The mean of one number a case."""
    return lambda counts: ratio(total(counts, values), counts.sum(axis=1))


def share_of(successes: Floats, among: Floats) -> Prepared:
    """A proportion with Wilson's interval; both say 1 or 0 for each case."""
    hits, cases = round(float(successes.sum())), round(float(among.sum()))

    def closed(level: float) -> Closed:
        interval = wilson(hits, cases, level=level)
        return Closed(interval.low, interval.high, say.WILSON.said())

    return Prepared(
        measure=lambda counts: ratio(total(counts, successes), total(counts, among)),
        rests_on=cases,
        closed=closed,
    )


def total(counts: Counts, values: Floats) -> Floats:
    """Σ count × value of each sample."""
    # Not counts @ values: a product this thin wakes every core and costs a hundred times more.
    sums: Floats = np.einsum("sc,c->s", counts, values)
    return sums


def ratio(top: Floats, bottom: Floats) -> Floats:
    """top ÷ bottom, NaN where the bottom is zero."""
    quotient = np.full(np.broadcast_shapes(top.shape, bottom.shape), np.nan)
    np.divide(top, bottom, out=quotient, where=bottom != 0)
    return quotient
