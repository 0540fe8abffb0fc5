"""A table that was read: its columns as arrays, and how they had been written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ._identifiers import check_ids
from ._problems import Findings, Note
from ._sheet import Dialect


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Typed columns, row by row in the order of the file; the arrays are read-only.

    id, category: str. number: float64, NaN where one is missing. integer: int64, or float64 where
    one is missing. text: object of str. set: object of frozensets. A column that is not required
    and not in the file is absent.
    """

    columns: Mapping[str, NDArray[np.generic]]
    rows: int
    encoding: str
    dialect: Dialect
    notes: tuple[Note, ...] = ()
    id_column: str | None = None

    def aligned_to(self, ids: Collection[str]) -> "Table":
        """The same rows in the order of these ids; refuses ids unknown, missing or given twice."""
        if self.id_column is None:
            raise ValueError("A table without a column of ids cannot be aligned: give it one.")
        wanted = [str(each) for each in ids]
        given = [str(each) for each in self.columns[self.id_column]]
        if given == wanted:
            return self
        findings = Findings()
        check_ids(given, wanted, column=self.id_column, findings=findings)
        if findings.total:
            raise findings.refusal()
        places = {each: place for place, each in enumerate(given)}
        order = np.array([places[each] for each in wanted], dtype=np.intp)
        columns = {name: frozen(column[order]) for name, column in self.columns.items()}
        return replace(self, columns=MappingProxyType(columns), rows=len(wanted))


def frozen(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """The same array, which nobody can write into any more."""
    values.flags.writeable = False
    return values
