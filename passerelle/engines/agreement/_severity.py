"""Who marks lower than the others would have marked the same works, and how sure that is."""

from dataclasses import asdict, dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.agreement._intraclass import Marks, _table
from passerelle.engines.agreement._result import AgreementRefused, Floats, Lack
from passerelle.engines.numbers import student_quantile

_NIL = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterSeverity:
    """`points` below the mean of the others, on the same works; negative: more lenient.

    `stands_out`: the interval at the given level, widened for as many raters as are compared,
    leaves zero out. `rater` is the number of its column. None: nothing to compare with."""

    rater: int
    works: int
    points: float | None
    error: float | None
    low: float | None
    high: float | None
    stands_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """Each rater in the order of the columns, or what is lacking; `groups` of works joined by
    common raters, more than one where the design is not connected."""

    raters: tuple[RaterSeverity, ...]
    residual: float | None
    freedom: int
    groups: int
    level: float
    lack: Lack | None
    note: str

    def as_json(self) -> dict[str, object]:
        """The same as a dictionary of numbers, texts and None."""
        return {**asdict(self), "lack": self.lack.value if self.lack else None}


def severity(ratings: Marks, *, level: float = 0.95) -> Severity:
    """Least squares of mark = work + rater (two-way additive model for incomplete designs: Yates
    1940; for panels, Raymond & Viswesvaran, Journal of Educational Measurement 30, 1993).

    With the works taken out, C·r = q, C = D − N'K⁻¹N (N who rated what, K and D its sums); the
    variance of r is σ²C⁺, σ² the residual mean square. A rater is compared with the mean of the
    others. Ratings as `icc_2_1`; missing ones need not leave their work out.

    >>> found = severity([[12, 10, None], [15, 14, 15], [9, None, 10], [None, 11, 13]])
    >>> [round(each.points, 1) for each in found.raters]
    [-0.5, 1.6, -1.1]
    """
    if not 0 < level < 1:
        raise AgreementRefused(f"The level {level} is not between 0 and 1: write 0.95.")
    table = _table(ratings)
    rated = ~np.isnan(table)
    seated: NDArray[np.bool_] = np.asarray(rated.any(axis=0))
    groups = _groups(rated)
    # A work that one person rated says nothing of how raters differ.
    shared: NDArray[np.bool_] = np.asarray(rated[:, seated].sum(axis=1)) >= 2
    lack = _lack_of(int(seated.sum()), int(shared.sum()), groups)
    if lack:
        return _unanswered(rated, lack, groups, level)
    return _fitted(table, rated, seated, shared, level=level)


def severity_in_turn(ratings: Marks, *, level: float = 0.95) -> Severity:
    """As `severity`, but whoever stands out most is set apart before the rest are compared with one
    another: beside one severe rater, two who agree would otherwise both look lenient.

    >>> found = severity_in_turn([[12, 12, 9], [15, 15.1, 12], [9, 9, 6.1], [11, 10.9, 8]])
    >>> [each.stands_out for each in found.raters], round(found.raters[2].points, 1)
    ([False, False, True], 3.0)
    """
    table = _table(ratings)
    whole = severity(table, level=level)
    answers: dict[int, RaterSeverity] = {}
    left = list(range(table.shape[1]))
    found = whole
    while not found.lack:
        answers |= {
            left[each.rater]: replace(each, rater=left[each.rater]) for each in found.raters
        }
        first = max((_distance(each) for each in found.raters if each.stands_out), default=None)
        if first is None:
            break
        apart = {each.rater for each in found.raters if _distance(each) >= first * (1 - _NIL)}
        left = [rater for place, rater in enumerate(left) if place not in apart]
        found = severity(table[:, left], level=level)
    return replace(whole, raters=tuple(answers.get(each.rater, each) for each in whole.raters))


def _distance(found: RaterSeverity) -> float:
    """In errors; without an error nobody is further than another but by points."""
    if found.points is None or found.error is None:
        return 0
    return abs(found.points) / found.error if found.error else abs(found.points) / _NIL


def _lack_of(raters: int, shared: int, groups: int) -> Lack | None:
    if raters < 2:
        return Lack.RATERS
    if shared < 2:
        return Lack.WORKS
    return Lack.GROUPS if groups > 1 else None


def _groups(rated: NDArray[np.bool_]) -> int:
    """How many sets of raters share no work, by their common works."""
    left = set(np.flatnonzero(rated.any(axis=0)).tolist())
    groups = 0
    while left:
        groups += 1
        reached, waiting = set(), [left.pop()]
        while waiting:
            rater = waiting.pop()
            reached.add(rater)
            near = rated[rated[:, rater]].any(axis=0)
            waiting += [each for each in np.flatnonzero(near).tolist() if each in left]
            left -= set(waiting)
    return groups


def _unanswered(rated: NDArray[np.bool_], lack: Lack, groups: int, level: float) -> Severity:
    raters = tuple(_compared(rater, int(works), None) for rater, works in enumerate(rated.sum(0)))
    return Severity(
        raters=raters,
        residual=None,
        freedom=0,
        groups=groups,
        level=level,
        lack=lack,
        note=lack.note,
    )


def _fitted(
    table: Floats,
    rated: NDArray[np.bool_],
    seated: NDArray[np.bool_],
    shared: NDArray[np.bool_],
    *,
    level: float,
) -> Severity:
    given = rated[np.ix_(shared, seated)].astype(np.float64)
    marks = np.where(given > 0, table[np.ix_(shared, seated)], 0)
    marks = np.where(given > 0, marks - marks.sum() / given.sum(), 0)
    per_work = given.sum(axis=1)
    information = np.diag(given.sum(axis=0)) - given.T @ (given / per_work[:, None])
    spread = np.linalg.pinv(information, hermitian=True)
    effects = spread @ (marks.sum(axis=0) - given.T @ (marks.sum(axis=1) / per_work))
    works = ((marks - given * effects).sum(axis=1) / per_work)[:, None]
    rest = float(((marks - given * (works + effects)) ** 2).sum())
    freedom = int(given.sum()) - len(given) - len(effects) + 1
    nil = rest <= _NIL**2 * max(float((marks**2).sum()), 1e-300)
    variance = None if freedom < 1 else 0.0 if nil else rest / freedom
    wide = (1 - (1 - level) / len(effects) + 1) / 2
    reach = student_quantile(wide, freedom=freedom) if freedom > 0 else 0.0
    # The effects add up to zero, so the others' mean is −effect/(k − 1).
    scale = len(effects) / (len(effects) - 1)
    found = {
        int(rater): (
            -scale * float(effects[place]),
            None if variance is None else scale * sqrt(max(variance * spread[place, place], 0)),
        )
        for place, rater in enumerate(np.flatnonzero(seated))
    }
    raters = tuple(
        _compared(rater, int(count), found.get(rater), reach)
        for rater, count in enumerate(rated.sum(axis=0))
    )
    lack = Lack.RESIDUE if variance is None else None
    return Severity(
        raters=raters,
        residual=None if variance is None else sqrt(variance),
        freedom=max(freedom, 0),
        groups=1,
        level=level,
        lack=lack,
        note=lack.note if lack else "",
    )


def _compared(
    rater: int, works: int, found: tuple[float, float | None] | None, reach: float = 0
) -> RaterSeverity:
    points, error = found or (None, None)
    low = high = None
    if points is not None and error is not None:
        low, high = points - reach * error, points + reach * error
    return RaterSeverity(
        rater=rater,
        works=works,
        points=points,
        error=error,
        low=low,
        high=high,
        stands_out=low is not None and high is not None and (low > _NIL or high < -_NIL),
    )
