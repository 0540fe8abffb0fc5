"""An agreement with its interval, or what is lacking for one."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.numbers import Counts, percentile_interval, resampled_counts

Floats = NDArray[np.float64]
Statistic = Callable[[Counts], Floats]
"""From how often each work is drawn, (samples, works), to a value a sample; NaN where none."""

# Below this share of samples with a value, the rest says little of the interval.
_LEAST_SHARE = 0.5


class AgreementRefused(ValueError):
    """Ratings that cannot be compared as asked; the message says what to do."""


class Lack(StrEnum):
    """Why there is no value, or no interval."""

    RATERS = "raters"
    WORKS = "works"
    VARIETY = "variety"
    INTERVAL = "interval"

    @property
    def note(self) -> str:
        return _NOTES[self]


_NOTES = {
    Lack.RATERS: "Not enough data: agreement needs two raters or more.",
    Lack.WORKS: "Not enough data: fewer than two works have all their ratings.",
    Lack.VARIETY: "Every rating is the same: nothing tells agreement from chance.",
    Lack.INTERVAL: "Not enough data for an interval: most resamples have no value.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """`works` were rated by all; `left_out` were not, and do not count. None: see `lack`."""

    statistic: str
    value: float | None
    low: float | None
    high: float | None
    level: float
    works: int
    left_out: int
    raters: int
    method: str
    lack: Lack | None
    note: str

    def as_json(self) -> dict[str, object]:
        """The same as a dictionary of numbers, texts and None."""
        return {**asdict(self), "lack": self.lack.value if self.lack else None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: the statistic's name, and how its interval is made."""

    statistic: str
    level: float
    resamples: int
    seed: int

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise AgreementRefused(f"The level {self.level} is not between 0 and 1: write 0.95.")
        if self.resamples < 2:
            raise AgreementRefused(f"{self.resamples} resamples are too few: 1000 is usual.")

    def unanswered(self, lack: Lack, *, works: int, left_out: int, raters: int) -> Agreement:
        return self._answer((None, None, None), lack, works, left_out, raters)

    def answered(
        self, statistic: Statistic, *, works: int, left_out: int, raters: int
    ) -> Agreement:
        """The value, and the percentiles of its bootstrap over works (Efron & Tibshirani 1993)."""
        value = float(statistic(np.ones((1, works), dtype=np.int64))[0])
        if not isfinite(value):
            return self._answer((None, None, None), Lack.VARIETY, works, left_out, raters)
        blocks = resampled_counts(works, times=self.resamples, seed=self.seed)
        draws = np.concatenate([statistic(counts) for counts in blocks])
        valid = draws[np.isfinite(draws)]
        if valid.size < max(2, _LEAST_SHARE * draws.size):
            return self._answer((value, None, None), Lack.INTERVAL, works, left_out, raters)
        interval = percentile_interval(valid, level=self.level)
        ends = (value, min(interval.low, value), max(interval.high, value))
        return self._answer(ends, None, works, left_out, raters)

    def _answer(
        self,
        ends: tuple[float | None, float | None, float | None],
        lack: Lack | None,
        works: int,
        left_out: int,
        raters: int,
    ) -> Agreement:
        value, low, high = ends
        method = f"bootstrap of works, percentiles of {self.resamples} resamples"
        return Agreement(
            statistic=self.statistic,
            value=value,
            low=low,
            high=high,
            level=self.level,
            works=works,
            left_out=left_out,
            raters=raters,
            method=method if low is not None else "",
            lack=lack,
            note=lack.note if lack else "",
        )


def quotient(top: Floats, bottom: Floats) -> Floats:
    """top ÷ bottom, NaN where the bottom is zero."""
    result = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result
