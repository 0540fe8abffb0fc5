"""Typed tables from strangers' files: CSV and JSON, whatever their encoding and their marks.

`read_table(data, TableSchema(...))` → `Table`, or `TableRefused` with every problem at once.
"""

from ._header import MOST_COLUMNS
from ._problems import MOST_SHOWN, Note, Problem, TableRefused
from ._reading import MOST_BYTES, MOST_ROWS, Format, read_table
from ._schema import Column, ColumnType, TableSchema
from ._sheet import Dialect
from ._table import Table
from ._wording import Language, Wording, excerpt

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "MOST_SHOWN",
    "Column",
    "ColumnType",
    "Dialect",
    "Format",
    "Language",
    "Note",
    "Problem",
    "Table",
    "TableRefused",
    "TableSchema",
    "Wording",
    "excerpt",
    "read_table",
]
