"""Several raters on a scale of categories: what they share, beyond what chance would give."""

from collections.abc import Callable, Hashable, Sequence

import numpy as np

from passerelle.engines.agreement._result import (
    Agreement,
    AgreementRefused,
    Floats,
    Lack,
    Question,
    Sizes,
    Statistic,
    quotient,
)
from passerelle.engines.agreement._scale import MISSING, Placed, Rows, placed
from passerelle.engines.agreement._weights import WeightName, agreement_weights
from passerelle.engines.numbers import Counts

AgreementWeights = WeightName | Sequence[Sequence[float]]
Chance = Callable[[Floats, Floats], Floats]
"""From the categories' shares, (samples, categories), and the weights, to a value a sample."""

_NIL = 1e-12


def fleiss_kappa(
    ratings: Rows,
    *,
    weights: AgreementWeights = "unweighted",
    categories: Sequence[Hashable] | None = None,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """(pa − pe)/(1 − pe), pe = Σ w·π·π over the shares π of the categories (Fleiss, Psychological
    Bulletin 76, 1971; with missing ratings and weights, Gwet 2014, 2.3).

    `ratings` has one row a work and one column a rater, None or NaN where one is missing; a work
    with a single rating counts in the shares alone. Raises AgreementRefused as `weighted_kappa`.

    >>> fleiss_kappa([["a", "a", "a"], ["a", "b", "b"], ["b", "b", "b"]]).value.__round__(3)
    0.55
    """
    question = Question(statistic="fleiss_kappa", level=level, resamples=resamples, seed=seed)
    return _asked(question, ratings, weights, categories, chance=_chance_of_fleiss)


def _chance_of_fleiss(shares: Floats, weights: Floats) -> Floats:
    expected: Floats = ((shares @ weights) * shares).sum(axis=1)
    return expected


def gwet(
    ratings: Rows,
    *,
    weights: AgreementWeights = "unweighted",
    categories: Sequence[Hashable] | None = None,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """AC1, or AC2 with weights: (pa − pe)/(1 − pe), pe = Σw/(q(q − 1)) · Σ π(1 − π) (Gwet, British
    Journal of Mathematical and Statistical Psychology 61, 2008; 2014, 2.4).

    Steadier than kappa where nearly all works fall in one category. `ratings` as `fleiss_kappa`;
    q counts the categories given, or else met.

    >>> gwet([["a", "a", "a"], ["a", "b", "b"], ["b", "b", "b"]]).value.__round__(3)
    0.561
    """
    name = "gwet_ac1" if isinstance(weights, str) and weights == "unweighted" else "gwet_ac2"
    question = Question(statistic=name, level=level, resamples=resamples, seed=seed)
    return _asked(question, ratings, weights, categories, chance=_chance_of_gwet)


def _chance_of_gwet(shares: Floats, weights: Floats) -> Floats:
    size = len(weights)
    if size < 2:
        return np.ones(len(shares))
    expected: Floats = weights.sum() / (size * (size - 1)) * (shares * (1 - shares)).sum(axis=1)
    return expected


def percent_agreement(
    ratings: Rows,
    *,
    weights: AgreementWeights = "unweighted",
    categories: Sequence[Hashable] | None = None,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """The share of the pairs of raters of a work who agree, on average over works (Gwet 2014, 2.3):
    chance is left in it, so it says little alone.

    >>> percent_agreement([["a", "a", "a"], ["a", "b", "b"]]).value.__round__(4)
    0.6667
    """
    question = Question(statistic="percent_agreement", level=level, resamples=resamples, seed=seed)
    return _asked(question, ratings, weights, categories, chance=_no_chance)


def _no_chance(shares: Floats, _weights: Floats) -> Floats:
    return np.zeros(len(shares))


def unanimity(
    ratings: Rows,
    *,
    tolerance: float = 0,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """The share of works on which all raters agree, within `tolerance` where ratings are numbers
    (`agree` of the R package irr). Works with a missing rating are left out.

    >>> ratings = [[4, 4, 5], [3, 3, 3]]
    >>> unanimity(ratings).value, unanimity(ratings, tolerance=1).value
    (0.5, 1.0)
    """
    question = Question(statistic="unanimity", level=level, resamples=resamples, seed=seed)
    if not tolerance >= 0:
        raise AgreementRefused(f"The tolerance {tolerance} is below zero.")
    found = placed(ratings, categories=None, ordered=tolerance > 0)
    complete = found.places[(found.places != MISSING).all(axis=1)]
    sizes = Sizes(len(complete), len(found.places) - len(complete), found.raters)
    lack = _lack_of(found, len(complete), fewest=1)
    if lack:
        return question.unanswered(lack, sizes)
    values = found.points(by_place=tolerance == 0)[complete]
    agreed = (np.ptp(values, axis=1) <= tolerance).astype(np.float64)

    def statistic(counts: Counts) -> Floats:
        share: Floats = counts @ agreed / counts.sum(axis=1)
        return share

    return question.answered(statistic, sizes)


def _asked(
    question: Question,
    ratings: Rows,
    weights: AgreementWeights,
    categories: Sequence[Hashable] | None,
    *,
    chance: Chance,
) -> Agreement:
    plain = isinstance(weights, str) and weights == "unweighted"
    by_place = plain or categories is not None
    found = placed(ratings, categories=categories, ordered=not by_place)
    tallies = found.tallies()
    rated = tallies.sum(axis=1)
    works = int((rated >= 2).sum())
    sizes = Sizes(works, len(rated) - works, found.raters)
    lack = _lack_of(found, works, fewest=1)
    if lack:
        return question.unanswered(lack, sizes)
    table = agreement_weights(weights, found.points(by_place=by_place))
    statistic = _statistic(tallies[rated > 0], table, chance)
    return question.answered(statistic, sizes, drawn=int((rated > 0).sum()))


def _lack_of(found: Placed, works: int, *, fewest: int) -> Lack | None:
    if found.raters < 2:
        return Lack.RATERS
    return Lack.WORKS if works < fewest + 1 else None


def _statistic(tallies: Floats, weights: Floats, chance: Chance) -> Statistic:
    rated = tallies.sum(axis=1)
    paired = (rated >= 2).astype(np.float64)
    alike = (tallies * (tallies @ weights.T - 1)).sum(axis=1)
    seen = alike * paired / np.maximum(rated * (rated - 1), 1)
    each = tallies / rated[:, None]

    def statistic(counts: Counts) -> Floats:
        agreed = quotient(counts @ seen, counts @ paired)
        expected = chance(counts @ each / counts.sum(axis=1)[:, None], weights)
        beyond = 1 - expected
        beyond[np.abs(beyond) <= _NIL] = 0
        return quotient(agreed - expected, beyond)

    return statistic
