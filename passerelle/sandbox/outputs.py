"""Taking a program's files home: regular files, counted, weighed, and never through a link.

Every writer is dead when this runs; what it left is still hostile. Opened one component at a time
with O_NOFOLLOW (open(2)), below a folder descriptor, so that no name can lead elsewhere."""

from __future__ import annotations

import io
import os
import stat
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO

from .order import Limits
from .outcome import OutputFile

_DEEPEST = 16
_LONGEST_NAME = 200
_MOST_REFUSALS = 50
_PIECE = 1 << 20

# The reasons a file is left out; `wording.py` knows them in French.
NOT_PLAIN_NAME = "its name is not plain text"
LINK = "a symbolic link is not followed"
SPECIAL = "only regular files are taken"
TWO_NAMES = "a file with two names (hard links) is not taken"
TOO_DEEP = "too many folders in one another"
TOO_MANY = "too many files"
TOO_BIG = "too big for what the output may hold"
UNREADABLE = "it cannot be read"
ALREADY = "a file of this name was there already"
REASONS = frozenset(
    {NOT_PLAIN_NAME, LINK, SPECIAL, TWO_NAMES, TOO_DEEP, TOO_MANY, TOO_BIG, UNREADABLE, ALREADY}
)


class Collection:
    """What was taken so far and what was left out, within one order's limits."""

    def __init__(self, keep: Path, limits: Limits) -> None:
        keep.mkdir(parents=True, exist_ok=True)
        self._keep = keep
        self._room = limits.output_mb << 20
        self._most = limits.output_files
        self.taken: list[OutputFile] = []
        self.refused: list[str] = []

    def refuse(self, name: str, reason: str) -> None:
        if len(self.refused) < _MOST_REFUSALS:
            self.refused.append(f"{_shown(name)}: {reason}")

    def take(self, name: str, content: IO[bytes], size_bytes: int) -> None:
        if len(self.taken) >= self._most:
            return self.refuse(name, TOO_MANY)
        if size_bytes > self._room:
            return self.refuse(name, TOO_BIG)
        target = self._keep / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            with os.fdopen(os.open(target, flags, 0o640), "wb") as written:
                copied = _copy(content, written, size_bytes)
        except (FileExistsError, NotADirectoryError):
            return self.refuse(name, ALREADY)
        self._room -= copied
        self.taken.append(OutputFile(name, copied))
        return None


def collect(folder: int, collection: Collection) -> None:
    """Everything below an open folder, in the order of names."""
    for name, parent in _walk(folder, "", collection, depth=0):
        _take_one(name, parent, collection)


def collect_tar(archive: bytes, collection: Collection) -> None:
    """The same from a container's tar: read member by member, nothing extracted by name."""
    with suppress(tarfile.TarError, EOFError, ValueError):
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as opened:
            for member in opened:
                if member.isdir():
                    continue
                name = str(PurePosixPath(member.name))
                reason = _refusal_of_member(name, member)
                content = opened.extractfile(member) if reason is None else None
                if content:
                    collection.take(name, content, member.size)
                elif reason:
                    collection.refuse(name, reason)
        return
    collection.refuse("output", UNREADABLE)


def _walk(
    folder: int, prefix: str, collection: Collection, *, depth: int
) -> Iterator[tuple[str, int]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return collection.refuse(prefix, UNREADABLE)
    for entry in entries:
        name = f"{prefix}{entry.name}"
        if not _is_plain(entry.name) or len(name) > _LONGEST_NAME:
            collection.refuse(name, NOT_PLAIN_NAME)
        elif not entry.is_dir(follow_symlinks=False):
            yield name, folder
        elif depth >= _DEEPEST:
            collection.refuse(name, TOO_DEEP)
        else:
            yield from _walk_below(entry.name, folder, name, collection, depth=depth)
    return None


def _walk_below(
    entry: str, folder: int, name: str, collection: Collection, *, depth: int
) -> Iterator[tuple[str, int]]:
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        inner = os.open(entry, flags, dir_fd=folder)
    except OSError:
        return collection.refuse(name, UNREADABLE)
    try:
        yield from _walk(inner, f"{name}/", collection, depth=depth + 1)
    finally:
        os.close(inner)


def _take_one(name: str, parent: int, collection: Collection) -> None:
    # O_NONBLOCK: a fifo would otherwise wait for a writer that will never come.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    entry = name.rsplit("/", 1)[-1]
    try:
        found = os.stat(entry, dir_fd=parent, follow_symlinks=False)
        reason = _refusal_of(found)
        if reason:
            return collection.refuse(name, reason)
        with os.fdopen(os.open(entry, flags, dir_fd=parent), "rb") as content:
            opened = os.fstat(content.fileno())
            reason = _refusal_of(opened)
            if reason:
                return collection.refuse(name, reason)
            return collection.take(name, content, opened.st_size)
    except OSError:
        return collection.refuse(name, UNREADABLE)


def _refusal_of(found: os.stat_result) -> str | None:
    if stat.S_ISLNK(found.st_mode):
        return LINK
    if not stat.S_ISREG(found.st_mode):
        return SPECIAL
    return TWO_NAMES if found.st_nlink > 1 else None


def _refusal_of_member(name: str, member: tarfile.TarInfo) -> str | None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or len(name) > _LONGEST_NAME:
        return NOT_PLAIN_NAME
    if not all(_is_plain(part) for part in parts):
        return NOT_PLAIN_NAME
    if len(parts) > _DEEPEST + 1:
        return TOO_DEEP
    if member.issym():
        return LINK
    if member.islnk():
        return TWO_NAMES
    # A sparse member is a few bytes that unfold into as many as it likes.
    is_regular = member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and member.sparse is None
    return None if is_regular else SPECIAL


def _is_plain(part: str) -> bool:
    """Printable, and no reversing of the direction of writing; a surrogate is a byte, not text."""
    return part.isprintable() and "\\" not in part and part.strip() == part and part != ""


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in name)[:_LONGEST_NAME]


def _copy(content: IO[bytes], written: IO[bytes], most: int) -> int:
    copied = 0
    while piece := content.read(min(_PIECE, most - copied)):
        written.write(piece)
        copied += len(piece)
    return copied
