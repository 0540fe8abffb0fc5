"""One Parquet file turned into CSV, by a process that a hostile file may kill.

Run by `parquet.py` as a script of its own, with an empty environment: it imports nothing of the
product. Standard input is the file, standard output the CSV; the last line of the error output is
one JSON object: `{"left_out": [...]}`, or `{"code": ...}` with the words of the refusal.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]  # an optional part, without types

_MEGABYTE = 1024 * 1024
_MEMORY, _CPU_SECONDS, _OPEN_FILES = 1024 * _MEGABYTE, 20, 32
_BATCH_ROWS = 4096
# Of all the columns once unpacked, as the file itself announces them.
_MOST_UNPACKED = 512 * _MEGABYTE


def main(most_rows: int, most_columns: int, most_text: int) -> None:
    _bind(most_text)
    import pyarrow

    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    try:
        left_out = _write_csv(most_rows, most_columns)
    except MemoryError:
        _refuse("too-heavy")
    except (pyarrow.ArrowException, OSError, ValueError, KeyError, UnicodeError) as error:
        is_full = isinstance(error, OSError) and error.errno is not None
        _refuse("too-heavy" if is_full else "broken")
    json.dump({"left_out": left_out}, sys.stderr)
    sys.stderr.flush()
    os._exit(0)  # all is written: threads of the library are not worth waiting for, or a crash


def _bind(most_text: int) -> None:
    """Limits before the first byte of the file is read."""
    for limit, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, most_text),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _write_csv(most_rows: int, most_columns: int) -> list[str]:
    """Write the flat columns; returns the names of those that are not."""
    from pyarrow import parquet

    file = parquet.ParquetFile(sys.stdin.buffer)
    schema = file.schema_arrow
    _refuse_large(file.metadata, len(schema), most_rows, most_columns)
    flat = [place for place, field in enumerate(schema) if _is_flat(field.type)]
    names = [schema.field(place).name for place in flat]
    text = TextIOWrapper(sys.stdout.buffer, "utf-8", newline="")
    out = csv.writer(text, lineterminator="\n")
    out.writerow(names)
    if flat:
        wanted = [schema.field(place).name for place in flat]
        for batch in file.iter_batches(_BATCH_ROWS, columns=wanted, use_threads=False):
            out.writerows(_rows(batch.column(name) for name in range(batch.num_columns)))
    text.flush()  # here, where a full disk or a limit is still a refusal
    return [field.name for field in schema if not _is_flat(field.type)]


# Any: pyarrow gives its metadata no types.
def _refuse_large(metadata: Any, columns: int, most_rows: int, most_columns: int) -> None:
    """What the file announces of itself, before any column is unpacked."""
    if metadata.num_rows > most_rows:
        _refuse("too-many-rows", limit=most_rows)
    if columns > most_columns:
        _refuse("too-many-columns", found=columns, limit=most_columns)
    unpacked = sum(
        metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)
    )
    if unpacked > _MOST_UNPACKED:
        _refuse("too-heavy")


def _is_flat(kind: pyarrow.DataType) -> bool:
    """One value a cell, or a list of them, which is how a set is written."""
    from pyarrow import types

    if types.is_dictionary(kind):
        return _is_flat(kind.value_type)
    if types.is_list(kind) or types.is_large_list(kind):
        return bool(types.is_string(kind.value_type) or types.is_integer(kind.value_type))
    return any(
        is_kind(kind)
        for is_kind in (
            *(types.is_boolean, types.is_integer, types.is_floating, types.is_decimal),
            *(types.is_string, types.is_large_string, types.is_null, types.is_date),
        )
    )


def _rows(columns: Iterable[pyarrow.Array]) -> Iterator[tuple[object, ...]]:
    return zip(*(map(_cell, column.to_pylist()) for column in columns), strict=True)


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _refuse(code: str, **words: object) -> NoReturn:
    json.dump({"code": code, **words}, sys.stderr)
    sys.stderr.flush()
    sys.exit(1)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
