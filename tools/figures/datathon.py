"""What honest rankings cost: resamples, DeLong, score cards, tables, a start of the sandbox."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import TypeVar

import numpy as np

from passerelle.engines.scoring import Plan, auroc_on_resamples, card, delong
from passerelle.engines.table import Column, TableRefused, TableSchema, read_table
from passerelle.sandbox import Ended, Limits, Order, level, run

from .sheet import Figure, at_most

Made = TypeVar("Made")
ROWS, RESAMPLES, SEED = 100_000, 1_000, 2027
# The six groups of a slice by sex and by band of age.
_SLICES = {"sex": ("F", "M"), "age_band": ("18-39", "40-64", "65-79", "80+")}
_ROW = b"c0000001,0.5\n"
_MANY_ROWS = 10_000_000


def scoring_figures(*, times: int) -> Iterator[Figure]:
    """Processor time of this process, one core; the median of a few times."""
    labels, scores = _cohort()
    seconds, draws = _cpu(lambda: auroc_on_resamples(labels, scores, times=RESAMPLES), times)
    yield at_most(f"AUROC of {ROWS:,} cases on {RESAMPLES:,} exact resamples", seconds, 1.5, "s")
    seconds, area = _cpu(lambda: delong(labels, scores), times)
    yield at_most("its DeLong interval", seconds * 1000, 50, "ms")
    yield _ratio(float(np.std(draws, ddof=1)) / area.error)
    seconds = _card_seconds(labels, scores, times)
    yield at_most("score card: AUROC, AP, Brier, calibration, six slices", seconds, 2, "s")


def table_figures(*, times: int) -> Iterator[Figure]:
    scores = np.random.default_rng(SEED).random(ROWS).tolist()
    rows = "".join(f"c{row},{score!r},F\n" for row, score in enumerate(scores))
    data = f"id,score,sex\n{rows}".encode()
    french = data.replace(b",", b";").replace(b".", b",")
    columns = (Column("id", "id"), Column("score", "number", low=0, high=1), Column("sex"))
    schema = TableSchema(columns, ids=[f"c{row}" for row in range(ROWS)])
    seconds, _ = _cpu(lambda: read_table(data, schema), times)
    yield at_most(f"a CSV of {ROWS:,} rows and 3 columns, read and typed", seconds, 0.6, "s")
    seconds, _ = _cpu(lambda: read_table(french, schema), times)
    yield Figure("the same with semicolons and decimal commas", "shown", f"{seconds:.2f} s")
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as scratch:
        path = Path(scratch) / "many.csv"
        with path.open("wb") as file:
            file.write(b"id,score\n")
            for _ in range(100):
                file.write(_ROW * (_MANY_ROWS // 100))
        seconds, _ = _cpu(lambda: _refused(path, schema), 1)
    yield at_most(f"a CSV of {_MANY_ROWS:,} rows refused", seconds, 2, "s")


def sandbox_figures(*, times: int) -> Iterator[Figure]:
    """From the order to its outcome, for a program that ends at once."""
    reached = level()
    yield Figure("level of the sandbox on this machine", "shown", reached.name)
    if not reached.may_run_code:
        return
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as scratch:
        waits = [_start(Path(scratch) / str(number)) for number in range(times)]
    yield at_most("sandbox: start, run nothing, clean up", median(waits) * 1000, 150, "ms")
    yield Figure("the fastest of those starts", "shown", f"{min(waits) * 1000:.1f} ms")


def _start(keep: Path) -> float:
    keep.mkdir()
    order = Order(command=("/bin/true",), limits=Limits(wall_seconds=10))
    started = time.perf_counter()
    outcome = run(order, keep=keep)
    seconds = time.perf_counter() - started
    if outcome.ended is not Ended.DONE:
        raise RuntimeError(f"The sandbox did not run /bin/true: {outcome}")
    return seconds


def _card_seconds(labels: np.ndarray, scores: np.ndarray, times: int) -> float:
    draw = np.random.default_rng(SEED)
    groups = {name: draw.choice(values, ROWS) for name, values in _SLICES.items()}
    plan = Plan(
        metric="auroc",
        target="label",
        prediction="score",
        also=("average_precision", "brier"),
        slices=tuple(_SLICES),
        resamples=RESAMPLES,
    )
    truth = {"label": labels, **groups}
    seconds, made = _cpu(lambda: card(truth, {"score": scores}, plan), times)
    if made.calibration is None or len(made.slices) != 6:
        raise RuntimeError(f"The score card is not whole: {made}")
    return seconds


def _cohort() -> tuple[np.ndarray, np.ndarray]:
    """One case in seven is ill; the score is right more often than not."""
    draw = np.random.default_rng(SEED)
    labels = (draw.random(ROWS) < 1 / 7).astype(np.int64)
    return labels, 1 / (1 + np.exp(2 - 1.4 * labels - draw.normal(size=ROWS)))


def _ratio(ratio: float) -> Figure:
    bar = "0.95 to 1.05"
    name = "standard deviation of the resamples over DeLong's error"
    return Figure(name, bar, f"{ratio:.3f}", 0.95 <= ratio <= 1.05)


def _refused(path: Path, schema: TableSchema) -> None:
    try:
        read_table(path, schema, most_bytes=1 << 30)
    except TableRefused as refused:
        if refused.problems[0].code == "too-many-rows":
            return
        raise
    raise RuntimeError("A table of ten million rows was read.")


def _cpu(work: Callable[[], Made], times: int) -> tuple[float, Made]:
    """The median seconds of processor, and the last result."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        result = work()
        spent.append(time.process_time() - started)
    return median(spent), result
