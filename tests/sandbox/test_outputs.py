"""What comes home: regular files, counted, weighed, never through a link."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest

from passerelle.sandbox import Limits, OutputFile
from passerelle.sandbox.outputs import Collection, collect, collect_tar


@pytest.fixture
def written(tmp_path: Path) -> Path:
    folder = tmp_path / "written"
    folder.mkdir()
    return folder


def brought_home(folder: Path, keep: Path, **limits: int) -> Collection:
    collection = Collection(keep, Limits(**limits))
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    collect(opened, collection)
    os.close(opened)
    return collection


def test_files_and_folders_come_home_in_order(written: Path, tmp_path: Path) -> None:
    (written / "figures").mkdir()
    (written / "figures" / "roc.svg").write_text("<svg/>")
    (written / "données.csv").write_text("id\n")

    collection = brought_home(written, tmp_path / "keep")

    assert collection.taken == [OutputFile("données.csv", 3), OutputFile("figures/roc.svg", 6)]
    assert (tmp_path / "keep" / "figures" / "roc.svg").read_text() == "<svg/>"


def test_traps_stay_where_they_are_each_with_its_reason(written: Path, tmp_path: Path) -> None:
    secret = tmp_path / "labels.csv"
    secret.write_text("secret")
    (written / "labels.csv").symlink_to(secret)
    (written / "folder").symlink_to(tmp_path)
    os.mkfifo(written / "fifo")
    (written / "one").write_text("x")
    os.link(written / "one", written / "two")
    (written / "new\nline").write_text("x")
    (written / os.fsdecode(b"\xff")).write_text("x")

    collection = brought_home(written, tmp_path / "keep")

    assert list((tmp_path / "keep").iterdir()) == []
    assert collection.refused == [
        "fifo: only regular files are taken",
        "folder: a symbolic link is not followed",
        "labels.csv: a symbolic link is not followed",
        "new�line: its name is not plain text",
        "one: a file with two names (hard links) is not taken",
        "two: a file with two names (hard links) is not taken",
        "�: its name is not plain text",
    ]


def test_a_sparse_giant_and_one_file_too_many_stay(written: Path, tmp_path: Path) -> None:
    with (written / "a").open("wb") as giant:
        giant.truncate(1 << 40)
    (written / "b").write_text("b")
    (written / "c").write_text("c")

    collection = brought_home(written, tmp_path / "keep", output_mb=1, output_files=1)

    assert collection.taken == [OutputFile("b", 1)]
    assert collection.refused == [
        "a: too big for what the output may hold",
        "c: too many files",
    ]


def test_a_file_that_was_there_is_not_written_over(written: Path, tmp_path: Path) -> None:
    (written / "scores.json").write_text("theirs")
    (tmp_path / "keep").mkdir()
    (tmp_path / "keep" / "scores.json").write_text("ours")

    collection = brought_home(written, tmp_path / "keep")

    assert collection.refused == ["scores.json: a file of this name was there already"]
    assert (tmp_path / "keep" / "scores.json").read_text() == "ours"


def test_a_hostile_tar_leaves_the_same_traps_behind(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for name, kind, link in [
            ("./good.csv", tarfile.REGTYPE, ""),
            ("../../outside.csv", tarfile.REGTYPE, ""),
            ("/etc/cron.d/x", tarfile.REGTYPE, ""),
            ("link", tarfile.SYMTYPE, "/etc/shadow"),
            ("hard", tarfile.LNKTYPE, "good.csv"),
            ("device", tarfile.CHRTYPE, ""),
        ]:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, link
            member.size = 3 if kind == tarfile.REGTYPE else 0
            tar.addfile(member, io.BytesIO(b"id\n"))
    collection = Collection(tmp_path / "keep", Limits())

    collect_tar(archive.getvalue(), collection)

    assert collection.taken == [OutputFile("good.csv", 3)]
    assert collection.refused == [
        "../../outside.csv: its name is not plain text",
        "/etc/cron.d/x: its name is not plain text",
        "link: a symbolic link is not followed",
        "hard: a file with two names (hard links) is not taken",
        "device: only regular files are taken",
    ]


def test_a_tar_that_is_none_is_said_to_be_unreadable(tmp_path: Path) -> None:
    collection = Collection(tmp_path / "keep", Limits())

    collect_tar(b"tar: not found" * 100, collection)

    assert collection.refused == ["output: it cannot be read"]
