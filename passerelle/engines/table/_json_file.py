"""JSON as programs save it: a list of objects, an object of lists, or one object a line."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from ._encoding import Written
from ._header import MOST_COLUMNS, plain
from ._problems import Findings
from ._schema import TableSchema
from ._sheet import BLOCK_ROWS, Block, Cells, Dialect, Sheet

# A file of empty objects takes some 25 times its size once read.
MOST_JSON_BYTES: Final = 16 * 1024 * 1024
_ODD_ESCAPE: Final = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")


class _Doubled(dict[str, object]):
    """An object that writes a key twice."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        counts = Counter(key for key, _ in pairs)
        self.key = next(key for key in counts if counts[key] > 1)


def read_json(written: Written, schema: TableSchema, most_rows: int, findings: Findings) -> Sheet:
    """Every value as the text it was written with: the readers of cells type them all alike."""
    if len(written.content) > MOST_JSON_BYTES:
        findings.stop("json-too-large", limit=MOST_JSON_BYTES // 1024**2)
    text = written.text()
    items = _Items(schema, findings, odd=bool(_ODD_ESCAPE.search(text)))
    one = _parsed(text, findings)
    if isinstance(one, list):
        rows = list(enumerate(one, start=1))
        return items.sheet(rows, most_rows, Dialect("json"), written.encoding)
    if isinstance(one, _Lines):
        return items.sheet(one.items, most_rows, Dialect("json lines"), written.encoding)
    if not isinstance(one, dict) or not one:
        findings.stop("json-shape", first=schema.columns[0].name)
    if isinstance(one, _Doubled):
        findings.stop("key-twice", key=one.key)
    if _holds_columns(one, schema):
        return items.sheet_of_lists(one, most_rows, written.encoding)
    return items.sheet([(1, one)], most_rows, Dialect("json"), written.encoding)


def _holds_columns(one: Mapping[str, object], schema: TableSchema) -> bool:
    """Whether an object is a table of lists; a row may hold a list too, where a set goes."""
    sets = {plain(column.name) for column in schema.columns if column.type == "set"}
    wanted = {plain(column.name) for column in schema.columns} - sets
    single = [value for name, value in one.items() if plain(name) in (wanted or sets)]
    return any(isinstance(value, list | dict) for value in single or one.values())


@dataclass(frozen=True, slots=True)
class _Lines:
    items: list[tuple[int, object]]


def _parsed(text: str, findings: Findings) -> object:
    """The value of the file; its lines' values where it holds one object a line."""
    try:
        return _value(text)
    except json.JSONDecodeError as error:
        start = text.lstrip()[:1]
        if start == "{" and error.msg.startswith("Extra data"):
            return _Lines(list(_lines(text, findings)))
        findings.stop("broken-json", line=str(error.lineno), character=str(error.colno))
    except RecursionError:
        findings.stop("deep-json")


def _lines(text: str, findings: Findings) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, _value(line)
        except json.JSONDecodeError as error:
            findings.lost_rows = True
            findings.add(
                "broken-json", row=number, line=str(number), character=str(error.colno), value=line
            )
        except RecursionError:
            findings.stop("deep-json", row=number)


def _value(text: str) -> object:
    return json.loads(
        text, object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=str
    )


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _Doubled(pairs)


class _Items:
    """Objects turned into columns of text."""

    def __init__(self, schema: TableSchema, findings: Findings, *, odd: bool) -> None:
        self._schema = schema
        self._findings = findings
        self._odd = odd
        self._wanted = {plain(column.name) for column in schema.columns}

    def sheet(
        self,
        items: Sequence[tuple[int, object]],
        most_rows: int,
        dialect: Dialect,
        encoding: str,
    ) -> Sheet:
        """A sheet of rows that are objects; what is no object, or ambiguous, is said."""
        if len(items) > most_rows:
            self._findings.stop("too-many-rows", limit=most_rows)
        rows: list[int] = []
        objects: list[Mapping[str, object]] = []
        for row, item in items:
            if isinstance(item, _Doubled):
                self._findings.add("key-twice", row=row, key=item.key)
            elif isinstance(item, dict):
                rows.append(row)
                objects.append(item)
            else:
                first = self._schema.columns[0].name
                self._findings.add("item-shape", row=row, value=_cell(item), first=first)
        self._findings.lost_rows |= len(objects) < len(items)
        if not objects:
            self._refuse_empty()
        names = list(dict.fromkeys(name for each in objects for name in each))[: MOST_COLUMNS + 1]
        return Sheet(names, self._blocks(names, rows, objects), dialect, encoding)

    def _refuse_empty(self) -> NoReturn:
        if self._findings.total:
            raise self._findings.refusal()
        self._findings.stop("no-rows")

    def _blocks(
        self, names: Sequence[str], rows: Sequence[int], objects: Sequence[Mapping[str, object]]
    ) -> Iterator[Block]:
        for start in range(0, len(objects), BLOCK_ROWS):
            some = objects[start : start + BLOCK_ROWS]
            numbers = rows[start : start + BLOCK_ROWS]
            cells: list[Cells] = [
                [_cell(each.get(name)) for each in some] if not start or self._wants(name) else ()
                for name in names
            ]
            yield self._checked(Block(numbers, cells))

    def sheet_of_lists(self, lists: Mapping[str, object], most_rows: int, encoding: str) -> Sheet:
        """A sheet of columns that are lists (or objects by row number, as pandas writes them)."""
        columns: dict[str, list[object]] = {}
        for name, value in lists.items():
            values = list(value.values()) if isinstance(value, dict) else value
            if isinstance(values, list):
                columns[name] = values
            elif self._wants(name):
                self._findings.add("not-a-list", column=name, value=_cell(values))
        columns = {name: values for name, values in columns.items() if self._wants(name)} or columns
        lengths = {name: len(values) for name, values in columns.items()}
        if max(lengths.values(), default=0) > most_rows:
            self._findings.stop("too-many-rows", limit=most_rows)
        if len(set(lengths.values())) > 1:
            told = ", ".join(f"{name} {length}" for name, length in list(lengths.items())[:5])
            self._findings.stop("uneven-lists", found=told)
        names = list(columns)[: MOST_COLUMNS + 1]
        return Sheet(names, self._slices(names, columns), Dialect("json"), encoding)

    def _slices(
        self, names: Sequence[str], columns: Mapping[str, Sequence[object]]
    ) -> Iterator[Block]:
        count = max(map(len, columns.values()), default=0)
        for start in range(0, count, BLOCK_ROWS):
            end = min(start + BLOCK_ROWS, count)
            cells = [[_cell(value) for value in columns[name][start:end]] for name in names]
            yield self._checked(Block(range(start + 1, end + 1), cells))

    def _wants(self, name: str) -> bool:
        return plain(name) in self._wanted

    def _checked(self, block: Block) -> Block:
        """Half characters and NULs can only come by an escape: look where there is one."""
        if self._odd:
            for cells in block.cells:
                for row, cell in zip(block.rows, cells, strict=False):
                    if "\0" in cell:
                        self._findings.stop("nul-byte", row=row)
                    if any("\ud800" <= character <= "\udfff" for character in cell):
                        self._findings.stop("half-character", row=row)
        return block


def _cell(value: object) -> str:
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return json.dumps(value, ensure_ascii=False)
