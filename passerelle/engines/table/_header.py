"""Which column of the file is which column of the schema, whatever its spaces and capitals."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from ._problems import Findings
from ._schema import Column, TableSchema
from ._wording import excerpt, first_few

MOST_COLUMNS: Final = 500
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u2060"))


@dataclass(frozen=True, slots=True)
class Places:
    """Where each column of the schema stands in the file, and the columns nobody asked for."""

    of: Mapping[str, int]
    others: Mapping[str, int]


def plain(name: str) -> str:
    """A name without what people do not see as a difference.

    >>> plain(" Âge-Band ")
    'âge_band'
    """
    visible = unicodedata.normalize("NFC", name).translate(_INVISIBLE)
    return re.sub(r"[\s\-_]+", "_", visible.strip().strip("\"'").strip().casefold())


def places_of(names: Sequence[str], schema: TableSchema, findings: Findings) -> Places:
    """The place of each column; what is missing, double, misnamed or too much is said."""
    if len(names) > MOST_COLUMNS:
        wanted = ", ".join(column.name for column in schema.columns)
        findings.stop("too-many-columns", found=len(names), limit=MOST_COLUMNS, wanted=wanted)
    wanted_names = {plain(column.name): column for column in schema.columns}
    found: dict[str, list[int]] = {}
    others: dict[str, int] = {}
    for place, name in enumerate(names):
        column = wanted_names.get(plain(name))
        if column:
            found.setdefault(column.name, []).append(place)
        elif name.strip():
            others.setdefault(name, place)
    if not found:
        _refuse_unnamed(names, schema, findings)
    _say_doubles(names, found, findings)
    _say_missing(names, schema, Places({}, others), found, findings)
    if others:
        findings.note("columns-ignored", names=first_few(others))
    return Places({name: places[0] for name, places in found.items()}, others)


def _refuse_unnamed(names: Sequence[str], schema: TableSchema, findings: Findings) -> None:
    """A first row of data is no header."""
    if any(_NUMBER.fullmatch(name.strip()) for name in names):
        wanted = ",".join(column.name for column in schema.columns)
        findings.stop("no-header", row=1, found=first_few(names), wanted=wanted)


def _say_doubles(
    names: Sequence[str], found: Mapping[str, Sequence[int]], findings: Findings
) -> None:
    for name, places in found.items():
        written = names[places[0]]
        if len(places) > 1:
            findings.add("column-twice", column=name, found=first_few(names[p] for p in places))
        elif written != name:
            findings.note("header-read", written=excerpt(written), column=name)


def _say_missing(
    names: Sequence[str],
    schema: TableSchema,
    places: Places,
    found: Mapping[str, Sequence[int]],
    findings: Findings,
) -> None:
    missing = [c for c in schema.columns if c.required and c.name not in found]
    for column in missing:
        near = _near(column, list(places.others), alone=len(missing) == 1)
        code = "column-misnamed" if near else "column-missing"
        findings.add(
            code,
            column=column.name,
            found=first_few(names),
            near=excerpt(near),
            expects=column.expects,
        )


def _near(column: Column, others: Sequence[str], *, alone: bool) -> str:
    if alone and len(others) == 1:
        return others[0]
    close = get_close_matches(plain(column.name), [plain(other) for other in others], n=1)
    return next((other for other in others if close and plain(other) == close[0]), "")
