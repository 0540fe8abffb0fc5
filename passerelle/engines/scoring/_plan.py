"""What is scored and how: the organiser's side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from math import isfinite
from typing import Literal

Direction = Literal["higher", "lower"]
Takes = Literal["score", "class", "value", "set", "mask", "survival", "ranking"]

_OPTIONS = {
    "positive": "the label that counts as positive",
    "classes": "the classes, in their order",
    "event": "the column that says whether the event was seen (1) or censored (0)",
    "larger_means": "“risk” (the usual) or “time”: what a larger survival prediction announces",
    "labels": "all the labels that an answer may hold",
    "separator": "what stands between the items of a set written as text",
    "graded": "whether relevant items are written with their gain, “item:3”",
    "discount": "“log2(1+rank)” (the usual) or “jarvelin-kekalainen-2002” for nDCG",
}


class ScoringRefused(ValueError):
    """Nothing can be scored as asked; the message says what is wrong and what to do."""


class SubmissionRefused(ScoringRefused):
    """The submission's own columns do not answer the plan; other teams can still be scored."""


@dataclass(frozen=True, slots=True)
class Metric:
    """What a figure measures, which way is better, and between which ends it lies."""

    name: str
    direction: Direction
    takes: Takes
    low: float | None
    high: float | None

    @property
    def sign(self) -> int:
        """1 where higher is better, -1 where lower is."""
        return 1 if self.direction == "higher" else -1


@dataclass(frozen=True, slots=True)
class Plan:
    """How a challenge is scored; the same plan and seed give the same figures.

    `target` and `slices` are columns of the truth, `cluster` its column of patient ids, where
    several rows are of one patient. `prediction` is the submission's column, or one column a
    class, of which the largest wins. A score at or above `threshold` is a positive answer.
    A slice of fewer than `at_least` cases (patients, with `cluster`) shows its number only.
    Raises ScoringRefused where a setting makes no sense.
    """

    metric: str
    target: str
    prediction: str | tuple[str, ...]
    also: tuple[str, ...] = ()
    threshold: float | None = None
    slices: tuple[str, ...] = ()
    cluster: str | None = None
    resamples: int = 1000
    level: float = 0.95
    bins: int = 10
    at_least: int = 20
    options: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise ScoringRefused(f"The level {self.level} is not between 0 and 1: write 0.95.")
        if not 2 <= self.resamples <= 100_000:
            raise ScoringRefused(f"{self.resamples} resamples: write 2 to 100000; 1000 is usual.")
        if not 1 <= self.bins <= 1000:
            raise ScoringRefused(f"{self.bins} bins: write 1 to 1000; 10 is usual.")
        if self.threshold is not None and not isfinite(self.threshold):
            raise ScoringRefused(f"The threshold {self.threshold} is not a number: write 0.5.")
        for name in self.options:
            if name not in _OPTIONS:
                raise ScoringRefused(_unknown_option(name))

    @property
    def predictions(self) -> tuple[str, ...]:
        """The submission's columns that are read."""
        return (self.prediction,) if isinstance(self.prediction, str) else tuple(self.prediction)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The metrics to compute, the first one once."""
        return tuple(dict.fromkeys((self.metric, *self.also)))


def _unknown_option(name: str) -> str:
    close = get_close_matches(str(name), _OPTIONS, n=1)
    remedy = f"Did you mean {close[0]}?" if close else f"Use one of {', '.join(_OPTIONS)}."
    return f"“{name}” is not an option of scoring. {remedy}"
