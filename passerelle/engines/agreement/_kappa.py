"""Two raters on a scale of categories."""

from collections.abc import Hashable, Sequence
from math import isfinite, isnan
from typing import Literal

import numpy as np

from passerelle.engines.agreement._result import (
    Agreement,
    AgreementRefused,
    Floats,
    Lack,
    Question,
    Statistic,
    quotient,
)
from passerelle.engines.numbers import Counts

Weights = Literal["linear", "quadratic"] | Sequence[Sequence[float]]
Rating = Hashable | None
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
    given; or what a square table of weights says, in the order of the categories.
    Raises AgreementRefused for raters of unequal length or a rating off the scale.

    >>> weighted_kappa([1, 2, 3, 3], [1, 2, 3, 2]).value
    0.8
    """
    if len(first) != len(second):
        raise AgreementRefused(f"One rater has {len(first)} works, the other {len(second)}.")
    name = weights if isinstance(weights, str) else "weighted"
    question = Question(statistic=f"{name}_kappa", level=level, resamples=resamples, seed=seed)
    pairs = [pair for pair in zip(first, second, strict=True) if not any(map(_missing, pair))]
    left_out = len(first) - len(pairs)
    if len(pairs) < 2:
        return question.unanswered(Lack.WORKS, works=len(pairs), left_out=left_out, raters=2)
    scale = list(categories) if categories is not None else _met(pairs)
    distances = _distances(scale, weights, by_place=categories is not None)
    statistic = _statistic(_places(pairs, scale), distances)
    return question.answered(statistic, works=len(pairs), left_out=left_out, raters=2)


def _missing(rating: Rating) -> bool:
    return rating is None or (isinstance(rating, float) and isnan(rating))


def _met(pairs: Sequence[Pair]) -> list[Hashable]:
    """The numbers that were given, in order. Raises AgreementRefused for anything else."""
    met = {rating for pair in pairs for rating in pair}
    try:
        return sorted(met, key=_number)
    except (TypeError, ValueError, OverflowError):
        raise AgreementRefused(
            "The ratings are not numbers: give the categories in their order."
        ) from None


def _number(rating: Hashable) -> float:
    number = float(rating)  # type: ignore[arg-type]  # what is no number raises, and is refused
    if not isfinite(number):
        raise ValueError
    return number


def _distances(scale: Sequence[Hashable], weights: Weights, *, by_place: bool) -> Floats:
    if not isinstance(weights, str):
        table = np.array(weights, dtype=np.float64)
        if table.shape != (len(scale), len(scale)) or not np.isfinite(table).all():
            raise AgreementRefused(f"The weights are not a table of {len(scale)} by {len(scale)}.")
        return table
    if weights not in ("linear", "quadratic"):
        raise AgreementRefused(f"“{weights}” weights: write “linear” or “quadratic”.")
    steps = range(len(scale)) if by_place else map(_number, scale)
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
