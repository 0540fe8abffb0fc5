"""Two raters on a scale of categories."""

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Literal

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
from passerelle.engines.agreement._scale import (
    MISSING,
    Rating,
    Rows,
    in_order,
    is_missing,
    number,
    placed,
)
from passerelle.engines.numbers import Counts

Weights = Literal["unweighted", "linear", "quadratic"] | Sequence[Sequence[float]]
KAPPA_WEIGHTS = ("unweighted", "linear", "quadratic")
Pair = tuple[Hashable, Hashable]


def weighted_kappa(
    first: Sequence[Rating],
    second: Sequence[Rating],
    *,
    weights: Weights = "quadratic",
    categories: Sequence[Hashable] | None = None,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """1 − Σ w·observed / Σ w·expected by chance (Cohen, Psychological Bulletin 70, 1968).

    `first` and `second` hold one rating a work, None or NaN where it is missing; the work is then
    left out. A disagreement weighs the distance (linear) or its square (quadratic) between places
    in `categories`, or between the ratings themselves where they are numbers and no category is
    given; always 1 (unweighted: Cohen 1960); or what a square table of weights says, in the order
    of the categories.
    Raises AgreementRefused for raters of unequal length or a rating off the scale.

    >>> weighted_kappa([1, 2, 3, 3], [1, 2, 3, 2]).value
    0.8
    """
    if len(first) != len(second):
        raise AgreementRefused(f"One rater has {len(first)} works, the other {len(second)}.")
    name = weights if isinstance(weights, str) else "weighted"
    question = Question(statistic=f"{name}_kappa", level=level, resamples=resamples, seed=seed)
    pairs = [pair for pair in zip(first, second, strict=True) if not any(map(is_missing, pair))]
    left_out = len(first) - len(pairs)
    if len(pairs) < 2:
        return question.unanswered(Lack.WORKS, Sizes(len(pairs), left_out, raters=2))
    ordered = weights != "unweighted"
    met = (rating for pair in pairs for rating in pair)
    scale = list(categories) if categories is not None else in_order(met, ordered=ordered)
    distances = _distances(scale, weights, by_place=categories is not None)
    statistic = _statistic(_places(pairs, scale), distances)
    return question.answered(statistic, Sizes(len(pairs), left_out, raters=2))


def light_kappa(
    ratings: Rows,
    *,
    weights: Weights = "unweighted",
    categories: Sequence[Hashable] | None = None,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """The mean of the kappas of every two raters (Light, Psychological Bulletin 76, 1971; Conger
    1980), each on the works that both rated. One row a work, one column a rater.

    >>> light_kappa([["a", "a", "a"], ["a", "b", "b"], ["b", "b", "b"]]).value.__round__(3)
    0.6
    """
    name = weights if isinstance(weights, str) else "weighted"
    question = Question(
        statistic=f"light_{name}_kappa", level=level, resamples=resamples, seed=seed
    )
    found = placed(ratings, categories=categories, ordered=weights != "unweighted")
    both = (found.places != MISSING).sum(axis=1) >= 2
    works, raters = int(both.sum()), found.raters
    sizes = Sizes(works, len(both) - works, raters)
    lack = Lack.RATERS if raters < 2 else Lack.WORKS if works < 2 else None
    if lack:
        return question.unanswered(lack, sizes)
    distances = _distances(list(found.scale), weights, by_place=categories is not None)
    places = found.places[both][:, (found.places != MISSING).any(axis=0)]
    pairs = [_of_pair(places[:, list(pair)], distances) for pair in combinations(range(raters), 2)]

    def statistic(counts: Counts) -> Floats:
        mean: Floats = np.mean([each(counts) for each in pairs], axis=0)
        return mean

    return question.answered(statistic, sizes)


def _of_pair(places: np.ndarray, distances: Floats) -> Statistic:
    shared = np.flatnonzero((places != MISSING).all(axis=1))
    of_shared = _statistic(places[shared], distances)
    return lambda counts: of_shared(counts[:, shared])


def _distances(scale: Sequence[Hashable], weights: Weights, *, by_place: bool) -> Floats:
    if not isinstance(weights, str):
        table: Floats = np.array(weights, dtype=np.float64)
        if table.shape != (len(scale), len(scale)) or not np.isfinite(table).all():
            raise AgreementRefused(f"The weights are not a table of {len(scale)} by {len(scale)}.")
        return table
    if weights == "unweighted":
        return 1 - np.eye(len(scale))
    if weights not in KAPPA_WEIGHTS:
        raise AgreementRefused(f"“{weights}” weights: write “linear” or “quadratic”.")
    steps = range(len(scale)) if by_place else map(number, scale)
    points = np.array(list(steps), dtype=np.float64)
    apart: Floats = np.abs(points[:, None] - points[None, :])
    return apart if weights == "linear" else apart**2


def _places(pairs: Sequence[Pair], scale: Sequence[Hashable]) -> np.ndarray:
    place = {category: number for number, category in enumerate(scale)}
    if len(place) != len(scale):
        raise AgreementRefused("A category is given twice: give each once, in order.")
    for pair in pairs:
        for rating in pair:
            if rating not in place:
                raise AgreementRefused(f"“{rating}” is not one of the categories given.")
    return np.array([[place[one], place[other]] for one, other in pairs], dtype=np.intp)


def _statistic(places: np.ndarray, distances: Floats) -> Statistic:
    seen = distances[places[:, 0], places[:, 1]]
    scale = np.arange(len(distances))
    first, second = ((places[:, [rater]] == scale).astype(np.float64) for rater in (0, 1))

    def statistic(counts: Counts) -> Floats:
        works = counts.sum(axis=1)
        expected = (((counts @ first) @ distances) * (counts @ second)).sum(axis=1)
        return 1 - quotient((counts @ seen) * works, expected)

    return statistic
