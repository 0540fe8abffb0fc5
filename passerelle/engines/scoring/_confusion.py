"""How often each class was given for each, sample by sample."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from passerelle.engines.numbers import Counts
from passerelle.engines.scoring._classes import ClassCases
from passerelle.engines.scoring._columns import Floats, Places


@dataclass(frozen=True, slots=True)
class Confusion:
    """Per sample and class: the cases given it rightly, truly of it, given it.

    Each has the shape (samples, classes).
    """

    right: Floats
    true: Floats
    given: Floats

    @property
    def cases(self) -> Floats:
        total: Floats = self.true.sum(axis=1)
        return total


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of the table that hold cases, and the cases in the order of their cells."""

    order: Places
    starts: Places
    true: Places
    given: Places
    classes: int

    def drawn(self, counts: Counts) -> Floats:
        """Cases of each cell, of shape (samples, cells)."""
        sums = np.add.reduceat(counts.take(self.order, axis=1), self.starts, axis=1)
        return sums.astype(np.float64)


def cells_of(cases: ClassCases) -> Cells:
    classes = len(cases.names)
    cell = cases.truth * classes + cases.predicted
    order = np.argsort(cell, kind="stable")
    held, starts = np.unique(cell[order], return_index=True)
    return Cells(order, starts, held // classes, held % classes, classes)


def confusion_of(cases: ClassCases) -> Callable[[Counts], Confusion]:
    cells = cells_of(cases)
    classes = np.arange(cells.classes)
    true, given = (
        (places[:, None] == classes).astype(np.float64) for places in (cells.true, cells.given)
    )

    def table(counts: Counts) -> Confusion:
        drawn = cells.drawn(counts)
        return Confusion(drawn @ (true * given), drawn @ true, drawn @ given)

    return table
