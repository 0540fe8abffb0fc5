"""A learner's curve over the year, and what the year changed in a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.numbers import Interval, bca_interval

from ._detection import Detection
from ._items import CritiqueRefused


@dataclass(frozen=True, slots=True)
class Point:
    """d′ of one series, between `low` and `high` (95 %, normal)."""

    label: str
    d_prime: float
    low: float
    high: float
    criterion: float


@dataclass(frozen=True, slots=True)
class Change:
    """The mean of the learners' differences, after less before, with its interval.

    `effect` is the mean difference in standard deviations of the differences (Cohen's d_z);
    None with fewer than two learners, or when all changed alike."""

    learners: int
    before: float
    after: float
    difference: float
    interval: Interval | None
    effect: float | None
    improved: int


def curve(series: Sequence[tuple[str, Detection]], *, level: float = 0.95) -> tuple[Point, ...]:
    """The series that can be placed, in the order given."""
    reach = NormalDist().inv_cdf((1 + level) / 2)
    points = []
    for label, found in series:
        if found.d_prime is None or found.standard_error is None or found.criterion is None:
            continue
        half = reach * found.standard_error
        points.append(
            Point(label, found.d_prime, found.d_prime - half, found.d_prime + half, found.criterion)
        )
    return tuple(points)


def change(
    before: Sequence[float], after: Sequence[float], *, seed: int = 0, times: int = 2000
) -> Change:
    """Paired by learner: only those measured twice, in the same order in both.

    Interval: bias-corrected and accelerated bootstrap over learners (Efron 1987), of the mean
    difference; None below five learners, where it would say nothing."""
    if len(before) != len(after) or not before:
        raise CritiqueRefused("The learners measured before are not those measured after.")
    differences = np.subtract(after, before)
    return Change(
        learners=len(before),
        before=fmean(before),
        after=fmean(after),
        difference=float(differences.mean()),
        interval=_interval(differences, seed=seed, times=times),
        effect=_effect(differences),
        improved=int((differences > 0).sum()),
    )


def _interval(differences: NDArray[np.float64], *, seed: int, times: int) -> Interval | None:
    if len(differences) < 5 or differences.std() == 0:
        return None
    return bca_interval(differences, _mean, seed=seed, times=times)


def _mean(rows: NDArray[np.float64]) -> float:
    return float(rows.mean())


def _effect(differences: NDArray[np.float64]) -> float | None:
    if len(differences) < 2 or not (spread := float(differences.std(ddof=1))):
        return None
    return float(differences.mean()) / spread
