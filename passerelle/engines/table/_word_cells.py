"""Ids, categories and texts: trimmed, recognised whatever their case, never evaluated."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ._faults import Faults
from ._number_cells import NUMBER, is_missing
from ._problems import Findings
from ._schema import Column
from ._sheet import Cells
from ._wording import excerpt

_LONGEST_WORD: Final = 200
_FORMULA_STARTS: Final = ("=", "+", "-", "@")


def folded(word: str) -> str:
    """A word without what people do not see as a difference; 1.0 is 1, true is 1.

    >>> folded(" Malignant "), folded("1.0")
    ('malignant', '1')
    """
    plain = " ".join(unicodedata.normalize("NFC", word).split()).casefold()
    if NUMBER.fullmatch(plain) and plain.endswith((".0", ".")):
        return plain.partition(".")[0]
    return plain


def by_folded(words: Sequence[str]) -> Mapping[str, str]:
    """The word that each folded form stands for, where it can only be one."""
    forms = Counter(map(folded, words))
    known = {folded(word): word for word in words if forms[folded(word)] == 1}
    for name, number in (("true", "1"), ("false", "0")):
        if name not in forms and number in known and set(words) == {"0", "1"}:
            known[name] = known[number]
    return known


class CategoryCells:
    """One word a cell: of the column's categories, or any where it names none."""

    def __init__(self, column: Column, faults: Faults) -> None:
        self.column = column
        self.faults = faults
        self._words: list[str] = []
        self._exact = {word: word for word in column.categories or ()}
        self._folded = by_folded(column.categories or ())
        self._read_as: Counter[tuple[str, str]] = Counter()

    def take(self, cells: Cells, rows: Sequence[int]) -> None:
        if self.column.categories is None:
            words = [cell.strip() for cell in cells]
            if not all(words) or max(map(len, words)) > _LONGEST_WORD:
                for place, word in enumerate(words):
                    self._check_free(word, rows[place])
            self._words.extend(words)
            return
        known = list(map(self._exact.get, cells))
        self._words.extend(
            word if word is not None else self._recognised(cell, row)
            for word, cell, row in zip(known, cells, rows, strict=True)
        )

    def finish(self, findings: Findings) -> NDArray[np.generic]:
        for (written, word), count in sorted(self._read_as.items())[:5]:
            name = self.column.name
            findings.note("read-as", column=name, written=excerpt(written), value=word, count=count)
        if self.column.categories is None and not self.faults.count:
            self._say_twins(findings)
        return np.array(self._words if not self.faults.count else [], dtype=np.str_)

    def _recognised(self, cell: str, row: int) -> str:
        word = self._folded.get(folded(cell))
        if word is not None:
            if cell.strip() != word:
                self._read_as[cell.strip(), word] += 1
            return word
        if is_missing(cell):
            if not self.column.missing_allowed:
                self.faults.add("not-given" if cell.strip() else "empty-cell", row, cell.strip())
        else:
            self.faults.add_stranger("not-a-category", row, cell)
        return ""

    def _check_free(self, word: str, row: int) -> None:
        if not word and not self.column.missing_allowed:
            self.faults.add("empty-cell", row, word)
        if len(word) > _LONGEST_WORD:
            self.faults.add("too-long", row, word, limit=_LONGEST_WORD)

    def _say_twins(self, findings: Findings) -> None:
        """F and f are two groups of people, or one badly written: the reader must know."""
        met: dict[str, str] = {}
        for word in dict.fromkeys(self._words):
            first = met.setdefault(folded(word), word)
            if first != word:
                name = self.column.name
                findings.note(
                    "case-differs", column=name, first=excerpt(first), second=excerpt(word)
                )


class TextCells:
    """Texts as they are; one that begins like a formula stays a text, and is said."""

    def __init__(self, column: Column, faults: Faults) -> None:
        self.column = column
        self.faults = faults
        self._texts: list[str] = []
        self._formulas = 0
        self._formula = ""

    def take(self, cells: Cells, rows: Sequence[int]) -> None:
        self._texts.extend(cells)
        for place, cell in enumerate(cells):
            if not cell.strip() and not self.column.missing_allowed:
                self.faults.add("empty-cell", rows[place], cell)
            elif cell.startswith(_FORMULA_STARTS) and not NUMBER.fullmatch(cell.strip()):
                self._formulas += 1
                self._formula = self._formula or cell

    def finish(self, findings: Findings) -> NDArray[np.generic]:
        if self._formulas:
            name, value = self.column.name, excerpt(self._formula)
            findings.note("formulas", column=name, count=self._formulas, value=value)
        return np.array(self._texts, dtype=np.object_)


class IdCells:
    """The ids, each once: which rows they came from is kept to say where one was met before."""

    def __init__(self, column: Column, faults: Faults) -> None:
        self.column = column
        self.faults = faults
        self.ids: list[str] = []
        self._rows: list[Sequence[int]] = []

    def take(self, cells: Cells, rows: Sequence[int]) -> None:
        words = list(map(str.strip, cells))
        self.ids.extend(words)
        self._rows.append(rows)
        if not all(words) or max(map(len, words)) > _LONGEST_WORD:
            for place, word in enumerate(words):
                if not word:
                    self.faults.add("id-empty", rows[place], word)
                elif len(word) > _LONGEST_WORD:
                    self.faults.add("too-long", rows[place], word, limit=_LONGEST_WORD)

    def finish(self, _findings: Findings) -> NDArray[np.generic]:
        if len(set(self.ids)) != len(self.ids):
            self._say_doubles()
        return np.array(self.ids if not self.faults.count else [], dtype=np.str_)

    def _say_doubles(self) -> None:
        met: dict[str, int] = {}
        rows = (row for some in self._rows for row in some)
        for row, word in zip(rows, self.ids, strict=True):
            first = met.setdefault(word, row)
            if word and first != row:
                self.faults.add("id-twice", row, word, line=str(first))
