"""A folder read into bytes: every visible file, and what could not be taken in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .problems import Problem

_MOST_FILES, _MOST_BYTES = 5_000, 200 * 1024 * 1024


@dataclass(slots=True)
class Folder:
    """The files by their path; a problem keeps out one file, or all of them."""

    root: Path
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def leave_out(self, path: Path, reason: str, remedy: str) -> None:
        name = path.relative_to(self.root).as_posix()
        shown = name.encode("utf-8", errors="replace").decode()
        self.problems.append(Problem(shown, 0, "", reason, remedy))

    def cannot_read(self, refused: OSError) -> None:
        path = Path(os.fsdecode(refused.filename))
        self.leave_out(path, "This cannot be read.", "Let yourself read it, or remove it.")


def read_folder(folder: Path) -> Folder:
    """Nothing is raised: a folder that is none holds no file, and its problem says why."""
    not_one = _why_no_folder(folder)
    if not_one:
        return _refused(folder, not_one)
    read, size = Folder(folder.resolve()), 0
    for path in _visible(read):
        wrong = _wrong_with(path, read.root)
        if wrong:
            read.leave_out(path, *wrong)
        elif path.is_file():
            size += path.stat().st_size
            if len(read.files) >= _MOST_FILES or size > _MOST_BYTES:
                return _refused(folder, "This folder holds over 5,000 files or 200 MB.")
            _take(read, path)
    if not read.files and not read.problems:
        return _refused(folder, "This folder is empty.")
    return read


def _why_no_folder(folder: Path) -> str:
    try:
        if folder.is_dir():
            return ""
        exists = folder.exists()
    except OSError:  # a name too long, a folder above that is closed
        return "This folder cannot be read."
    return "This is a file, not a folder." if exists else "This folder does not exist."


def _visible(read: Folder) -> Iterator[Path]:
    """What lies below, folders included; nothing hidden, and no link is followed."""
    for below, folders, names in os.walk(read.root, onerror=read.cannot_read):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in (*folders, *sorted(names)):
            if not name.startswith("."):
                yield Path(below, name)


def _wrong_with(path: Path, root: Path) -> tuple[str, str] | None:
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return "The name of this file is not UTF-8 text.", "Rename it."
    if not path.is_symlink():
        return None
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a circle of links is the latter
        return "This link leads nowhere.", "Remove it, or write the file here."
    if not target.is_relative_to(root):
        return "This is a link that leads outside the folder.", "Copy here what it leads to."
    if target.is_dir():
        return "This is a link to a folder: it is not followed.", "Copy here what it leads to."
    return None


def _take(read: Folder, path: Path) -> None:
    try:
        read.files[path.relative_to(read.root).as_posix()] = path.read_bytes()
    except OSError as refused:
        read.cannot_read(refused)


def _refused(folder: Path, reason: str) -> Folder:
    remedy = "Give the programme's own folder: programme.yaml lies at its top."
    return Folder(folder, problems=[Problem(str(folder), 0, "", reason, remedy)])
