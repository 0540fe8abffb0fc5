"""Any number of raters, any of four levels of measurement, cells missing anywhere."""

from collections.abc import Hashable, Sequence
from typing import Literal, get_args

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
from passerelle.engines.agreement._scale import Rows, placed
from passerelle.engines.agreement._weights import ratio_distances
from passerelle.engines.numbers import Counts

Measurement = Literal["nominal", "ordinal", "interval", "ratio"]
MEASUREMENTS: tuple[str, ...] = get_args(Measurement)
_NIL = 1e-12


def krippendorff(
    ratings: Rows,
    *,
    measurement: Measurement = "nominal",
    categories: Sequence[Hashable] | None = None,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """α = 1 − observed ÷ expected disagreement over all pairs of ratings of a same work
    (Krippendorff, Content Analysis, 2004, chapter 11; Hayes & Krippendorff 2007).

    A disagreement counts 1 (nominal), the squared difference of the numbers (interval), of their
    mean ranks among all ratings (ordinal), or ((x − y)/(x + y))² (ratio). `ratings` has one row a
    work and one column a rater, None or NaN where one is missing; works with fewer than two are
    left out. Raises AgreementRefused for ratings that the measurement cannot order or subtract.

    >>> ratings = [[1, 1], [2, 3], [3, 3], [2, None]]
    >>> [krippendorff(ratings, measurement=each).value.__round__(3)
    ...  for each in ("nominal", "ordinal", "interval", "ratio")]
    [0.545, 0.778, 0.828, 0.891]
    """
    if measurement not in MEASUREMENTS:
        raise AgreementRefused(f"“{measurement}”: write one of {', '.join(MEASUREMENTS)}.")
    name = f"krippendorff_{measurement}"
    question = Question(statistic=name, level=level, resamples=resamples, seed=seed)
    numeric = measurement in ("interval", "ratio")
    found = placed(ratings, categories=categories, ordered=measurement != "nominal")
    tallies = found.tallies()
    pairable = tallies[tallies.sum(axis=1) >= 2]
    sizes = Sizes(len(pairable), len(tallies) - len(pairable), found.raters)
    lack = Lack.RATERS if found.raters < 2 else Lack.WORKS if len(pairable) < 2 else None
    if lack:
        return question.unanswered(lack, sizes)
    try:
        points = found.points(by_place=not numeric)
    except (TypeError, ValueError, OverflowError):
        raise AgreementRefused(
            f"The {measurement} level needs categories that are numbers."
        ) from None
    statistic = _statistic(pairable, measurement, points)
    return question.answered(statistic, sizes)


def _statistic(tallies: Floats, measurement: str, points: Floats) -> Statistic:
    if measurement == "nominal":
        return _by_table(tallies, 1 - np.eye(len(points)))
    if measurement == "ratio":
        return _by_table(tallies, ratio_distances(points))
    return _by_points(tallies, points - points.mean() if measurement == "interval" else None)


def _by_table(tallies: Floats, distances: Floats) -> Statistic:
    rated = tallies.sum(axis=1)
    seen = ((tallies @ distances) * tallies).sum(axis=1) / (rated - 1)

    def statistic(counts: Counts) -> Floats:
        given = counts @ tallies
        expected = ((given @ distances) * given).sum(axis=1) / (given.sum(axis=1) - 1)
        return 1 - quotient(counts @ seen, expected)

    return statistic


def _by_points(tallies: Floats, points: Floats | None) -> Statistic:
    """Differences of points; without points, of mean ranks, which each resample has of its own:
    Krippendorff's Σ from c to k of n − (n_c + n_k)/2 is the difference of two mean ranks."""
    rated = tallies.sum(axis=1)

    def statistic(counts: Counts) -> Floats:
        given = counts @ tallies
        total = given.sum(axis=1)
        at = _mean_ranks(given) if points is None else np.broadcast_to(points, given.shape)
        once, twice = tallies @ at.T, tallies @ (at**2).T
        seen = np.maximum(rated[:, None] * twice - once**2, 0) / (rated[:, None] - 1)
        expected = total * (given * at**2).sum(axis=1) - (given * at).sum(axis=1) ** 2
        expected[expected <= _NIL * (total**2 * (at**2).max(axis=1))] = 0
        return 1 - quotient((counts.T * seen).sum(axis=0), expected / (total - 1))

    return statistic


def _mean_ranks(given: Floats) -> Floats:
    ranks: Floats = given.cumsum(axis=1) - given / 2 - given.sum(axis=1)[:, None] / 2
    return ranks
