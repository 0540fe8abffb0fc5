"""Tables from Parquet, opened by a process of its own with limits; pyarrow is an optional part."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import IO, NoReturn

from passerelle.engines.table import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Note,
    Problem,
    Table,
    TableRefused,
    TableSchema,
    Wording,
    excerpt,
    read_table,
)

log = logging.getLogger(__name__)
_CHILD = Path(__file__).with_name("parquet_child.py")
# One arena and no spare threads: the address space a well-made file takes stays far from the limit.
_ENVIRONMENT = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "ARROW_IO_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "OMP_NUM_THREADS": "1",
    "LANG": "C.UTF-8",
}
_WALL_SECONDS = 30
_MARK = b"PAR1"
_MOST_NAMED = 5


def can_read_parquet() -> bool:
    """Whether this installation has pyarrow: pages say so before anybody sends a file."""
    return find_spec("pyarrow") is not None


def read_parquet(
    data: bytes | Path,
    schema: TableSchema,
    *,
    most_rows: int = MOST_ROWS,
    most_bytes: int = MOST_BYTES,
) -> Table:
    """The same table as from CSV; raises `TableRefused`, whatever the file does to its reader."""
    if not can_read_parquet():
        _refuse(*_NOT_INSTALLED)
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as text:
        _copy_bounded(data, source, most_bytes)
        report = _converted(source, text, most_rows)
        text.seek(0)
        table = read_table(text.read(), schema, most_rows=most_rows, most_bytes=MOST_BYTES)
    left_out = [excerpt(str(name)) for name in _listed(report.get("left_out"))]
    notes = (*table.notes, *([_left_out(left_out)] if left_out else []))
    return replace(table, dialect=replace(table.dialect, format="parquet"), notes=notes)


def _copy_bounded(data: bytes | Path, source: IO[bytes], most_bytes: int) -> None:
    """The file at its beginning in `source`; refuses what is too large or no whole Parquet file."""
    if isinstance(data, Path):
        try:
            with data.open("rb") as file:
                data = file.read(most_bytes + 1)
        except OSError as error:
            why = error.strerror or "?"
            _refuse(*(sentence.filled(why=why) for sentence in _UNREADABLE))
    if len(data) > most_bytes:
        _refuse(*(each.filled(limit=round(most_bytes / 1_000_000, 1)) for each in _TOO_LARGE))
    if not data.startswith(_MARK):
        _refuse(*_NOT_PARQUET)
    if not data.endswith(_MARK):
        _refuse(*_TRUNCATED)
    source.write(data)
    source.seek(0)


def _converted(source: IO[bytes], text: IO[bytes], most_rows: int) -> Mapping[str, object]:
    """What the child reports, its CSV being in `text`; refuses where it was killed or refused."""
    command = [sys.executable, "-I", "-X", "utf8", str(_CHILD)]
    limits = [str(limit) for limit in (most_rows, MOST_COLUMNS, MOST_BYTES)]
    try:
        done = subprocess.run(
            [*command, *limits],
            stdin=source,
            stdout=text,
            stderr=subprocess.PIPE,
            env=_ENVIRONMENT,
            timeout=_WALL_SECONDS,
        )
    except subprocess.TimeoutExpired:
        _refuse(*_TOO_HEAVY)
    report = _report(done.stderr)
    if done.returncode < 0:
        log.warning("reading a Parquet file was ended by signal %d", -done.returncode)
        _refuse(*_TOO_HEAVY)
    if done.returncode or "code" in report:
        words = {name: value for name, value in report.items() if isinstance(value, int)}
        sentences = _BY_CODE.get(str(report.get("code")), _BROKEN)
        _refuse(*(sentence.filled(**words) for sentence in sentences))
    return report


def _report(error_output: bytes) -> Mapping[str, object]:
    lines = error_output.decode("utf-8", errors="replace").strip().splitlines()
    try:
        report = json.loads(lines[-1])
    except (IndexError, ValueError):
        return {}
    return report if isinstance(report, dict) else {}


def _listed(names: object) -> list[object]:
    return names if isinstance(names, list) else []


def _left_out(names: list[str]) -> Note:
    told = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    return Note("columns-not-flat", _NOT_FLAT.filled(names=told))


def _refuse(reason: Wording, remedy: Wording) -> NoReturn:
    raise TableRefused([Problem(None, None, reason, remedy, "", "parquet")])


_NOT_FLAT = Wording(
    "Colonnes imbriquées ou d’un type inconnu, laissées de côté\u00a0: {names}.",
    "Columns that are nested or of an unknown type, left aside: {names}.",
)
_NOT_INSTALLED = (
    Wording(
        "Cette installation ne lit pas le format Parquet.",
        "This installation does not read Parquet.",
    ),
    Wording(
        "Déposez un CSV, ou demandez que l’on installe requirements/parquet.txt.",
        "Hand in a CSV, or ask for requirements/parquet.txt to be installed.",
    ),
)
_UNREADABLE = (
    Wording("Le fichier ne peut pas être lu ({why}).", "The file cannot be read ({why})."),
    Wording("Vérifiez son nom et ses droits d’accès.", "Check its name and who may read it."),
)
_TOO_LARGE = (
    Wording(
        "Le fichier pèse plus de {limit} Mo, la limite.",
        "The file weighs more than {limit} MB, the limit.",
    ),
    Wording("Ne gardez que les colonnes demandées.", "Keep only the columns asked for."),
)
_NOT_PARQUET = (
    Wording("Ce fichier n’est pas au format Parquet.", "This file is not in Parquet format."),
    Wording(
        "Écrivez-le avec to_parquet (pandas, polars), ou déposez un CSV.",
        "Write it with to_parquet (pandas, polars), or hand in a CSV.",
    ),
)
_TRUNCATED = (
    Wording("Le fichier Parquet est coupé avant sa fin.", "The Parquet file is cut short."),
    Wording("Enregistrez-le à nouveau, puis redéposez-le.", "Save it again, then hand it in."),
)
_BROKEN = (
    Wording("Le fichier Parquet est abîmé.", "The Parquet file is damaged."),
    Wording(
        "Enregistrez-le à nouveau, ou déposez le même tableau en CSV.",
        "Save it again, or hand in the same table as CSV.",
    ),
)
_TOO_HEAVY = (
    Wording(
        "La lecture du fichier Parquet a été arrêtée\u00a0: il demande trop de mémoire, de place "
        "ou de temps.",
        "Reading the Parquet file was stopped: it asks for too much memory, room or time.",
    ),
    Wording(
        "Ne gardez que les colonnes demandées, ou déposez un CSV.",
        "Keep only the columns asked for, or hand in a CSV.",
    ),
)
_BY_CODE = {
    "too-heavy": _TOO_HEAVY,
    "too-many-rows": (
        Wording(
            "Le fichier compte plus de {limit} lignes, la limite.",
            "The file has more than {limit} rows, the limit.",
        ),
        Wording(
            "Donnez une ligne par identifiant demandé, pas davantage.",
            "Give one row for each id asked for, no more.",
        ),
    ),
    "too-many-columns": (
        Wording(
            "Le fichier compte {found} colonnes\u202f; la limite est de {limit}.",
            "The file has {found} columns; the limit is {limit}.",
        ),
        Wording("Gardez les colonnes demandées.", "Keep the columns asked for."),
    ),
}
