"""What a table must hold: its columns, their types and bounds, the ids it must answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ._wording import Wording, first_few, said

ColumnType = Literal["id", "number", "integer", "text", "category", "set"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `required` of the file, `missing_allowed` in a cell.

    `categories` are the values of a category or the members of a set; None: any.
    """

    name: str
    type: ColumnType = "text"
    low: float | None = None
    high: float | None = None
    categories: tuple[str, ...] | None = None
    required: bool = True
    missing_allowed: bool = False

    def __post_init__(self) -> None:
        if self.type not in get_args(ColumnType):
            known = ", ".join(get_args(ColumnType))
            raise ValueError(f"{self.type} is not a type of column: use one of {known}.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"The column {self.name} has its low above its high.")

    @property
    def is_numeric(self) -> bool:
        return self.type in ("number", "integer")

    @property
    def expects(self) -> Wording:
        """What one cell of it must hold, to end a sentence with."""
        match self.type:
            case "number":
                return said("un nombre{bounds}", "a number{bounds}").filled(bounds=self.bounds)
            case "integer":
                return said("un nombre entier{bounds}", "a whole number{bounds}").filled(
                    bounds=self.bounds
                )
            case "category" if self.categories:
                return said("une valeur parmi {these}", "one of {these}").filled(
                    these=first_few(self.categories)
                )
            case "set" if self.categories:
                return said("une ou plusieurs valeurs parmi {these}", "some of {these}").filled(
                    these=first_few(self.categories)
                )
            case "id":
                return said("un identifiant", "an id")
            case _:
                return said("un texte", "a text")

    @property
    def bounds(self) -> Wording:
        """`, between 0 and 1`: begins with its comma; empty without bounds."""
        if self.low is not None and self.high is not None:
            bounds = said(" entre {low} et {high}", " between {low} and {high}")
            return bounds.filled(low=self.low, high=self.high)
        if self.low is not None:
            return said(" de {low} ou plus", " of {low} or more").filled(low=self.low)
        if self.high is not None:
            return said(" de {high} ou moins", " of {high} or less").filled(high=self.high)
        return Wording("", "")


@dataclass(frozen=True, slots=True)
class TableSchema:
    """The columns of a table; `ids` are those it must answer, each once (None: any ids)."""

    columns: Sequence[Column]
    ids: Collection[str] | None = None

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"A column is named twice in the schema: {', '.join(names)}.")
        if sum(column.type == "id" for column in self.columns) > 1:
            raise ValueError("A table has at most one column of ids.")

    @property
    def id_column(self) -> Column | None:
        return next((column for column in self.columns if column.type == "id"), None)
