"""A zip from a stranger, unpacked without harm: nothing outside, no link, no bomb."""

from __future__ import annotations

import lzma
import os
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from ._remarks import BundleRefused

_JUNK_FOLDERS, _JUNK_FILES = {"__MACOSX"}, {".DS_Store", "Thumbs.db", "desktop.ini"}
_DRIVE = re.compile(r"^[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_PART, _LONGEST_NAME, _DEEPEST = 200, 1000, 40
_BLOCK, _MOST_DIRECTORY_BYTES = 1 << 20, 16_000_000
_BOMB_BYTES = 64_000_000
_END, _END_SIZE, _END_64_SIZE, _LOCATOR_SIZE = b"PK\x05\x06", 22, 56, 20


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """What an archive may unfold into. The ratio counts for archives that unfold beyond 64 MB."""

    entries: int = 20_000
    megabytes: int = 2_000
    ratio: int = 200


SUBMISSION_LIMITS = ZipLimits(entries=5_000, megabytes=500)


@dataclass(slots=True)
class _Names:
    """The names seen so far: none may be written twice, nor be a file here and a folder there."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    def take(self, name: str) -> None:
        parents = name.split("/")[:-1]
        above = {"/".join(parents[: depth + 1]) for depth in range(len(parents))}
        if name in self.files or name in self.folders or above & self.files:
            raise BundleRefused(
                _("The zip holds “%(name)s” twice.") % {"name": name},
                _("Make the zip again from the folder."),
                file=name,
            )
        self.files.add(name)
        self.folders |= above


def is_junk(name: str) -> bool:
    """What macOS and Windows leave behind in folders and zips."""
    parts = name.split("/")
    last = parts[-1]
    return bool(_JUNK_FOLDERS & set(parts)) or last in _JUNK_FILES or last.startswith("._")


def unpack(archive: Path, into: Path, limits: ZipLimits) -> tuple[str, ...]:
    """Write the files of `archive` under the new folder `into`; their names, sorted.

    Nothing is left there when the archive is refused."""
    into.mkdir(parents=True)
    try:
        if _directory_bytes(archive) > _MOST_DIRECTORY_BYTES:
            raise _too_many(archive.name, limits)
        with zipfile.ZipFile(archive) as opened:
            wanted = _wanted(archive, opened, limits)
            for name, info in wanted:
                _write(opened, info, into / name)
        return tuple(sorted(name for name, _info in wanted))
    except BaseException as stopped:
        shutil.rmtree(into, ignore_errors=True)
        if isinstance(stopped, zipfile.BadZipFile | struct.error):
            raise _not_a_zip(archive.name) from stopped
        raise


def _wanted(
    archive: Path, opened: zipfile.ZipFile, limits: ZipLimits
) -> list[tuple[str, zipfile.ZipInfo]]:
    """Every entry is looked at before the first byte is written."""
    entries = opened.infolist()
    if len(entries) > limits.entries:
        raise _too_many(archive.name, limits)
    size = sum(info.file_size for info in entries)
    packed = max(archive.stat().st_size, 1)
    if size > limits.megabytes * 1_000_000 or (size > _BOMB_BYTES and size / packed > limits.ratio):
        raise BundleRefused(
            _("The zip “%(name)s” (%(packed)d kB) unfolds into %(size)d MB.")
            % {"name": archive.name, "packed": packed // 1000, "size": size // 1_000_000},
            _("Send at most %(limit)d MB, without what the programs do not read.")
            % {"limit": limits.megabytes},
            file=archive.name,
        )
    names = _Names()
    return list(_safe(entries, names))


def _safe(entries: list[zipfile.ZipInfo], names: _Names) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for info in entries:
        name = safe_name(info.orig_filename)
        if info.flag_bits & 0x1:
            raise BundleRefused(
                _("“%(name)s” is locked by a password.") % {"name": name},
                _("Make a zip without a password."),
                file=name,
            )
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise BundleRefused(
                _("“%(name)s” is a link or a device, not a file.") % {"name": name},
                _("Put the file itself in the zip."),
                file=name,
            )
        is_folder = info.orig_filename.endswith(("/", "\\"))
        if name and not is_folder and not is_junk(name):
            names.take(name)
            yield name, info


def safe_name(written: str) -> str:
    """A name inside a folder, with plain slashes; a name that leads elsewhere is refused."""
    name = written.replace("\\", "/")
    parts = [part for part in name.split("/") if part not in {"", "."}]
    leads_out = name.startswith("/") or _DRIVE.match(name) or ".." in parts
    too_long = len(name) > _LONGEST_NAME or len(parts) > _DEEPEST
    too_long = too_long or any(len(part.encode()) > _LONGEST_PART for part in parts)
    if leads_out or too_long or _CONTROL.search(name):
        shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", name)[:200]
        raise BundleRefused(
            _("The name “%(name)s” leads out of the folder, or is no name for a file.")
            % {"name": shown},
            _("Use short relative names without “..”."),
            file=shown,
        )
    return "/".join(parts)


def _write(opened: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    mode = 0o755 if (info.external_attr >> 16) & 0o111 else 0o644
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with opened.open(info) as source, open(os.open(target, flags, mode), "wb") as written:
            while block := source.read(_BLOCK):
                written.write(block)
    except (
        *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError),
        *(RuntimeError, OSError, ValueError),
    ) as broken:
        raise BundleRefused(
            _("“%(name)s” cannot be read from the zip.") % {"name": info.filename},
            _("Make the zip again, with the usual compression."),
            file=info.filename,
        ) from broken


def _directory_bytes(archive: Path) -> int:
    """How long the list of entries says it is: read before anything loads it in memory."""
    with archive.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 65_536 - _END_SIZE - _LOCATOR_SIZE - _END_64_SIZE))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        raise _not_a_zip(archive.name)
    length: int = struct.unpack_from("<L", tail, at + 12)[0]
    long_form = at - _LOCATOR_SIZE - _END_64_SIZE
    if long_form >= 0 and tail[long_form : long_form + 4] == b"PK\x06\x06":
        length = max(length, struct.unpack_from("<Q", tail, long_form + 40)[0])
    return length


def _not_a_zip(name: str) -> BundleRefused:
    return BundleRefused(
        _("“%(name)s” is not a zip, or it is damaged.") % {"name": name},
        _("Send a .zip file."),
        file=name,
    )


def _too_many(name: str, limits: ZipLimits) -> BundleRefused:
    return BundleRefused(
        _("The zip “%(name)s” holds more than %(limit)d files.")
        % {"name": name, "limit": limits.entries},
        _("Leave out what the programs do not read."),
        file=name,
    )
