"""`passerelle restore DIR`: a backup put back where there is no campus yet.

Every digest is checked before anything is touched. The database comes last: a restoration that
was cut off is begun again by the same command."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection

from .backup import (
    DATABASES,
    FOLDERS,
    KEY,
    MANIFEST,
    SCHEMA,
    BackupRefused,
    digest_of,
    key_mark,
    program,
    run_program,
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose every file has the digest it was written with."""

    folder: Path
    names: tuple[str, ...]
    database: str
    made_at: str
    version: str
    key_mark: str


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    restore = commands.add_parser("restore", help="put a backup back where there is no campus yet")
    restore.add_argument("folder", type=Path, help="what passerelle backup wrote")
    restore.set_defaults(run=run_restore)


def run_restore(options: argparse.Namespace) -> int:
    """0 once it is restored; the doctor then says what is left to do."""
    try:
        backup = read_backup(options.folder.resolve())
        put_back(backup)
    except BackupRefused as refused:
        raise SystemExit(f"{refused} Nothing was restored.") from refused
    except (OSError, sqlite3.Error) as error:
        raise SystemExit(f"Restoring stopped ({error}). Mend this, then run it again.") from error
    print(f"Restored in {settings.DATA}: version {backup.version}, of {backup.made_at}.")
    print("What the doctor says of it:", flush=True)
    # In a process of its own, which reads the key that was put back.
    subprocess.run([sys.executable, "-m", "passerelle.config.command", "doctor"])
    return 0


def read_backup(folder: Path) -> Backup:
    """The backup in a folder, or a refusal that names what is wrong with it."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        if manifest["schema"] != SCHEMA:
            raise BackupRefused(
                f"{folder} was written by another version; restore it with that one."
            )
        digests = {str(name): str(each["sha256"]) for name, each in manifest["files"].items()}
        backup = Backup(
            folder=folder,
            names=tuple(digests),
            database=str(manifest["database"]),
            made_at=str(manifest["made_at"]),
            version=str(manifest["version"]),
            key_mark=str(manifest["secret_key"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupRefused(
            f"{folder} holds no whole backup: {MANIFEST} is not there or cannot be read."
        ) from error
    for name, digest in digests.items():
        _check(folder, name, digest)
    if DATABASES.get(backup.database) not in backup.names:
        raise BackupRefused(f"{folder} holds no database.")
    return backup


def _check(folder: Path, name: str, digest: str) -> None:
    path, parts = folder / name, PurePosixPath(name).parts
    in_folder = len(parts) > 1 and parts[0] in FOLDERS and ".." not in parts
    if not in_folder and name not in (KEY, *DATABASES.values()):
        raise BackupRefused(f"{name} has no place in a backup.")
    if not path.is_file() or not path.resolve().is_relative_to(folder):
        raise BackupRefused(f"{name} is not in {folder}: the backup is not whole.")
    if digest_of(path) != digest:
        raise BackupRefused(f"{name} is not what was written: its SHA-256 differs.")


def put_back(backup: Backup) -> None:
    """Files and key, then the database."""
    _refuse_unfit(backup)
    database = DATABASES[backup.database]
    for name in backup.names:
        if name != database:
            _copy(backup.folder / name, settings.DATA / name)
    _put_database_back(backup.folder / database)


def _refuse_unfit(backup: Backup) -> None:
    if backup.database != connection.vendor:
        raise BackupRefused(
            f"The backup is of {backup.database}, PASSERELLE_DATABASE_URL leads to "
            f"{connection.vendor}: set it as it was."
        )
    if connection.introspection.table_names():
        raise BackupRefused("There is a database here already. Set another PASSERELLE_DATA.")
    key = os.environ.get("PASSERELLE_SECRET_KEY")
    if key is None and KEY not in backup.names:
        raise BackupRefused("Set PASSERELLE_SECRET_KEY first: the backup does not hold the key.")
    if key is not None and key_mark(key) != backup.key_mark:
        raise BackupRefused("PASSERELLE_SECRET_KEY is not the key of this backup: set that one.")
    if backup.database == "postgresql":
        program("pg_restore")


def _put_database_back(source: Path) -> None:
    if connection.vendor == "postgresql":
        name = str(connection.settings_dict["NAME"])
        run_program(
            "pg_restore",
            *("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"),
            *("-d", name, str(source)),
        )
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as copy:
        copy.backup(connection.connection)
    connection.close()


def _copy(source: Path, target: Path) -> None:
    """Whole or not at all, for this account alone."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.restoring")
    shutil.copyfile(source, beside)
    beside.chmod(0o600)
    beside.replace(target)
