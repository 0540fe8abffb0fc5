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
    LIKENESS = "likeness"
    INTERVAL = "interval"
    RESIDUE = "residue"
    GROUPS = "groups"

    @property
    def note(self) -> str:
        return _NOTES[self]


_NOTES = {
    Lack.RATERS: "Not enough data: agreement needs two raters or more.",
    Lack.WORKS: "Not enough data: fewer than two works have all their ratings.",
    Lack.VARIETY: "Every rating is the same: nothing tells agreement from chance.",
    Lack.LIKENESS: "Every work has the same mean: nothing tells the works apart.",
    Lack.RESIDUE: "No interval: too few ratings, or nothing left to chance, to estimate an error.",
    Lack.GROUPS: "The works fall into groups without a common rater: severe raters cannot be told "
    "from weak works.",
    Lack.INTERVAL: "Not enough data for an interval: most resamples have no value.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """`works` have the ratings that the statistic needs, `left_out` lack them. None: see `lack`.

    `error` is the standard deviation of the resamples."""

    statistic: str
    value: float | None
    low: float | None
    high: float | None
    error: float | None
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


@dataclass(frozen=True, slots=True)
class Sizes:
    """On how much an answer stands."""

    works: int
    left_out: int
    raters: int


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
        if self.resamples < 0 or self.resamples == 1:
            raise AgreementRefused(
                f"{self.resamples} resamples are too few: 1000 is usual, 0 asks for no interval."
            )

    def unanswered(self, lack: Lack, sizes: Sizes) -> Agreement:
        return self.answer(None, sizes, lack=lack)

    def answered(
        self,
        statistic: Statistic,
        sizes: Sizes,
        *,
        drawn: int | None = None,
        nothing: Lack = Lack.VARIETY,
    ) -> Agreement:
        """The value, and the percentiles of its bootstrap over works (Efron & Tibshirani 1993).

        `drawn`: the works that resampling draws, where it is not `works`; `nothing`: what is
        lacking where the statistic has no value."""
        rows = sizes.works if drawn is None else drawn
        value = float(statistic(np.ones((1, rows), dtype=np.int64))[0])
        if not isfinite(value):
            return self.answer(None, sizes, lack=nothing)
        if self.resamples == 0:
            return self.answer(value, sizes)
        blocks = resampled_counts(rows, times=self.resamples, seed=self.seed)
        draws = np.concatenate([statistic(counts) for counts in blocks])
        valid = draws[np.isfinite(draws)]
        if valid.size < max(2, _LEAST_SHARE * draws.size):
            return self.answer(value, sizes, lack=Lack.INTERVAL)
        interval = percentile_interval(valid, level=self.level)
        return self.answer(
            value,
            sizes,
            ends=(min(interval.low, value), max(interval.high, value)),
            error=float(valid.std(ddof=1)),
            method=f"bootstrap of works, percentiles of {self.resamples} resamples",
        )

    def answer(
        self,
        value: float | None,
        sizes: Sizes,
        *,
        ends: tuple[float, float] | None = None,
        error: float | None = None,
        method: str = "",
        lack: Lack | None = None,
    ) -> Agreement:
        low, high = ends or (None, None)
        return Agreement(
            statistic=self.statistic,
            value=value,
            low=low,
            high=high,
            error=error,
            level=self.level,
            works=sizes.works,
            left_out=sizes.left_out,
            raters=sizes.raters,
            method=method,
            lack=lack,
            note=lack.note if lack else "",
        )


def quotient(top: Floats, bottom: Floats) -> Floats:
    """top ÷ bottom, NaN where the bottom is zero."""
    result = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result
