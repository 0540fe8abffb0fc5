"""Labels in the wrong column: when most cells are of another nature, say what they look like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ._faults import Faults
from ._header import Places
from ._number_cells import NUMBER
from ._problems import Problem, problem
from ._schema import Column, TableSchema
from ._sheet import Cells
from ._word_cells import by_folded, folded
from ._wording import excerpt, first_few

_SAMPLE: Final = 200
_MOST_CLASSES: Final = 11
_FITS, _MISFITS = 0.9, 0.5
_DECIMAL_COMMA: Final = re.compile(r"[+-]?\d+,\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The first rows of every column of a file, those nobody asked for included."""

    of: Mapping[str, Cells]
    others: Mapping[str, Cells]


def glimpse(cells: Sequence[Cells], places: Places) -> Glimpse:
    of, others = (
        {name: cells[place][:_SAMPLE] for name, place in where.items()}
        for where in (places.of, places.others)
    )
    return Glimpse(of, others)


def explain(
    faults: Mapping[str, Faults], schema: TableSchema, seen: Glimpse, *, rows: int
) -> frozenset[str]:
    """Put one sentence in place of the many, where one explains them; names what was swapped."""
    settled: set[str] = set()
    for column in sorted(schema.columns, key=lambda each: each.type != "id"):
        mine = faults.get(column.name)
        if mine is None or column.name in settled or not _is_strange(mine, schema, seen, rows):
            continue
        partner = _partner(column, schema, seen)
        if partner:
            settled |= {column.name, partner.name}
            faults[partner.name].replace([])
            mine.replace([_told("columns-swapped", mine, seen, other=partner.name)])
        elif explained := _explained(column, mine, schema, seen):
            settled.add(column.name)
            mine.replace([explained])
    return frozenset(settled)


def _is_strange(mine: Faults, schema: TableSchema, seen: Glimpse, rows: int) -> bool:
    """Whether most of a column's cells are of another nature; ids, when hardly one is known."""
    if mine.column.type != "id":
        return mine.strangers > 0 and mine.strangers >= _MISFITS * rows
    cells, ids = seen.of.get(mine.column.name, ()), frozenset(map(str, schema.ids or ()))
    return bool(ids and cells) and sum(c.strip() in ids for c in cells) < (1 - _FITS) * len(cells)


def _partner(column: Column, schema: TableSchema, seen: Glimpse) -> Column | None:
    """The column that holds what this one should, and the other way round."""
    mine = seen.of[column.name]
    for other in schema.columns:
        theirs = seen.of.get(other.name, ())
        if other is column or other.type == "text":
            continue
        if _fits(column, theirs, schema) and _fits(other, mine, schema):
            return other
    return None


def _explained(column: Column, mine: Faults, schema: TableSchema, seen: Glimpse) -> Problem | None:
    fitting = [name for name, cells in seen.others.items() if _fits(column, cells, schema)]
    if len(fitting) == 1:
        return _told("other-column-fits", mine, seen, other=excerpt(fitting[0]))
    if column.type == "id":
        return None
    if column.is_numeric:
        identifier = schema.id_column
        ids = frozenset(seen.of.get(identifier.name, ()) if identifier else ())
        if mine.samples.keys() <= (ids | frozenset(schema.ids or ())):
            return _told("holds-ids", mine, seen)
        return _told("holds-words", mine, seen) if len(mine.samples) <= _MOST_CLASSES else None
    if all(_is_number(sample) for sample in mine.samples):
        return _told("holds-numbers", mine, seen)
    return None


def _told(code: str, mine: Faults, seen: Glimpse, *, other: str = "") -> Problem:
    return problem(
        code,
        column=mine.column.name,
        unit=mine.unit,
        these=first_few(mine.samples or dict.fromkeys(seen.of[mine.column.name])),
        cells=mine.strangers,
        expects=mine.column.expects,
        other=other,
    )


def _fits(column: Column, cells: Cells, schema: TableSchema) -> bool:
    """Whether nearly all of these cells could stand in that column."""
    if not cells:
        return False
    if column.is_numeric:
        fitting = sum(_is_number(cell) and _is_within(column, cell) for cell in cells)
    elif column.type == "id" and schema.ids is not None:
        ids = frozenset(map(str, schema.ids))
        fitting = sum(cell.strip() in ids for cell in cells)
    elif column.type == "id":
        fitting = len(set(cells))
    elif column.categories:
        known = by_folded(column.categories)
        fitting = sum(folded(cell) in known for cell in cells)
    else:
        fitting = sum(bool(cell.strip()) and not _is_number(cell) for cell in cells)
    return fitting >= _FITS * len(cells)


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell.strip()) is not None or (
        _DECIMAL_COMMA.fullmatch(cell.strip()) is not None
    )


def _is_within(column: Column, cell: str) -> bool:
    number = float(cell.strip().replace(",", "."))
    return not (
        (column.low is not None and number < column.low)
        or (column.high is not None and number > column.high)
    )
