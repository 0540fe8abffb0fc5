"""Numbers as people write them: a point, a comma where it can only be a decimal, 1.0 for 1."""

import re
from collections.abc import Sequence
from math import isfinite, nan
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ._faults import Faults
from ._problems import Findings, problem
from ._schema import Column
from ._sheet import Cells
from ._wording import excerpt

NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA: Final = re.compile(r"[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_MAYBE_THOUSANDS: Final = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_GROUPED: Final = re.compile(
    r"[+-]?\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d+)?|[+-]?\d+[.,]\d{3}[.,]\d+", re.ASCII
)
_INFINITE: Final = re.compile(r"[+-]?(?:inf|infinity|∞)", re.IGNORECASE)
_MISSING: Final = frozenset(("na", "n/a", "#n/a", "nan", "null", "none", "nil", ".", "-", "?"))
_BOOLEANS: Final = {"true": 1.0, "vrai": 1.0, "false": 0.0, "faux": 0.0}
_MOST_EXACT: Final = 2.0**53
_FEW: Final = 10
_LEAST_PERCENT: Final = 10


def is_missing(cell: str) -> bool:
    """Whether a cell is empty or says that its value is missing."""
    return not cell.strip() or cell.strip().casefold() in _MISSING


class NumberCells:
    """The column's numbers, gathered block by block."""

    def __init__(self, column: Column, faults: Faults) -> None:
        self.column = column
        self.faults = faults
        self._arrays: list[NDArray[np.float64]] = []
        self._comma: tuple[int, str] | None = None
        self._point: tuple[int, str] | None = None
        self._comma_is_decimal = False
        self._decimals = self._booleans = self._outside = 0
        self._decimal_cell = ""

    def take(self, cells: Cells, rows: Sequence[int]) -> None:
        joined = "".join(cells)
        values = self._at_once(cells) if joined.isascii() and "_" not in joined else None
        if values is None:
            numbers = [self._number(cell, row) for cell, row in zip(cells, rows, strict=True)]
            values = np.array(numbers, dtype=np.float64)
        elif self._point is None and "." in joined:
            place = next(place for place, cell in enumerate(cells) if "." in cell)
            self._point = rows[place], cells[place]
        if self.column.type == "integer":
            values = self._whole(values, cells, rows)
        self._check_bounds(values, cells, rows)
        self._arrays.append(values)

    def finish(self, findings: Findings) -> NDArray[np.generic]:
        """The whole column: whole numbers as int64 unless one is missing."""
        values = np.concatenate(self._arrays) if self._arrays else np.empty(0)
        self._judge_commas(findings)
        self._judge_percentages(values)
        self._say(findings, values)
        if self.column.type == "integer" and not self.faults.count and not np.isnan(values).any():
            return values.astype(np.int64)
        return values

    @property
    def decimal(self) -> Literal[".", ","]:
        return "," if self._comma else "."

    def _at_once(self, cells: Cells) -> NDArray[np.float64] | None:
        try:
            values = np.array(list(map(float, cells)), dtype=np.float64)
        except ValueError:
            return None
        return values if np.isfinite(values).all() else None

    def _number(self, cell: str, row: int) -> float:
        """The cell's number; NaN for what is missing or refused."""
        text = cell.strip()
        if NUMBER.fullmatch(text):
            if "." in text and self._point is None:
                self._point = row, text
        elif _COMMA.fullmatch(text):
            self._meet_comma(text, row)
            text = text.replace(",", ".")
        else:
            return self._not_plain(text, row)
        number = float(text)
        if isfinite(number):
            return number
        self.faults.add("infinite", row, cell)
        return nan

    def _meet_comma(self, text: str, row: int) -> None:
        self._comma = self._comma or (row, text)
        maybe_thousands = _MAYBE_THOUSANDS.fullmatch(text) is not None
        if maybe_thousands and self.column.high is not None:
            maybe_thousands = abs(float(text.replace(",", ""))) <= self.column.high
        self._comma_is_decimal |= not maybe_thousands

    def _not_plain(self, text: str, row: int) -> float:
        if is_missing(text):
            if not self.column.missing_allowed:
                self.faults.add("not-given" if text else "empty-cell", row, text)
        elif text.casefold() in _BOOLEANS and self._is_binary:
            self._booleans += 1
            return _BOOLEANS[text.casefold()]
        elif _INFINITE.fullmatch(text):
            self.faults.add("infinite", row, text)
        elif text.startswith(("=", "#")):
            self.faults.add("formula", row, text)
        elif text.endswith("%") and any(map(str.isdecimal, text)):
            self.faults.add("percent-sign", row, text)
        elif _GROUPED.fullmatch(text):
            self.faults.add("grouped-digits", row, text)
        else:
            self.faults.add_stranger("not-a-number", row, text)
        return nan

    @property
    def _is_binary(self) -> bool:
        return self.column.type == "integer" and (self.column.low, self.column.high) == (0, 1)

    def _check_bounds(self, values: NDArray[np.float64], cells: Cells, rows: Sequence[int]) -> None:
        outside = np.zeros(len(values), dtype=bool)
        if self.column.low is not None:
            outside |= values < self.column.low
        if self.column.high is not None:
            outside |= values > self.column.high
        for place in np.flatnonzero(outside).tolist():
            self._outside += 1
            self.faults.add("out-of-range", rows[place], cells[place])

    def _whole(
        self, values: NDArray[np.float64], cells: Cells, rows: Sequence[int]
    ) -> NDArray[np.float64]:
        """The values, NaN in place of those that are not whole or cannot be counted exactly."""
        broken = (values != np.floor(values)) & ~np.isnan(values)
        large = np.abs(values) > _MOST_EXACT
        for place in np.flatnonzero(broken).tolist():
            self.faults.add("not-whole", rows[place], cells[place])
        for place in np.flatnonzero(large).tolist():
            self.faults.add("infinite", rows[place], cells[place])
        written = [cell for cell in cells if "." in cell or "," in cell]
        self._decimals += len(written)
        self._decimal_cell = self._decimal_cell or next(iter(written), "")
        return np.where(broken | large, nan, values)

    def _judge_commas(self, findings: Findings) -> None:
        """A comma is a decimal mark when nothing in the column says otherwise."""
        if self._comma is None:
            return
        row, cell = self._comma
        if self._point:
            line, other = self._point
            self.faults.add("mixed-marks", row, cell, line=str(line), other=excerpt(other))
        elif not self._comma_is_decimal:
            self.faults.add("ambiguous-comma", row, cell)
        else:
            number = excerpt(cell.replace(",", "."))
            name = self.column.name
            findings.note("decimal-commas", column=name, value=excerpt(cell), number=number)

    def _judge_percentages(self, values: NDArray[np.float64]) -> None:
        column = self.column
        if column.high != 1 or not self._outside or self._outside * 2 < len(values):
            return
        if self._outside != self.faults.count:
            return
        most = float(np.nanmax(values, initial=0))
        if _LEAST_PERCENT <= most <= 100 and float(np.nanmin(values, initial=0)) >= (
            column.low or 0
        ):
            told = problem(
                "percentages",
                column=column.name,
                unit=self.faults.unit,
                most=most,
                cells=self._outside,
                expects=column.expects,
            )
            self.faults.replace([told])

    def _say(self, findings: Findings, values: NDArray[np.float64]) -> None:
        name = self.column.name
        if self._decimals:
            cell = excerpt(self._decimal_cell)
            findings.note("whole-decimals", column=name, count=self._decimals, value=cell)
        if self._booleans:
            findings.note("true-and-false", column=name, count=self._booleans)
        is_share = (self.column.type, self.column.low, self.column.high) == ("number", 0, 1)
        if is_share and len(values) >= _FEW and bool(np.isin(values, (0, 1)).all()):
            findings.note("only-0-and-1", column=name)
