"""From a stranger's file to a typed table, or to everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from ._csv_file import read_csv
from ._encoding import written
from ._faults import Faults
from ._header import places_of
from ._identifiers import check_ids
from ._json_file import read_json
from ._number_cells import NumberCells
from ._problems import Findings, TableRefused
from ._schema import Column, TableSchema
from ._sense import Glimpse, explain, glimpse
from ._set_cells import SetCells
from ._sheet import Sheet
from ._table import Table, frozen
from ._word_cells import CategoryCells, IdCells, TextCells

Format = Literal["csv", "json"]
Cells = NumberCells | CategoryCells | TextCells | IdCells | SetCells
MOST_ROWS: Final = 1_000_000
MOST_BYTES: Final = 64 * 1024 * 1024


def read_table(
    data: bytes | Path,
    schema: TableSchema,
    *,
    format: Format = "csv",
    most_rows: int = MOST_ROWS,
    most_bytes: int = MOST_BYTES,
) -> Table:
    """The table in `data` (its content, or where it is); `TableRefused` says all that is wrong.

    >>> schema = TableSchema((Column("id", "id"), Column("score", "number", low=0, high=1)))
    >>> table = read_table(b"id;score\\np1;0,25\\np2;1\\n", schema)
    >>> table.columns["score"].tolist(), str(table.notes[0])
    ([0.25, 1.0], 'score: its decimals take a comma; “0,25” is read as 0.25.')
    """
    findings = Findings("row" if format == "csv" else "item")
    content = _content(data, most_bytes, findings)
    text = written(content, format_name=format.upper(), findings=findings)
    if format == "csv":
        sheet = read_csv(text, schema, most_rows, findings)
    else:
        sheet = read_json(text, schema, most_rows, findings)
    return _Reading(sheet, schema, findings).table()


def _content(data: bytes | Path, most_bytes: int, findings: Findings) -> bytes:
    """All the bytes of a file that is not too large, and never more than that in memory."""
    if isinstance(data, Path):
        try:
            with data.open("rb") as file:
                too_large = data.stat().st_size > most_bytes
                data = b"" if too_large else file.read(most_bytes + 1)
        except OSError as error:
            findings.stop("unreadable-file", why=error.strerror or type(error).__name__)
    else:
        too_large = False
    if too_large or len(data) > most_bytes:
        unit = 1_000_000 if most_bytes % 1_000_000 == 0 else 1024 * 1024
        findings.stop("too-many-bytes", limit=round(most_bytes / unit, 1))
    return data


class _Reading:
    """One sheet being typed, column by column, while its blocks pass."""

    def __init__(self, sheet: Sheet, schema: TableSchema, findings: Findings) -> None:
        self._sheet = sheet
        self._schema = schema
        self._findings = findings
        self._places = places_of(sheet.names, schema, findings)
        self._readers: Mapping[str, Cells] = {
            column.name: _reader(column, Faults(column, findings.unit))
            for column in schema.columns
            if column.name in self._places.of
        }

    def table(self) -> Table:
        seen, rows = self._take_blocks()
        if not rows and not self._findings.total:
            self._findings.stop("no-rows")
        arrays = {name: reader.finish(self._findings) for name, reader in self._readers.items()}
        faults = {name: reader.faults for name, reader in self._readers.items()}
        swapped = explain(faults, self._schema, seen, rows=rows)
        self._gather()
        self._check_ids(swapped)
        if self._findings.total:
            raise self._findings.refusal()
        identifier = self._schema.id_column
        return Table(
            columns=MappingProxyType({name: frozen(array) for name, array in arrays.items()}),
            rows=rows,
            encoding=self._sheet.encoding,
            dialect=replace(self._sheet.dialect, decimal=self._decimal()),
            notes=tuple(self._findings.notes),
            id_column=identifier.name if identifier and identifier.name in arrays else None,
        )

    def _take_blocks(self) -> tuple[Glimpse, int]:
        seen, rows = Glimpse({}, {}), 0
        try:
            for block in self._sheet.blocks:
                seen = seen if rows else glimpse(block.cells, self._places)
                rows += len(block.rows)
                for name, reader in self._readers.items():
                    reader.take(block.cells[self._places.of[name]], block.rows)
        except TableRefused:
            self._gather()
            raise self._findings.refusal() from None
        return seen, rows

    def _gather(self) -> None:
        for reader in self._readers.values():
            self._findings.gather(reader.faults.kept, total=reader.faults.count)

    def _check_ids(self, swapped: frozenset[str]) -> None:
        identifier = self._schema.id_column
        if identifier is None or self._schema.ids is None or identifier.name in swapped:
            return
        if self._findings.lost_rows:
            return
        reader = self._readers.get(identifier.name)
        if isinstance(reader, IdCells):
            check_ids(reader.ids, self._schema.ids, column=identifier.name, findings=self._findings)

    def _decimal(self) -> Literal[".", ","]:
        commas = any(
            isinstance(reader, NumberCells) and reader.decimal == ","
            for reader in self._readers.values()
        )
        return "," if commas else "."


def _reader(column: Column, faults: Faults) -> Cells:
    match column.type:
        case "number" | "integer":
            return NumberCells(column, faults)
        case "category":
            return CategoryCells(column, faults)
        case "set":
            return SetCells(column, faults)
        case "id":
            return IdCells(column, faults)
        case _:
            return TextCells(column, faults)
