"""A true and a predicted number for each case."""

from dataclasses import dataclass

import numpy as np

from passerelle.engines.numbers import Counts
from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import (
    Columns,
    Floats,
    NoValue,
    predicted_numbers,
    true_numbers,
)
from passerelle.engines.scoring._measures import Prepared, mean_of, ratio, total
from passerelle.engines.scoring._plan import Plan


@dataclass(frozen=True, slots=True)
class ValueCases:
    """Finite numbers in the target's unit, both of shape (cases,)."""

    truth: Floats
    predicted: Floats


def read_values(truth: Columns, predictions: Columns, plan: Plan) -> ValueCases:
    wanted = true_numbers(truth, plan.target)
    return ValueCases(wanted, predicted_numbers(predictions, plan, rows=wanted.size))


def mae(cases: ValueCases, _: Plan) -> Prepared:
    """Mean of |ŷ − y|, in the target's unit."""
    return Prepared(mean_of(np.abs(cases.predicted - cases.truth)), cases.truth.size)


def mse(cases: ValueCases, _: Plan) -> Prepared:
    """Mean of (ŷ − y)², in the target's unit squared."""
    return Prepared(mean_of(_squares(cases)), cases.truth.size)


def rmse(cases: ValueCases, _: Plan) -> Prepared:
    """Square root of the mean of (ŷ − y)², in the target's unit."""
    mean = mean_of(_squares(cases))
    return Prepared(lambda counts: np.sqrt(mean(counts)), cases.truth.size)


def r2(cases: ValueCases, _: Plan) -> Prepared:
    """1 − Σ(ŷ − y)² / Σ(y − ȳ)²: 0 is what the mean does, below 0 is worse than the mean."""
    if (cases.truth == cases.truth[0]).all():
        raise NoValue(say.SAME_TRUTH.said())
    missed = _squares(cases)
    # The middle is taken away first: large values would lose their digits in the squares.
    centred = cases.truth - cases.truth.mean()
    squared = centred**2

    def measure(counts: Counts) -> Floats:
        sums = total(counts, centred)
        spread = total(counts, squared) - ratio(sums**2, counts.sum(axis=1))
        # One case drawn over and over leaves a spread of rounding alone.
        spread[spread <= 1e-12 * squared.sum()] = 0
        return 1 - ratio(total(counts, missed), spread)

    return Prepared(measure, cases.truth.size)


def _squares(cases: ValueCases) -> Floats:
    with np.errstate(over="ignore"):
        squares: Floats = (cases.predicted - cases.truth) ** 2
    return squares
