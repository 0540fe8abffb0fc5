"""Multiple answers: A|C, A;C, AC or ["A", "C"], each a frozenset."""

import json
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ._faults import Faults
from ._problems import Findings
from ._schema import Column
from ._sheet import Cells
from ._word_cells import by_folded, folded
from ._wording import excerpt

_NONE: Final = frozenset(("[]", "{}", "()", "∅"))
_BRACKETS: Final = re.compile(r"[\[({](.*)[\])}]", re.DOTALL)
_SEPARATORS: Final = re.compile(r"[|;,+/]")
_LETTERS: Final = re.compile(r"[A-Z]{1,10}", re.ASCII)
_MOST_MEMBERS: Final = 1000
_LONGEST_MEMBER: Final = 200


class SetCells:
    """Sets of the column's categories; where it names none, letters when all are letters."""

    def __init__(self, column: Column, faults: Faults) -> None:
        self.column = column
        self.faults = faults
        self._known = by_folded(column.categories or ())
        self._exact = frozenset(column.categories or ())
        self._cells: list[str] = []
        self._split: dict[str, tuple[str, ...] | None] = {}
        self._letters = all(len(word) == 1 for word in column.categories or ())
        self._spelled = ""

    def take(self, cells: Cells, rows: Sequence[int]) -> None:
        self._cells.extend(cells)
        for cell, row in zip(cells, rows, strict=True):
            if cell not in self._split:
                self._split[cell] = self._parts(cell)
            self._check(cell, row)

    def finish(self, findings: Findings) -> NDArray[np.generic]:
        made = np.empty(len(self._cells), dtype=np.object_)
        if self.faults.count:
            return made[:0]
        sets = {cell: frozenset(self._members(parts or ())) for cell, parts in self._split.items()}
        made[:] = [sets[cell] for cell in self._cells]
        if self._spelled:
            members = ", ".join(sorted(sets[self._spelled]))
            name, value = self.column.name, excerpt(self._spelled)
            findings.note("letters", column=name, value=value, members=members)
        return made

    def _check(self, cell: str, row: int) -> None:
        parts = self._split[cell]
        if parts is None:
            self.faults.add("not-a-set", row, cell)
            return
        if not parts:
            if not cell.strip() and not self.column.missing_allowed:
                self.faults.add("no-members", row, cell)
            return
        if self.column.categories is None:
            self._letters &= self._are_letters(parts)
        elif stranger := next((m for m in self._members(parts) if m not in self._exact), None):
            self.faults.add_stranger("not-a-member", row, cell, member=excerpt(stranger))
        if self._letters and any(len(part) > 1 for part in parts):
            self._spelled = self._spelled or cell

    def _parts(self, cell: str) -> tuple[str, ...] | None:
        """What stands between the separators; None where the cell cannot be read."""
        text = cell.strip()
        if not text or text in _NONE:
            return ()
        if text.startswith("["):
            listed = _json_strings(text)
            if listed is not None:
                return listed
        bare = _BRACKETS.fullmatch(text)
        if not bare and folded(text) in self._known:
            return (text,)
        parts = [
            p.strip().strip("\"'").strip() for p in _SEPARATORS.split(bare[1] if bare else text)
        ]
        if not all(parts) or len(parts) > _MOST_MEMBERS or max(map(len, parts)) > _LONGEST_MEMBER:
            return None
        return tuple(parts)

    def _members(self, parts: Sequence[str]) -> list[str]:
        members: list[str] = []
        for part in parts:
            word = part if part in self._exact else self._known.get(folded(part))
            members.extend([word] if word is not None else self._letters_of(part))
        return members

    def _letters_of(self, part: str) -> list[str]:
        """The answers that a run of letters spells; the part itself where it spells none."""
        if not self._letters:
            return [part]
        if self.column.categories is None:
            return list(part)
        letters = [self._known.get(folded(letter)) for letter in part]
        return [part] if None in letters else [letter for letter in letters if letter]

    def _are_letters(self, parts: Sequence[str]) -> bool:
        """A, C, AC, BDE: capital letters in their order, as the answers of a quiz are written."""
        return all(
            _LETTERS.fullmatch(part) is not None and list(part) == sorted(set(part))
            for part in parts
        )


def _json_strings(text: str) -> tuple[str, ...] | None:
    try:
        value = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, list) or len(value) > _MOST_MEMBERS:
        return None
    if not all(isinstance(member, str) and 0 < len(member) <= _LONGEST_MEMBER for member in value):
        return None
    return tuple(member.strip() for member in value)
