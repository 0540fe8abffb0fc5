"""CSV as people save it: the separator found in the header, rows counted as a spreadsheet does."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Final

import numpy as np

from ._encoding import Written
from ._header import plain
from ._problems import Findings
from ._schema import TableSchema
from ._sheet import BLOCK_ROWS, Block, Dialect, Sheet
from ._wording import said

_DELIMITERS: Final = (";", ",", "\t", "|")
_SEPARATOR_LINE: Final = re.compile(r"sep=([;,\t|:])\r?\n?", re.IGNORECASE)
_QUOTE, _NEWLINE = ord('"'), ord("\n")
# Blank rows cost time too: a file of nothing else ends here.
_MOST_BLANK: Final = 3
_CHUNK: Final = 1 << 22
_MOST_HEADER: Final = 1 << 16
_JSON_START: Final = re.compile(r'\s*(?:\{\s*"|\[\s*[\[{])')


def read_csv(written: Written, schema: TableSchema, most_rows: int, findings: Findings) -> Sheet:
    """The header and its rows; refuses at once what has too many of them."""
    _refuse_many_rows(written, most_rows, findings)
    header, declared = _header_of(written, findings)
    delimiter = declared or _delimiter(header, schema)
    rows = _Rows(
        written,
        delimiter=delimiter,
        after_line=1 if declared else 0,
        most_rows=most_rows,
        findings=findings,
    )
    return Sheet(rows.names, rows.blocks(), Dialect("csv", delimiter), written.encoding)


def _refuse_many_rows(written: Written, most_rows: int, findings: Findings) -> None:
    """Count the ends of line outside quotation marks, a few megabytes at a time."""
    if written.encoding not in ("utf-8", "cp1252"):
        return
    content = written.content.rstrip()
    rows, inside = 1, 0
    for start in range(0, len(content), _CHUNK):
        chunk = content[start : start + _CHUNK]
        if not inside and b'"' not in chunk:
            rows += chunk.count(b"\n")
        else:
            marks = np.frombuffer(chunk, dtype=np.uint8)
            quoted = (np.cumsum(marks == _QUOTE, dtype=np.int64) + inside) % 2
            rows += int(np.count_nonzero((marks == _NEWLINE) & (quoted == 0)))
            inside = int(quoted[-1])
        if rows > most_rows + 1:
            findings.stop("too-many-rows", limit=most_rows)


def _header_of(written: Written, findings: Findings) -> tuple[str, str]:
    """The header as written, and the separator when a line sep=; gives it (as Excel does)."""
    lines = written.lines()
    first = lines.readline(_MOST_HEADER)
    declared = _SEPARATOR_LINE.fullmatch(first)
    if declared:
        findings.note("separator-line", mark=declared[1])
        first = lines.readline(_MOST_HEADER)
    if _JSON_START.match(first):
        remedy = said("Choisissez le format JSON.", "Choose the format JSON.")
        findings.stop("not-a-table", format="CSV", kind=said("du JSON", "JSON"), remedy=remedy)
    while first.count('"') % 2 and len(first) < _MOST_HEADER:
        more = lines.readline(_MOST_HEADER)
        first += more
        if not more:
            findings.stop("broken-quotes", row=1)
    if len(first) >= _MOST_HEADER:
        findings.stop("cell-too-long", row=1, limit=_MOST_HEADER)
    return first, declared[1] if declared else ""


def _delimiter(header: str, schema: TableSchema) -> str:
    """The separator that shows the most of the wanted columns, then the most columns."""
    wanted = {plain(column.name) for column in schema.columns}

    def shown(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader(StringIO(header, newline=""), delimiter=delimiter), [])
        return sum(plain(name) in wanted for name in names), len(names)

    return max(_DELIMITERS, key=shown)


@dataclass(slots=True)
class _Blanks:
    """Blank rows between others: those at the end of a file are nobody's loss."""

    count: int = 0
    first: int = 0
    _open: int = 0
    _open_at: int = 0

    def meet(self, row: int) -> None:
        self._open_at = self._open_at or row
        self._open += 1

    def end(self) -> None:
        self.first = self.first or self._open_at
        self.count += self._open
        self._open = 0


class _Rows:
    """The records after the header, in blocks of columns; blank ones left aside and counted."""

    def __init__(
        self,
        written: Written,
        *,
        delimiter: str,
        after_line: int,
        most_rows: int,
        findings: Findings,
    ) -> None:
        lines = written.lines()
        for _ in range(after_line):
            lines.readline()
        self._reader = csv.reader(lines, delimiter=delimiter, strict=True)
        self._delimiter = delimiter
        self._most_rows = most_rows
        self._findings = findings
        self._row = 0
        self._blanks = _Blanks()
        self.names = next(iter(self._records(1)), [])

    def blocks(self) -> Iterator[Block]:
        width, kept = len(self.names), 0
        while records := self._records(BLOCK_ROWS):
            rows: Sequence[int] = range(self._row - len(records) + 1, self._row + 1)
            if set(map(len, records)) != {width} or not all(r[0].strip() for r in records):
                rows, records = self._regular(rows, records)
            else:
                self._blanks.end()
            kept += len(records)
            if kept > self._most_rows or self._row > _MOST_BLANK * self._most_rows:
                self._findings.stop("too-many-rows", limit=self._most_rows)
            if records:
                yield Block(rows, list(zip(*records, strict=True)))
        if self._blanks.count:
            first = str(self._blanks.first)
            self._findings.note("blank-rows", count=self._blanks.count, row=first)

    def _records(self, count: int) -> list[list[str]]:
        """The next records; a fault of the quoting ends the reading, with what came before it."""
        records: list[list[str]] = []
        try:
            records.extend(islice(self._reader, count))
        except csv.Error as error:
            row = self._row + len(records) + 1
            if "field larger" in str(error):
                self._findings.stop("cell-too-long", row=row, limit=csv.field_size_limit())
            self._findings.stop("broken-quotes", row=row)
        self._row += len(records)
        return records

    def _regular(
        self, rows: Sequence[int], records: Sequence[list[str]]
    ) -> tuple[list[int], list[list[str]]]:
        """The rows with as many cells as the header; the others are said."""
        kept_rows, kept = [], []
        for row, record in zip(rows, records, strict=True):
            if not any(map(str.strip, record)):
                self._blanks.meet(row)
                continue
            self._blanks.end()
            if len(record) == len(self.names):
                kept_rows.append(row)
                kept.append(record)
            else:
                self._say_ragged(row, record)
        return kept_rows, kept

    def _say_ragged(self, row: int, record: Sequence[str]) -> None:
        self._findings.lost_rows = True
        width = len(self.names)
        digits = sum(cell.strip().isdecimal() for cell in record)
        decimals = self._delimiter == "," and len(record) > width and digits > 1
        self._findings.add(
            "ragged-decimals" if decimals else "ragged-row",
            row=row,
            value=self._delimiter.join(record[: width + 2]),
            found=len(record),
            expected=width,
            mark=self._delimiter.replace("\t", "tab"),
        )
