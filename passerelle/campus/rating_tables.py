"""Ratings in a CSV file, rows units, columns raters; a mistake has its row and its column."""

from __future__ import annotations

import csv
import io
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

STANDARD_INPUT = "-"
_MISSING = frozenset({"", "na", "n/a", "nan", "."})
# What statistics packages call the column of units when they write one.
_INDEX_NAMES = frozenset({"", "rownames", "unnamed: 0", "unit", "units", "subject", "item", "id"})
_MOST_BYTES = 20_000_000


class RatingsRefused(ValueError):
    """The file is no table of ratings; the message says where."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """`units` name the rows and `lines` say where they stand in the file; "" is a missing cell."""

    raters: tuple[str, ...]
    units: tuple[str, ...]
    lines: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    index: str | None
    decimal_comma: bool

    def words(self, allowed: Sequence[str] = ()) -> list[list[str | None]]:
        """The cells as written, None where one is missing; `allowed`: no others."""
        for line, row in zip(self.lines, self.cells, strict=True):
            for rater, cell in zip(self.raters, row, strict=True):
                if cell and allowed and cell not in allowed:
                    names = ", ".join(allowed)
                    raise RatingsRefused(f"{_place(line, rater)}: “{cell[:40]}” is not of {names}.")
        return [[cell or None for cell in row] for row in self.cells]

    def are_numbers(self) -> bool:
        return all(
            _number(cell, self.decimal_comma) is not None
            for row in self.cells
            for cell in row
            if cell
        )

    def numbers(self) -> list[list[float | None]]:
        """Raises RatingsRefused for the first cell that is no number."""
        return [
            [
                self._number_at(line, rater, cell)
                for rater, cell in zip(self.raters, row, strict=True)
            ]
            for line, row in zip(self.lines, self.cells, strict=True)
        ]

    def _number_at(self, line: int, rater: str, cell: str) -> float | None:
        number = _number(cell, self.decimal_comma)
        if cell and number is None:
            raise RatingsRefused(f"{_place(line, rater)}: “{cell[:40]}” is not a number.")
        return number


def read_ratings(name: str, *, index: str | None = None) -> Ratings:
    """`index`: the column that names the units, where it is not the first without a name."""
    text = _text(name)
    separator = _separator(text)
    try:
        rows = _numbered(text, separator)
    except csv.Error as refused:
        raise RatingsRefused(f"{refused}.") from None
    if not rows:
        raise RatingsRefused("the file is empty: the first row names the raters.")
    (_, header), *body = rows
    for line, row in body:
        if len(row) != len(header):
            raise RatingsRefused(f"row {line}: {len(row)} cells, the first row has {len(header)}.")
    return _ratings(header, body, index, decimal_comma=separator == ";")


def _numbered(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Each row that is not empty, with the line on which it ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    cells = ((reader.line_num, [cell.strip() for cell in row]) for row in reader)
    return [(line, row) for line, row in cells if any(row)]


def _ratings(
    header: list[str], body: list[tuple[int, list[str]]], index: str | None, *, decimal_comma: bool
) -> Ratings:
    if index is not None and index not in header:
        raise RatingsRefused(f"no column is called “{index[:40]}”.")
    first = header[0].lower() in _INDEX_NAMES
    at = header.index(index) if index is not None else 0 if first else None
    columns = [number for number in range(len(header)) if number != at]
    raters = tuple(header[number] or f"column {number + 1}" for number in columns)
    twice = next((name for name in raters if raters.count(name) > 1), None)
    if twice is not None:
        raise RatingsRefused(f"two columns are called “{twice[:40]}”.")
    return Ratings(
        raters=raters,
        units=tuple(
            row[at] if at is not None else str(place) for place, (_, row) in enumerate(body, 1)
        ),
        lines=tuple(line for line, _ in body),
        cells=tuple(tuple(_cell(row[number]) for number in columns) for _, row in body),
        index=header[at] if at is not None else None,
        decimal_comma=decimal_comma,
    )


def _cell(written: str) -> str:
    return "" if written.lower() in _MISSING else written


def _number(cell: str, decimal_comma: bool) -> float | None:
    try:
        value = float(cell.replace(",", ".") if decimal_comma else cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _place(line: int, rater: str) -> str:
    return f"row {line}, column “{rater[:40]}”"


def _text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as refused:
        raise RatingsRefused(f"{refused.strerror or refused}.") from None
    if len(data) > _MOST_BYTES:
        raise RatingsRefused(f"larger than {_MOST_BYTES // 1_000_000} MB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    header = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t|", key=header.count)
