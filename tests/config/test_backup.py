"""A backup is whole or refused; restored, it is the same campus."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler
from pytest_django import Settings

from passerelle.config import backup
from passerelle.config.backup import BackupRefused, write_backup
from passerelle.config.command import main
from passerelle.config.restore import read_backup
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a stored file, a partner's list, mail and a key."""
    monkeypatch.delenv("PASSERELLE_SECRET_KEY", raising=False)
    folder = tmp_path / "data"
    for name in ("files/papers/a.pdf", "partners/p.json", "mail/code.log", "secret.key"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"content of {name}")
    settings.DATA, settings.SECRET_KEY = folder, "content of secret.key"
    return folder


@pytest.fixture
def live(data: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Its database, in use: someone registered since the log was last put away, and someone is
    about to be."""
    database = data / "passerelle.sqlite3"
    parameters = {"ENGINE": "django.db.backends.sqlite3", "NAME": database}
    opened = ConnectionHandler({"default": parameters})["default"]
    monkeypatch.setattr(backup, "connection", opened)
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("CREATE TABLE people_person (name)")
        writer.execute("INSERT INTO people_person VALUES ('Amina Inventée')")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO people_person VALUES ('Pas Encore')")
        yield database
    opened.close()


@pytest.fixture
def kept(live: Path, tmp_path: Path) -> Path:
    write_backup(tmp_path / "backup")
    return tmp_path / "backup"


def restored(kept: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    names = {name: value for name, value in os.environ.items() if "PASSERELLE" not in name}
    names |= {"DJANGO_SETTINGS_MODULE": "passerelle.config.settings"}
    return subprocess.run(
        [sys.executable, "-m", "passerelle.config.command", "restore", str(kept)],
        env=names | {"PASSERELLE_DATA": str(target)} | environment,
        capture_output=True,
        text=True,
    )


def people_in(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as opened:
        return [name for (name,) in opened.execute("SELECT name FROM people_person")]


def test_what_is_restored_is_the_same_campus_with_its_files_and_its_key(
    kept: Path, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere"

    first, again = restored(kept, target), restored(kept, target)

    assert first.returncode == 0
    assert "yes  the database answers" in first.stdout
    assert people_in(target / "passerelle.sqlite3") == ["Amina Inventée"]
    assert (target / "files/papers/a.pdf").read_text() == "content of files/papers/a.pdf"
    assert (target / "partners/p.json").read_text() == "content of partners/p.json"
    assert (target / "secret.key").read_text() == "content of secret.key"
    assert (target / "secret.key").stat().st_mode & 0o777 == 0o600
    assert again.returncode == 1
    assert again.stderr == (
        "There is a database here already. Set another PASSERELLE_DATA. Nothing was restored.\n"
    )


def test_the_manifest_says_the_version_and_the_digest_of_every_file(kept: Path) -> None:
    manifest = json.loads((kept / "manifest.json").read_text())

    assert (manifest["schema"], manifest["database"]) == (1, "sqlite")
    assert sorted(manifest["files"]) == [
        *("database.sqlite3", "files/papers/a.pdf", "partners/p.json", "secret.key")
    ]
    assert kept.stat().st_mode & 0o777 == 0o700
    assert read_backup(kept).version == manifest["version"]


@pytest.mark.parametrize(
    "name", ["database.sqlite3", "files/papers/a.pdf", "secret.key", "manifest.json"]
)
def test_a_backup_with_a_file_changed_or_missing_is_refused_by_its_name(
    kept: Path, tmp_path: Path, name: str
) -> None:
    missing = shutil.copytree(kept, tmp_path / "missing")
    (kept / name).write_bytes(b"changed")
    (missing / name).unlink()

    for folder in (kept, missing):
        with pytest.raises(BackupRefused, match=name):
            read_backup(folder)


@pytest.mark.parametrize("name", ["files/../../outside", "/etc/passwd", "mail/code.log", "files"])
def test_a_manifest_that_names_a_file_elsewhere_is_refused(kept: Path, name: str) -> None:
    manifest = json.loads((kept / "manifest.json").read_text())
    manifest["files"][name] = {"sha256": "0" * 64, "bytes": 1}
    (kept / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(BackupRefused, match="has no place in a backup"):
        read_backup(kept)


def test_another_secret_key_restores_nothing(kept: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"

    refused = restored(kept, target, PASSERELLE_SECRET_KEY="another one")

    assert refused.returncode == 1
    assert "PASSERELLE_SECRET_KEY is not the key of this backup" in refused.stderr
    assert not (target / "files").exists()


def test_a_folder_that_holds_something_or_is_the_data_s_own_is_refused(
    live: Path, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "something").touch()

    with pytest.raises(SystemExit, match="is not empty"):
        main(["backup", str(tmp_path / "full")])
    with pytest.raises(SystemExit, match="Give a folder outside it"):
        main(["backup", str(data / "files" / "backup")])


def test_a_link_that_is_left_out_is_said(
    live: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = live.parent / "files/elsewhere.pdf"
    link.symlink_to("/etc/hostname")

    main(["backup", str(tmp_path / "backup")])

    assert f"{link} is a link: what it leads to is not here." in capsys.readouterr().out
    assert not (tmp_path / "backup/files/elsewhere.pdf").exists()


def test_a_database_is_copied_as_it_is_while_the_campus_writes(kept: Path) -> None:
    assert people_in(kept / "database.sqlite3") == ["Amina Inventée"]
    assert {path.name for path in kept.glob("database*")} == {"database.sqlite3"}


@pytest.mark.django_db(transaction=True)
def test_a_database_of_postgresql_is_restored_in_an_empty_one(data: Path, tmp_path: Path) -> None:
    if connection.vendor != "postgresql" or not shutil.which("pg_dump"):
        pytest.skip("needs PASSERELLE_DATABASE_URL=postgres://… and pg_dump")
    make_person("Amina Inventée")
    url = os.environ["PASSERELLE_DATABASE_URL"].rpartition("/")[0]
    write_backup(tmp_path / "backup")
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS passerelle_restored")
        cursor.execute("CREATE DATABASE passerelle_restored")

    done = [
        restored(
            tmp_path / "backup",
            tmp_path / "elsewhere",
            PASSERELLE_DATABASE_URL=f"{url}/passerelle_restored",
        )
        for _ in range(2)
    ]

    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE passerelle_restored")
    assert [each.returncode for each in done] == [0, 1]
    assert "yes  the database answers" in done[0].stdout
    assert "There is a database here already." in done[1].stderr
    assert "database.pgdump" in read_backup(tmp_path / "backup").names
