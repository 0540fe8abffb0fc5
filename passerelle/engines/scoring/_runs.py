"""Masks written as runs: “3 2 10 1” covers pixels 3, 4 and 10."""

import re

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import NoValue

_RUNS = re.compile(r"\s*(\d{1,15}(\s+\d{1,15})*)?\s*")

Runs = NDArray[np.int64]


def looks_like_runs(text: str) -> bool:
    return _RUNS.fullmatch(text) is not None


def runs_of(text: str) -> Runs:
    """(starts, ends), ends excluded, in order. Raises NoValue for odd or overlapping runs."""
    numbers = np.array(text.split(), dtype=np.int64)
    if numbers.size % 2:
        raise NoValue(say.ODD_RUNS.said())
    starts, lengths = numbers[::2], numbers[1::2]
    order = np.argsort(starts, kind="stable")
    runs = np.stack([starts[order], (starts + lengths)[order]])
    if (starts < 1).any() or (lengths < 1).any() or (runs[0, 1:] < runs[1, :-1]).any():
        raise NoValue(say.TOUCHING_RUNS.said())
    return runs


def covered(runs: Runs) -> int:
    """How many pixels the runs hold."""
    return int((runs[1] - runs[0]).sum())


def shared_pixels(first: Runs, second: Runs) -> int:
    """How many pixels both hold, without writing any of them out."""
    both = covered_below(second, first[1]) - covered_below(second, first[0])
    return int(both.sum())


def covered_below(runs: Runs, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many pixels the runs hold before each place."""
    before = np.concatenate([[0], np.cumsum(runs[1] - runs[0])])
    whole = np.searchsorted(runs[0], places, side="right")
    last_end = np.concatenate([[0], runs[1]])[whole]
    below: NDArray[np.int64] = before[whole] - np.maximum(last_end - places, 0)
    return below
