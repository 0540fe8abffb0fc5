"""A zip from a stranger writes nothing outside its folder, and never more than it may."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from passerelle.datathon.bundles import BundleRefused, ZipLimits
from passerelle.datathon.bundles._zips import unpack

from .bundle_samples import in_english, zipped  # noqa: F401  # a fixture

LIMITS = ZipLimits(entries=20, megabytes=100)


def _with(target: Path, *entries: tuple[str, bytes, int]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mode in entries:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target


def _patched(target: Path, change: Callable[[bytearray], None]) -> Path:
    data = bytearray(zipped(target, {"a.txt": "hello" * 50}).read_bytes())
    change(data)
    target.write_bytes(data)
    return target


def _encrypt(data: bytearray) -> None:
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1


def _unknown_method(data: bytearray) -> None:
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(mark) + at, 99)


def _corrupt(data: bytearray) -> None:
    data[40:44] = b"\xff\xff\xff\xff"


def _endless_directory(data: bytearray) -> None:
    struct.pack_into("<L", data, data.index(b"PK\x05\x06") + 12, 0xFFFFFFF0)


def test_files_come_out_without_junk_and_with_plain_slashes(tmp_path: Path) -> None:
    files = {"a/b.txt": "1", "a\\c.txt": "2", "./d.txt": "3", "__MACOSX/a": "x", "a/.DS_Store": "x"}

    names = unpack(zipped(tmp_path / "z.zip", files), tmp_path / "out", LIMITS)

    assert names == ("a/b.txt", "a/c.txt", "d.txt")
    assert [(tmp_path / "out" / name).read_text() for name in names] == ["1", "2", "3"]


def test_a_program_stays_one_that_can_be_run(tmp_path: Path) -> None:
    archive = _with(tmp_path / "z.zip", ("run.sh", b"#!/bin/sh\n", stat.S_IFREG | 0o755))

    unpack(archive, tmp_path / "out", LIMITS)

    assert (tmp_path / "out" / "run.sh").stat().st_mode & 0o111


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([("../out.txt", b"x", 0)], "“../out.txt” leads out"),
        ([("/etc/cron.d/x", b"x", 0)], "“/etc/cron.d/x” leads out"),
        ([("C:\\x.txt", b"x", 0)], "“C:/x.txt” leads out"),
        ([("a\nb", b"x", 0)], "leads out"),
        ([("a/" * 50 + "b", b"x", 0)], "leads out"),
        ([("link", b"/etc/shadow", stat.S_IFLNK | 0o777)], "“link” is a link or a device"),
        ([("pipe", b"", stat.S_IFIFO | 0o644)], "“pipe” is a link or a device"),
        ([("a", b"1", 0), ("a", b"2", 0)], "“a” twice"),
        ([("a", b"1", 0), ("a/b", b"2", 0)], "“a/b” twice"),
        ([("a/b", b"1", 0), ("a", b"2", 0)], "“a” twice"),
        ([(str(n), b"", 0) for n in range(21)], "more than 20 files"),
        ([("zeros", bytes(65_000_000), 0)], "unfolds into 65 MB"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_zip_is_refused_by_name_and_leaves_nothing(
    tmp_path: Path, entries: list[tuple[str, bytes, int]], says: str
) -> None:
    archive = _with(tmp_path / "z.zip", *entries)

    with pytest.raises(BundleRefused, match=says):
        unpack(archive, tmp_path / "in" / "out", LIMITS)

    assert list((tmp_path / "in").iterdir()) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_encrypt, "“a.txt” is locked by a password"),
        (_unknown_method, "“a.txt” cannot be read"),
        (_corrupt, "“a.txt” cannot be read"),
        (_endless_directory, "more than 20 files"),
        (bytearray.clear, "is not a zip"),
        (lambda data: data.extend(b"x" * 70_000), "is not a zip"),
    ],
)
def test_a_zip_that_lies_or_is_damaged_is_refused(
    tmp_path: Path, change: Callable[[bytearray], None], says: str
) -> None:
    archive = _patched(tmp_path / "z.zip", change)

    with pytest.raises(BundleRefused, match=says):
        unpack(archive, tmp_path / "in" / "out", LIMITS)

    assert list((tmp_path / "in").iterdir()) == []
