"""Everything wrong with a file, collected: the first fifty, and how many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from ._notes import NOTES
from ._sentences import SENTENCES
from ._wording import Language, Word, Wording, excerpt, said

MOST_SHOWN: Final = 50
Unit = Literal["row", "item"]
_UNITS: Final = {"row": said("ligne", "row"), "item": said("élément", "item")}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: its place, the reason and the remedy, and the beginning of the cell.

    `row` counts as a spreadsheet shows it, the header being row 1; in JSON it is the number of
    the `item`, from 1. None: the whole column, or the whole file when `column` is None too.
    """

    row: int | None
    column: str | None
    reason: Wording
    remedy: Wording
    value_excerpt: str = ""
    code: str = ""
    unit: Unit = "row"

    @property
    def place(self) -> Wording:
        """`row 12, score`; empty for the whole file."""
        row = said("{unit} {row}", "{unit} {row}").filled(unit=_UNITS[self.unit], row=str(self.row))
        column = Wording(self.column or "", self.column or "")
        parts = [*([row] if self.row else []), *([column] if self.column else [])]
        return Wording(", ".join(p.fr for p in parts), ", ".join(p.en for p in parts))

    def in_language(self, language: Language) -> str:
        """The whole problem as one line; a sentence about a column names it itself."""
        place = self.place.in_language(language) if self.row else ""
        colon = "\u00a0: " if language == "fr" else ": "
        told = f"{self.reason.in_language(language)} {self.remedy.in_language(language)}"
        return place + colon + told if place else told

    def as_json(self) -> dict[str, object]:
        """The problem in values JSON can hold."""
        return {
            "code": self.code,
            "row": self.row,
            "column": self.column,
            "value": self.value_excerpt,
            "reason": {"fr": self.reason.fr, "en": self.reason.en},
            "remedy": {"fr": self.remedy.fr, "en": self.remedy.en},
        }

    def __str__(self) -> str:
        return self.in_language("en")


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was understood rather than read as written, or left out: never silently."""

    code: str
    sentence: Wording

    def __str__(self) -> str:
        return self.sentence.en


class TableRefused(ValueError):
    """A file that is not the table asked for: the first problems and how many there are."""

    def __init__(self, problems: Sequence[Problem], total: int | None = None) -> None:
        self.problems = tuple(problems)
        self.total = len(self.problems) if total is None else total
        super().__init__("\n".join(map(str, self.problems)))


def problem(
    code: str,
    *,
    row: int | None = None,
    column: str | None = None,
    value: str = "",
    unit: Unit = "row",
    **words: Word,
) -> Problem:
    """The problem for `code`, its sentences filled with `words` and the beginning of the cell."""
    shown = excerpt(value)
    reason, remedy = (
        sentence.filled(**words, value=shown, column=column or "") for sentence in SENTENCES[code]
    )
    return Problem(row, column, reason, remedy, shown, code, unit)


class Findings:
    """What was found while reading one file."""

    def __init__(self, unit: Unit = "row") -> None:
        self.unit: Unit = unit
        self.total = 0
        self.lost_rows = False
        self._rows = 0
        self.notes: list[Note] = []
        self._kept: list[Problem] = []

    def add(
        self,
        code: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str = "",
        **words: Word,
    ) -> None:
        """Keep one problem; rows come in order, so those after the first fifty are only counted."""
        if row is not None:
            self._rows += 1
            if self._rows > MOST_SHOWN:
                self.total += 1
                return
        made = problem(code, row=row, column=column, value=value, unit=self.unit, **words)
        self.gather([made], total=1)

    def gather(self, problems: Sequence[Problem], *, total: int) -> None:
        """Keep what was found elsewhere, of which `problems` are the first."""
        self._kept.extend(problems)
        self.total += total

    def note(self, code: str, **words: Word) -> None:
        self.notes.append(Note(code, NOTES[code].filled(**words)))

    def stop(
        self, code: str, *, row: int | None = None, value: str = "", **words: Word
    ) -> NoReturn:
        """Reading cannot go on: refuse with this and all that was found before."""
        made = problem(code, row=row, column=None, value=value, unit=self.unit, **words)
        self.gather([made], total=1)
        raise self.refusal()

    def refusal(self) -> TableRefused:
        """The file's problems first, then the columns', then the rows' in their order."""
        ordered = sorted(self._kept, key=lambda each: (each.row is not None, each.row or 0))
        return TableRefused(ordered[:MOST_SHOWN], self.total)
