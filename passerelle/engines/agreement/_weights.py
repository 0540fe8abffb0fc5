"""How much two different categories still agree: 1 for the same, 0 for the furthest."""

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np

from passerelle.engines.agreement._result import AgreementRefused, Floats

WeightName = Literal["unweighted", "linear", "quadratic", "ordinal", "radical", "ratio"]
WEIGHT_NAMES: tuple[str, ...] = get_args(WeightName)


def agreement_weights(weights: str | Sequence[Sequence[float]], points: Floats) -> Floats:
    """1 − distance ÷ the longest distance (Gwet, Handbook of Inter-Rater Reliability, 4th ed.,
    2014, chapter 3), between categories that stand at `points`, in their order.

    Distances: |x − y| linear, its square quadratic, its root radical, (x − y)²/(x + y)² ratio, and
    the pairs of places that two categories enclose, C(|i − j| + 1, 2), ordinal.
    A table of weights is taken as it is. Raises AgreementRefused for another name or size.

    >>> agreement_weights("ordinal", np.array([1.0, 2.0, 3.0])).round(2).tolist()
    [[1.0, 0.67, 0.0], [0.67, 1.0, 0.67], [0.0, 0.67, 1.0]]
    """
    size = len(points)
    if not isinstance(weights, str):
        table = np.array(weights, dtype=np.float64)
        if table.shape != (size, size) or not np.isfinite(table).all():
            raise AgreementRefused(f"The weights are not a table of {size} by {size}.")
        return table
    if weights not in WEIGHT_NAMES:
        raise AgreementRefused(f"“{weights}” weights: write one of {', '.join(WEIGHT_NAMES)}.")
    if weights == "unweighted" or size < 2:
        same: Floats = np.eye(size)
        return same
    distances = _distances(weights, points)
    agreed: Floats = 1 - distances / distances.max()
    return agreed


def _distances(weights: str, points: Floats) -> Floats:
    apart = np.abs(points[:, None] - points[None, :])
    if weights == "linear":
        return apart
    if weights == "quadratic":
        return apart**2
    if weights == "radical":
        return np.sqrt(apart)
    if weights == "ratio":
        return ratio_distances(points)
    places = np.arange(len(points), dtype=np.float64)
    enclosed: Floats = np.abs(places[:, None] - places[None, :])
    return enclosed * (enclosed + 1) / 2


def ratio_distances(points: Floats) -> Floats:
    """((x − y)/(x + y))², nil between two zeros. Raises AgreementRefused for a number below 0."""
    if (points < 0).any():
        raise AgreementRefused("A ratio is measured from zero: a rating is below it.")
    apart, both = points[:, None] - points[None, :], points[:, None] + points[None, :]
    shares = np.zeros(apart.shape)
    np.divide(apart, both, out=shares, where=both > 0)
    return shares**2
