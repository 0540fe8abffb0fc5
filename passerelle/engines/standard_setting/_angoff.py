"""Angoff: what a candidate just good enough would score, item by item, by several judges."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.numbers import student_quantile
from passerelle.engines.standard_setting._refusing import StandardRefused

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSpread:
    """One item: the mean of its estimates, their deviation (None for one judge) and their ends."""

    item: int
    judges: int
    mean: float | None
    deviation: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AngoffStandard:
    """`cut` is out of `most_points`: the mean of the judges' sums; `error` its standard error over
    judges. A judge who left an item without an estimate has no sum. None: see `note`."""

    cut: float | None
    low: float | None
    high: float | None
    error: float | None
    level: float
    most_points: float
    judges: int
    left_out: int
    sums: tuple[float | None, ...]
    items: tuple[ItemSpread, ...]
    note: str

    def as_json(self) -> dict[str, object]:
        """The same as a dictionary of numbers, texts and None."""
        return asdict(self)


def angoff(
    estimates: Sequence[Sequence[float | None]], *, most: float = 1, level: float = 0.95
) -> AngoffStandard:
    """The mean over judges of Σ over items of their estimates (Angoff, in Thorndike (ed.),
    Educational Measurement, 1971, 514-515), its error s/√judges (Brennan & Lockwood, Applied
    Psychological Measurement 4, 1980), its interval Student's.

    `estimates` has one row an item and one column a judge: the points, from 0 to `most`, that a
    candidate just good enough would score (a share of 1, or a percentage with `most=100`).
    Raises StandardRefused for rows of unequal length or an estimate out of range.

    >>> standard = angoff([[0.5, 0.6, 0.7], [0.8, 0.8, 0.9], [0.4, 0.6, 0.5]])
    >>> round(standard.cut, 3), round(standard.error, 3), standard.most_points
    (1.933, 0.12, 3.0)
    """
    table = _table(estimates, most=most, level=level)
    sums = table.sum(axis=0)
    complete = sums[~np.isnan(sums)]
    judges = len(complete)
    cut = float(complete.mean()) if judges and len(table) else None
    error = float(complete.std(ddof=1)) / sqrt(judges) if judges > 1 and cut is not None else None
    low = high = None
    if cut is not None and error is not None:
        reach = student_quantile((1 + level) / 2, freedom=judges - 1) * error
        low, high = cut - reach, cut + reach
    return AngoffStandard(
        cut=cut,
        low=low,
        high=high,
        error=error,
        level=level,
        most_points=float(most * len(table)),
        judges=judges,
        left_out=len(sums) - judges,
        sums=tuple(None if np.isnan(each) else float(each) for each in sums),
        items=tuple(_item(number, row) for number, row in enumerate(table)),
        note=_note(len(table), judges),
    )


def _note(items: int, judges: int) -> str:
    if not items:
        return "Not enough data: no item."
    if not judges:
        return "Not enough data: no judge gave an estimate for every item."
    return "Not enough data for an error: it needs two judges or more." if judges == 1 else ""


def _table(estimates: Sequence[Sequence[float | None]], *, most: float, level: float) -> Floats:
    if not most > 0:
        raise StandardRefused(f"The most points of an item, {most}, are not above zero.")
    if not 0 < level < 1:
        raise StandardRefused(f"The level {level} is not between 0 and 1: write 0.95.")
    try:
        table = np.array(estimates, dtype=np.float64)
    except (TypeError, ValueError):
        raise StandardRefused(
            "The estimates are not a table of numbers: give each item one estimate a judge."
        ) from None
    if table.size == 0:
        return np.empty((0, 0))
    if table.ndim != 2:
        raise StandardRefused("The estimates are not a table of numbers.")
    for item, judge in np.argwhere((table < 0) | (table > most)):
        raise StandardRefused(
            f"Item {item + 1}, judge {judge + 1}: {table[item, judge]:g} is not from 0 to {most:g}."
        )
    return table


def _item(number: int, row: Floats) -> ItemSpread:
    given = row[~np.isnan(row)]
    return ItemSpread(
        item=number,
        judges=len(given),
        mean=float(given.mean()) if len(given) else None,
        deviation=float(given.std(ddof=1)) if len(given) > 1 else None,
        low=float(given.min()) if len(given) else None,
        high=float(given.max()) if len(given) else None,
    )
