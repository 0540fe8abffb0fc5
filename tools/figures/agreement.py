"""What agreement costs: a jury's table and a large one, with resampled intervals; pass marks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np

from passerelle.engines.agreement import (
    FORMS,
    fleiss_kappa,
    gwet,
    icc,
    krippendorff,
    severity,
)
from passerelle.engines.standard_setting import borderline

from .sheet import Figure, at_most

_RESAMPLES, _SEED = 1_000, 2027
# A jury: nine teams by six jurors; a large table: what an edition of ten years would hold.
_JURY, _LARGE = (9, 6), (1_000, 20)
# Shrout & Fleiss 1979, table 2, and what their table 4 prints.
_PRINTED = (
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]],
    [0.17, 0.29, 0.71, 0.44, 0.62, 0.91],
)


def agreement_figures(*, times: int) -> Iterator[Figure]:
    """Processor time of this process; the median of a few times."""
    ratings, printed = _PRINTED
    found = [round(icc(ratings, form=form).value or 0, 2) for form in FORMS]  # type: ignore[arg-type]
    wrong = sum(one != other for one, other in zip(found, printed, strict=True))
    yield at_most("ICCs of Shrout & Fleiss that differ from the printed digits", wrong, 0, "")
    jury, large = _table(*_JURY), _table(*_LARGE)
    seconds = _cpu(lambda: _of_jury(jury), times)
    name = f"a jury of {_JURY[1]} on {_JURY[0]} teams: 8 alphas, {_RESAMPLES:,} resamples, severity"
    yield at_most(name, seconds * 1000, 100, "ms")
    name = f"{_LARGE[0]:,} works by {_LARGE[1]} raters: alpha, Fleiss, AC2"
    seconds = _cpu(lambda: _of_large(large), times)
    yield at_most(f"{name}, {_RESAMPLES:,} resamples", seconds, 1, "s")
    seconds = _cpu(lambda: severity(large), times)
    yield at_most("severity of its raters, with standard errors", seconds * 1000, 50, "ms")
    totals, grades = large[:, 0] * 4, large[:, 1]
    seconds = _cpu(lambda: borderline(totals, grades, grade=2, resamples=_RESAMPLES), times)  # type: ignore[arg-type]
    yield at_most("a borderline regression with its bootstrap", seconds * 1000, 100, "ms")


def _table(works: int, raters: int) -> np.ndarray:
    draw = np.random.default_rng(_SEED)
    worth = draw.integers(1, 5, size=(works, 1))
    table = np.clip(worth + draw.integers(-1, 2, size=(works, raters)), 1, 5).astype(float)
    table[draw.random((works, raters)) < 0.25] = np.nan
    return table


def _of_jury(table: np.ndarray) -> None:
    for seed in range(8):
        krippendorff(table, measurement="ordinal", resamples=_RESAMPLES, seed=seed)
    severity(table)


def _of_large(table: np.ndarray) -> None:
    krippendorff(table, measurement="ordinal", resamples=_RESAMPLES)
    fleiss_kappa(table, resamples=_RESAMPLES)
    gwet(table, weights="quadratic", resamples=_RESAMPLES)


def _cpu(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return median(spent)
