"""`passerelle backup DIR`: the database, the files and the secret key, each with its digest.

The manifest is written last: a folder without one is a backup that was cut off."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

SCHEMA = 1
MANIFEST, KEY = "manifest.json", "secret.key"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
# What the data folder holds beside them; what is left out is mail and what is computed again.
FOLDERS = ("files", "partners")


class BackupRefused(Exception):
    """Nothing was done; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a backup."""

    sha256: str
    bytes: int


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = commands.add_parser("backup", help="copy the database, files and key into a folder")
    backup.add_argument("folder", type=Path, help="a new folder, outside the data folder")
    backup.set_defaults(run=run_backup)


def run_backup(options: argparse.Namespace) -> int:
    try:
        kept = write_backup(options.folder.resolve())
    except BackupRefused as refused:
        raise SystemExit(str(refused)) from refused
    except (OSError, sqlite3.Error) as error:
        raise SystemExit(f"The backup is not complete, do not rely on it: {error}.") from error
    total = sum(each.bytes for each in kept.values()) / 1_000_000
    print(f"{len(kept)} files, {total:.1f} MB, written in {options.folder}.")
    for path in _links():
        print(f"{path} is a link: what it leads to is not here. Copy that too.")
    if KEY not in kept:
        print("The secret key is in PASSERELLE_SECRET_KEY: keep it too, apart from this folder.")
    if settings.PKCS11_MODULE:
        print("Signing keys that are in the security module are not here: see its own manual.")
    return 0


def write_backup(folder: Path) -> dict[str, Kept]:
    """The database first: what it speaks of is in the files that are copied after it."""
    _prepare(folder)
    copy_database(folder / DATABASES[connection.vendor])
    for name in FOLDERS:
        for path in files_under(settings.DATA / name):
            _copy(path, folder / path.relative_to(settings.DATA))
    if not os.environ.get("PASSERELLE_SECRET_KEY"):
        _copy(settings.DATA / KEY, folder / KEY)
    kept = {
        path.relative_to(folder).as_posix(): Kept(digest_of(path), path.stat().st_size)
        for path in files_under(folder)
    }
    _write_manifest(folder / MANIFEST, kept)
    return kept


def _prepare(folder: Path) -> None:
    if folder.is_relative_to(settings.DATA):
        raise BackupRefused(f"{folder} is in the data folder. Give a folder outside it.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupRefused(f"{folder} is not empty. Give a new folder; nothing was written.")
    if not connection.introspection.table_names():
        raise BackupRefused("The database is empty: there is nothing to back up yet.")
    if connection.vendor == "postgresql":
        program("pg_dump")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def copy_database(target: Path) -> None:
    """As it is at one instant, while the campus goes on."""
    target.touch(mode=0o600)
    if connection.vendor == "postgresql":
        run_program("pg_dump", "-Fc", "--no-owner", "--no-privileges", f"--file={target}")
        return
    database = sqlite3.connect(connection.settings_dict["NAME"])
    with closing(database), closing(sqlite3.connect(target)) as copy:
        database.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        (found,) = copy.execute("PRAGMA quick_check").fetchone()
    if found != "ok":
        raise BackupRefused(f"The database is damaged ({found}). Restore an earlier backup.")


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupRefused(f"{name} is not there. Run: apt-get install postgresql-client")
    return found


def run_program(name: str, *arguments: str) -> None:
    """A program of PostgreSQL, told by its variables where the database is: no password shows."""
    known = connection.settings_dict
    places = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    places["PGDATABASE"] = "NAME"
    said = {variable: str(known[key]) for variable, key in places.items() if known[key]}
    said |= {f"PG{key.upper()}": str(value) for key, value in known.get("OPTIONS", {}).items()}
    done = subprocess.run(
        [program(name), *arguments], env=os.environ | said, capture_output=True, text=True
    )
    if done.returncode:
        raise OSError(f"{name}: {' '.join(done.stderr.split())}")


def files_under(folder: Path) -> Iterator[Path]:
    """Real files only, in order; a link leads elsewhere and is left out, which `_links` tells."""
    if folder.is_dir():
        found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        yield from sorted(found)


def _links() -> Iterator[Path]:
    for name in FOLDERS:
        folder = settings.DATA / name
        if folder.is_dir():
            yield from sorted(path for path in folder.rglob("*") if path.is_symlink())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        if source.exists():
            raise
        return  # taken away since it was listed
    target.chmod(0o600)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_mark(key: str) -> str:
    """What tells two secret keys apart without giving them."""
    return hashlib.sha256(b"passerelle backup\0" + key.encode()).hexdigest()[:16]


def _write_manifest(path: Path, kept: dict[str, Kept]) -> None:
    product = (settings.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    manifest: dict[str, Any] = {  # Any: what JSON holds
        "schema": SCHEMA,
        "version": tomllib.loads(product)["project"]["version"],
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "secret_key": key_mark(settings.SECRET_KEY),
        "files": {name: asdict(each) for name, each in kept.items()},
    }
    path.touch(mode=0o600)
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
