"""Borderline regression: the total that goes with a performance judged just sufficient."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.numbers import (
    Counts,
    percentile_interval,
    resampled_counts,
    student_quantile,
)
from passerelle.engines.standard_setting._refusing import StandardRefused

Floats = NDArray[np.float64]
_FEWEST = 3
_LEAST_SHARE = 0.5
_WEAK = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderlineStandard:
    """`cut` is the total on the line at the borderline grade; `r2` the share of the totals'
    variance that grades explain. None: `note` says what lacks; `warnings`, what weakens it."""

    cut: float | None
    low: float | None
    high: float | None
    error: float | None
    level: float
    method: str
    slope: float | None
    intercept: float | None
    r2: float | None
    candidates: int
    left_out: int
    at_borderline: int
    below_cut: int
    note: str
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The same as a dictionary of numbers, texts and None."""
        return asdict(self)


def borderline(
    totals: Sequence[float | None],
    grades: Sequence[float | None],
    *,
    grade: float,
    level: float = 0.95,
    resamples: int = 0,
    seed: int = 0,
    clusters: Sequence[int] | None = None,
) -> BorderlineStandard:
    """cut = a + b·grade, from the least-squares line of totals on global ratings (Woehr, Arthur &
    Fehrmann 1991; Wood, Humphrey-Murray & Norman, Advances in Health Sciences Education 11, 2006).

    Its interval is that of the line's mean there, t·s·√(1/n + (grade − ḡ)²/Σ(g − ḡ)²) (Draper &
    Smith, Applied Regression Analysis, 1.4), or percentiles of resampled candidates. One total and
    one global rating a candidate, None where one is missing: the candidate is left out. Where
    several raters gave their pair about the same work, `clusters` says which (any number a work):
    works are then resampled whole, as pairs about one work resemble each other.
    Raises StandardRefused for lists of unequal length or values that are not numbers.

    >>> standard = borderline([9, 11, 13, 15], [1, 2, 3, 4], grade=2)
    >>> standard.cut, standard.slope, standard.r2
    (11.0, 2.0, 1.0)
    """
    pairs = _pairs(totals, grades, grade=grade, level=level, resamples=resamples)
    works = _works(totals, grades, clusters)
    left_out = len(totals) - len(pairs)
    lack = _lack_of(pairs)
    if lack:
        return _standard(pairs, None, grade=grade, level=level, left_out=left_out, note=lack)
    line = _Line.through(pairs, grade)
    if resamples:
        ends, error, method = _resampled(
            pairs, grade, level=level, times=resamples, seed=seed, works=works
        )
    else:
        reach = student_quantile((1 + level) / 2, freedom=len(pairs) - 2) * line.error
        ends, error, method = (line.cut - reach, line.cut + reach), line.error, "mean of the line"
    return _standard(
        pairs,
        line,
        grade=grade,
        level=level,
        left_out=left_out,
        ends=ends,
        error=error,
        method=method,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    cut: float
    slope: float
    intercept: float
    r2: float | None
    error: float

    @classmethod
    def through(cls, pairs: Floats, grade: float) -> "_Line":
        totals, grades = pairs[:, 0], pairs[:, 1]
        away, spread = grades - grades.mean(), totals - totals.mean()
        slope = float(away @ spread / (away @ away))
        rest, whole = float(((spread - slope * away) ** 2).sum()), float(spread @ spread)
        cut = float(totals.mean()) + slope * (grade - float(grades.mean()))
        distance = (grade - float(grades.mean())) ** 2 / float(away @ away)
        error = sqrt(rest / (len(pairs) - 2) * (1 / len(pairs) + distance))
        intercept = float(totals.mean()) - slope * float(grades.mean())
        return cls(cut, slope, intercept, 1 - rest / whole if whole else None, error)


def _pairs(
    totals: Sequence[float | None],
    grades: Sequence[float | None],
    *,
    grade: float,
    level: float,
    resamples: int,
) -> Floats:
    if len(totals) != len(grades):
        raise StandardRefused(f"{len(totals)} totals for {len(grades)} global ratings.")
    if not 0 < level < 1:
        raise StandardRefused(f"The level {level} is not between 0 and 1: write 0.95.")
    if not isfinite(grade):
        raise StandardRefused("The borderline grade is not a number.")
    if resamples < 0 or resamples == 1:
        raise StandardRefused(f"{resamples} resamples are too few: 1000 is usual.")
    try:
        pairs = np.array([totals, grades], dtype=np.float64).T.reshape(-1, 2)
    except (TypeError, ValueError):
        raise StandardRefused("Totals and global ratings are numbers.") from None
    if np.isinf(pairs).any():
        raise StandardRefused("A total or a global rating is infinite.")
    return pairs[~np.isnan(pairs).any(axis=1)]


def _works(
    totals: Sequence[float | None], grades: Sequence[float | None], clusters: Sequence[int] | None
) -> NDArray[np.intp] | None:
    """The number of each complete pair's cluster, from 0 without holes."""
    if clusters is None:
        return None
    if len(clusters) != len(totals):
        raise StandardRefused(f"{len(clusters)} clusters for {len(totals)} totals.")
    both = np.array([totals, grades], dtype=np.float64).T.reshape(-1, 2)
    complete = np.array(clusters, dtype=np.int64)[~np.isnan(both).any(axis=1)]
    return np.unique(complete, return_inverse=True)[1].astype(np.intp)


def _lack_of(pairs: Floats) -> str:
    if len(pairs) < _FEWEST:
        return f"Not enough data: {_FEWEST} candidates at least need a total and a global rating."
    if not np.ptp(pairs[:, 1]):
        return "Every candidate has the same global rating: no line can be drawn."
    return ""


def _resampled(
    pairs: Floats,
    grade: float,
    *,
    level: float,
    times: int,
    seed: int,
    works: NDArray[np.intp] | None,
) -> tuple[tuple[float, float] | None, float | None, str]:
    totals, grades = pairs[:, 0] - pairs[:, 0].mean(), pairs[:, 1] - grade

    def cuts(counts: Counts) -> Floats:
        size = counts.sum(axis=1)
        mean_total, mean_grade = counts @ totals / size, counts @ grades / size
        spread = counts @ grades**2 - size * mean_grade**2
        joint = counts @ (totals * grades) - size * mean_total * mean_grade
        slopes = np.full(len(size), np.nan)
        np.divide(joint, spread, out=slopes, where=spread > 1e-9 * np.abs(grades).max() ** 2)
        found: Floats = mean_total - slopes * mean_grade + pairs[:, 0].mean()
        return found

    blocks = resampled_counts(len(pairs), times=times, seed=seed, clusters=works)
    draws = np.concatenate([cuts(counts) for counts in blocks])
    valid = draws[np.isfinite(draws)]
    if valid.size < max(2, _LEAST_SHARE * draws.size):
        return None, None, ""
    interval = percentile_interval(valid, level=level)
    of = "candidates" if works is None else "works"
    method = f"bootstrap of {of}, percentiles of {times} resamples"
    return (interval.low, interval.high), float(valid.std(ddof=1)), method


def _standard(
    pairs: Floats,
    line: _Line | None,
    *,
    grade: float,
    level: float,
    left_out: int,
    ends: tuple[float, float] | None = None,
    error: float | None = None,
    method: str = "",
    note: str = "",
) -> BorderlineStandard:
    low, high = ends or (None, None)
    return BorderlineStandard(
        cut=line.cut if line else None,
        low=low,
        high=high,
        error=error,
        level=level,
        method=method,
        slope=line.slope if line else None,
        intercept=line.intercept if line else None,
        r2=line.r2 if line else None,
        candidates=len(pairs),
        left_out=left_out,
        at_borderline=int((pairs[:, 1] == grade).sum()),
        below_cut=int((pairs[:, 0] < line.cut).sum()) if line else 0,
        note=note,
        warnings=_warnings(pairs, line, grade) if line else (),
    )


def _warnings(pairs: Floats, line: _Line, grade: float) -> tuple[str, ...]:
    found = []
    if line.slope <= 0:
        found.append("Better global ratings do not go with better totals: do not use this cut.")
    elif line.r2 is not None and line.r2 < _WEAK:
        found.append("Global ratings explain less than half of the totals.")
    if not pairs[:, 1].min() <= grade <= pairs[:, 1].max():
        found.append("The borderline grade lies outside the grades given: the line is stretched.")
    return tuple(found)
