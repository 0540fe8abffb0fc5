"""Whether confidence is deserved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from ._items import CritiqueRefused


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers given with a confidence from `least`, and how many of them were right."""

    least: float
    confidence: float
    right: int
    cases: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """`brier` 0 is perfect, 0.25 is worth a coin. `overconfidence` is the mean confidence less the
    share of right answers: above 0, one believes oneself better than one is."""

    brier: float
    overconfidence: float
    bins: tuple[Bin, ...]
    cases: int


_EDGES = (0.0, 0.2, 0.4, 0.6, 0.8)


def calibration(confidences: Sequence[float], right: Sequence[bool]) -> Calibration | None:
    """Mean squared distance of confidence to outcome (Brier, Monthly Weather Review 78, 1950), the
    bias in the large, and five bins. None without an answer.

    >>> calibration([1.0, 0.5], [True, False]).brier
    0.125
    """
    if len(confidences) != len(right):
        raise CritiqueRefused("There is not one confidence for each answer.")
    if not right:
        return None
    rows = list(zip(confidences, right, strict=True))
    return Calibration(
        brier=fmean((sure - was) ** 2 for sure, was in rows),
        overconfidence=fmean(confidences) - fmean(right),
        bins=tuple(_bins(rows)),
        cases=len(rows),
    )


def _bins(rows: Sequence[tuple[float, bool]]) -> list[Bin]:
    kept = []
    for least, below in zip(_EDGES, (*_EDGES[1:], 1.01), strict=True):
        within = [(sure, was) for sure, was in rows if least <= sure < below]
        if within:
            sure = fmean(each for each, _ in within)
            kept.append(Bin(least, sure, sum(was for _, was in within), len(within)))
    return kept
