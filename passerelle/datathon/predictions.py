"""Predictions read against their challenge: typed, each case once, every problem named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from passerelle.engines.table import (
    Column,
    Problem,
    Table,
    TableRefused,
    TableSchema,
    Wording,
    read_table,
)

from .errors import SubmissionRefused
from .kinds.schemas import ColumnSpec, Format, SubmissionSpec
from .parquet import read_parquet

_MEGABYTE = 1_000_000
_MOST_ROWS = 2_000_000


def schema_of(columns: Sequence[ColumnSpec], ids: Sequence[str] | None) -> TableSchema:
    """The table a challenge asks for; `ids`: the cases to answer."""
    return TableSchema(
        columns=tuple(
            Column(
                name=column.name,
                type=column.type,
                low=column.low,
                high=column.high,
                categories=tuple(column.categories) or None,
                required=column.required,
                missing_allowed=column.missing_allowed,
            )
            for column in columns
        ),
        ids=ids,
    )


def read_predictions(data: bytes, *, name: str, asked: SubmissionSpec, ids: Sequence[str]) -> Table:
    """The predictions in the order of `ids`; raises `SubmissionRefused` with every problem."""
    form, schema = _form_of(name, asked), schema_of(asked.columns, ids)
    rows, size = min(_MOST_ROWS, 2 * len(ids) + 1000), asked.megabytes * _MEGABYTE
    try:
        if form == "parquet":
            table = read_parquet(data, schema, most_rows=rows, most_bytes=size)
        else:
            table = read_table(data, schema, format=form, most_rows=rows, most_bytes=size)
    except TableRefused as refused:
        raise SubmissionRefused(refused.problems, refused.total) from None
    return table.aligned_to(ids)


def _form_of(name: str, asked: SubmissionSpec) -> Format:
    form = PurePath(name.lower()).suffix.removeprefix(".")
    for known in asked.format:
        if form == known:
            return known
    raise SubmissionRefused([whole_file(*_unknown_form(form, asked.format))])


def _unknown_form(form: str, known: Sequence[str]) -> tuple[Wording, Wording]:
    taken = ", ".join(known)
    return (
        Wording(
            f"Un fichier «\u00a0{form or '?'}\u00a0» n’est pas accepté ici.",
            f"A “{form or '?'}” file is not taken here.",
        ),
        Wording(f"Envoyez l’un de ces formats\u00a0: {taken}.", f"Send one of these: {taken}."),
    )


def whole_file(reason: Wording, remedy: Wording, *, code: str = "file") -> Problem:
    """A problem of the file rather than of a row."""
    return Problem(None, None, reason, remedy, "", code)
