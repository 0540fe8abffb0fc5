"""The reference labels of a challenge: read from their table, shared out between the boards."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from passerelle.engines.scoring import metric

from .kinds.schemas import BoardsSpec, ScoringSpec

ID, SPLIT = "id", "split"
_NUMBERS = frozenset({"score", "value"})
Column = NDArray[np.generic]


class LabelsRefused(Exception):
    """The labels do not hold what the challenge needs; `column` says which."""

    def __init__(self, reason: str, *, column: str) -> None:
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True, slots=True)
class Labels:
    """The cases of the test in one order, with what is known of each."""

    ids: tuple[str, ...]
    columns: Mapping[str, Column]
    split: NDArray[np.str_]

    def rows_of(self, board: str) -> NDArray[np.bool_]:
        """The cases that count on a board, by the value of the `split` column."""
        return np.asarray(self.split == board)


def read_labels(data: bytes, scoring: ScoringSpec, boards: BoardsSpec) -> Labels:
    """Target, slices and cluster, with both boards present and each case once."""
    table = _read_text(data)
    wanted = [ID, SPLIT, scoring.target, *scoring.slices]
    wanted += [scoring.cluster] if scoring.cluster else []
    for name in wanted:
        if name not in table:
            known = ", ".join(table)
            raise LabelsRefused(
                f"The labels have no column {name} (they have {known}).", column=name
            )
    ids = tuple(table[ID])
    if len(set(ids)) < len(ids):
        raise LabelsRefused("The labels hold a case twice.", column=ID)
    split = np.array(table[SPLIT], dtype=np.str_)
    for board in (boards.public, boards.private):
        if not (split == board).any():
            raise LabelsRefused(f"No case is of the board {board}.", column=SPLIT)
    columns = {
        name: _typed(name, values, numeric=name == scoring.target and _is_number(scoring))
        for name, values in table.items()
        if name not in (ID, SPLIT)
    }
    return Labels(ids, columns, split)


def joined_halves(halves: Mapping[str, bytes]) -> bytes:
    """One table of labels made of one a board, in the order of the boards."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    first: list[str] | None = None
    for board, data in halves.items():
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig", errors="replace"))))
        if not rows:
            continue
        if first is None:
            first = rows[0]
            writer.writerow([*first, SPLIT])
        writer.writerows([*row, board] for row in rows[1:])
    return written.getvalue().encode()


def _is_number(scoring: ScoringSpec) -> bool:
    return metric(scoring.metric).takes in _NUMBERS


def _typed(name: str, values: list[str], *, numeric: bool) -> Column:
    if not numeric:
        return np.array(values, dtype=np.str_)
    try:
        return np.array([float(value) for value in values])
    except ValueError as refused:
        raise LabelsRefused(f"A label is not a number ({refused}).", column=name) from None


def _read_text(data: bytes) -> dict[str, list[str]]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig", errors="replace"))))
    if len(rows) < 2:
        raise LabelsRefused("The labels are empty.", column=ID)
    header, cases = rows[0], [row for row in rows[1:] if row]
    for row in cases:
        if len(row) != len(header):
            raise LabelsRefused(f"The case {row[0]} has {len(row)} fields.", column=header[0])
    return {name: [row[place] for row in cases] for place, name in enumerate(header)}
