"""What is wrong in the cells of one column: the first fifty kept, all of them counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ._problems import MOST_SHOWN, Problem, Unit, problem
from ._schema import Column
from ._wording import Word

_MOST_SAMPLES = 12


@dataclass(slots=True)
class Faults:
    """The faults of a column; `strangers` are cells of another nature than the column's."""

    column: Column
    unit: Unit
    kept: list[Problem] = field(default_factory=list)
    count: int = 0
    strangers: int = 0
    samples: dict[str, None] = field(default_factory=dict)

    def add(self, code: str, row: int, cell: str, **words: Word) -> None:
        self.count += 1
        if len(self.kept) < MOST_SHOWN:
            words = {"expects": self.column.expects, **words}
            name = self.column.name
            made = problem(code, row=row, column=name, value=cell, unit=self.unit, **words)
            self.kept.append(made)

    def add_stranger(self, code: str, row: int, cell: str, **words: Word) -> None:
        """A cell that is not badly written, but of another kind: a word where a number goes."""
        self.add(code, row, cell, **words)
        self.strangers += 1
        if len(self.samples) < _MOST_SAMPLES:
            self.samples[cell.strip()] = None

    def replace(self, problems: Iterable[Problem]) -> None:
        """One sentence for the whole column in place of one for each row."""
        self.kept = list(problems)
        self.count = len(self.kept)
