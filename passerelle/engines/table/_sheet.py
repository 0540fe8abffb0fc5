"""A file as columns of text, block by block: what the readers of each format hand over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Cells = Sequence[str]
BLOCK_ROWS: Final = 8192


@dataclass(frozen=True, slots=True)
class Block:
    """A few thousand rows: their numbers in the file, and one sequence of cells a column."""

    rows: Sequence[int]
    cells: Sequence[Cells]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the file was written; `decimal` is the mark of its decimals."""

    format: Literal["csv", "json", "json lines", "parquet"]
    delimiter: str = ""
    decimal: Literal[".", ","] = "."


@dataclass(frozen=True, slots=True)
class Sheet:
    """The names of the columns as written, then the rows."""

    names: Sequence[str]
    blocks: Iterator[Block]
    dialect: Dialect
    encoding: str
