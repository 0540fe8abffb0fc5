"""Truth and predictions for `passerelle score`: files or standard input, typed by the metric."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from passerelle.engines.scoring import Plan, Takes, metric
from passerelle.engines.table import (
    MOST_BYTES,
    Column,
    ColumnType,
    Table,
    TableRefused,
    TableSchema,
    read_table,
)

from .parquet import read_parquet

STANDARD_INPUT = "-"
_FORMATS: dict[str, Literal["csv", "json", "parquet"]] = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), "json"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
}
_TRUTH_TYPES: dict[Takes, ColumnType] = {
    **dict.fromkeys(("score", "class"), "category"),
    **dict.fromkeys(("value", "survival"), "number"),
    **dict.fromkeys(("mask", "ranking"), "text"),
    "set": "set",
}
_NUMERIC: tuple[Takes, ...] = ("score", "value", "survival")


class FileRefused(Exception):
    """One of the files cannot be used: which one, and everything that is wrong with it."""

    def __init__(self, name: str, refused: TableRefused) -> None:
        super().__init__(name)
        self.name = name
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Truth:
    """The reference table, its ids in order and the classes that an answer may hold."""

    table: Table
    ids: tuple[str, ...]
    classes: tuple[str, ...] | None


def read_truth(name: str, plan: Plan, *, identifier: str, classes: Sequence[str]) -> Truth:
    """The target, the slices and the patients; raises `FileRefused`."""
    takes = metric(plan.metric).takes
    columns = {
        identifier: Column(identifier, "id"),
        plan.target: Column(plan.target, _TRUTH_TYPES[takes]),
    }
    for slice_name in plan.slices:
        columns.setdefault(slice_name, Column(slice_name, "category", missing_allowed=True))
    if plan.cluster:
        columns.setdefault(plan.cluster, Column(plan.cluster, "category"))
    event = plan.options.get("event")
    if isinstance(event, str):
        columns.setdefault(event, Column(event, "integer", low=0, high=1))
    table = _read(name, TableSchema(tuple(columns.values())))
    ids = tuple(map(str, table.columns[identifier]))
    return Truth(table, ids, _classes(table.columns[plan.target], takes, classes))


def read_predictions(name: str, plan: Plan, truth: Truth, *, identifier: str) -> Table:
    """The predictions in the order of the truth; raises `FileRefused`."""
    takes = metric(plan.metric).takes
    answers: ColumnType = _TRUTH_TYPES[takes]
    if takes in _NUMERIC or plan.threshold is not None or not isinstance(plan.prediction, str):
        answers = "number"
    categories = truth.classes if answers in ("category", "set") else None
    columns = [Column(each, answers, categories=categories) for each in plan.predictions]
    schema = TableSchema((Column(identifier, "id"), *columns), ids=truth.ids)
    return _read(name, schema).aligned_to(truth.ids)


def _classes(
    target: np.ndarray[tuple[int, ...], np.dtype[np.generic]], takes: Takes, more: Sequence[str]
) -> tuple[str, ...] | None:
    """What the truth holds, and what was declared beside it."""
    held: Iterable[str] = ()
    if takes == "class":
        held = map(str, target.tolist())
    elif takes == "set":
        held = (str(member) for answer in target.tolist() for member in answer)
    return tuple(sorted({*held, *more})) or None


def _read(name: str, schema: TableSchema) -> Table:
    try:
        data = _standard_input() if name == STANDARD_INPUT else Path(name)
        form = _form_of(data)
        if form == "parquet":
            return read_parquet(data, schema)
        return read_table(data, schema, format=form)
    except TableRefused as refused:
        raise FileRefused(name, refused) from None


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _form_of(data: bytes | Path) -> Literal["csv", "json", "parquet"]:
    """By the end of the name; by its first byte for standard input."""
    if isinstance(data, Path):
        return _FORMATS.get(data.suffix.lower(), "csv")
    if data.startswith(b"PAR1"):
        return "parquet"
    return "json" if data.lstrip()[:1] in (b"[", b"{") else "csv"
