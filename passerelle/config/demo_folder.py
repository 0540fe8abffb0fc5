"""The folder of a demo: new, empty, or made by a demo before, and used by one demo at a time.

Its mark is written before anything else and completed when everything is played: what a demo may
throw away is known even if it was cut off."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_MARK, _MARK_BEING_WRITTEN, _LOCK = "demo.json", "demo.json.part", "demo.lock"
_OF_THE_DEMO = {_MARK, _MARK_BEING_WRITTEN, _LOCK}
_BUILDING, _PLAYED = "building", "played"

Making = Mapping[str, str | int]  # what the demo is played from


class FolderRefused(Exception):
    """No demo is made or served here; the sentence says what to do."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Nobody else's until the block or this process ends; no child inherits the lock (PEP 446)."""
    with _refusals_of(folder):
        _refuse_what_no_demo_made(folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _LOCK).open("a")
    with lock:
        with _refusals_of(folder):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderRefused("Another demo uses this folder.") from None
        yield


def is_unfinished(folder: Path) -> bool:
    return _mark_of(folder).get("state") == _BUILDING


def is_played(folder: Path, making: Making) -> bool:
    return _mark_of(folder) == {"state": _PLAYED, **making}


def begin(folder: Path, making: Making) -> None:
    """Mark the folder, then take away what an earlier demo left there."""
    with _refusals_of(folder):
        _write_mark(folder, {"state": _BUILDING, **making})
        for each in folder.iterdir():
            if each.name in _OF_THE_DEMO:
                continue
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            else:
                each.unlink()


def complete(folder: Path, making: Making) -> None:
    with _refusals_of(folder):
        _write_mark(folder, {"state": _PLAYED, **making})


@contextmanager
def _refusals_of(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderRefused(
            f"{folder} cannot be used ({error.strerror}); give another folder with --data."
        ) from error


def _refuse_what_no_demo_made(folder: Path) -> None:
    names = {each.name for each in folder.iterdir()} if folder.exists() else set()
    if names <= _OF_THE_DEMO or _mark_of(folder):
        return
    what = "a database" if "passerelle.sqlite3" in names else "files"
    raise FolderRefused(
        f"{folder} holds {what} that no demo made; give another folder with --data."
    )


def _mark_of(folder: Path) -> dict[str, object]:
    """Empty when it is none of ours: the first demos had a mark that did not say its state."""
    try:
        found = json.loads((folder / _MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    is_ours = isinstance(found, dict) and found.get("state") in (_BUILDING, _PLAYED)
    return found if is_ours else {}


def _write_mark(folder: Path, mark: Making) -> None:
    """Whole or not at all."""
    written = folder / _MARK_BEING_WRITTEN
    written.write_text(json.dumps(mark), encoding="utf-8")
    os.replace(written, folder / _MARK)
