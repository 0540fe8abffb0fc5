"""A folder on a disk: what cannot be taken in is named, and the rest is checked all the same."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path

import pytest

from passerelle.programme import folder as reading
from passerelle.programme.checks import read_programme
from passerelle.programme.cli import run_check, run_load
from passerelle.programme.problems import Problem

FOLDER = Path(__file__).parents[2] / "programmes" / "ia-generative-sante"
LESSON = "modules/01-fondements/01-histoire-et-limites/fr.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "programme"))


def checked(folder: Path, *, as_json: bool = False) -> int:
    return run_check(argparse.Namespace(folder=folder, json=as_json))


def reasons(folder: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.reason) for problem in read_programme(folder).problems]


def test_a_link_that_leads_outside_hides_nothing_else(copy: Path) -> None:
    (copy / LESSON).unlink()
    (copy / LESSON).symlink_to(FOLDER / LESSON)
    (copy / "jury" / "regulations.yaml").write_text("quorum: none")

    found = read_programme(copy).problems

    assert found[-1] == Problem(
        LESSON,
        0,
        "",
        "This is a link that leads outside the folder.",
        "Copy here what it leads to.",
    )
    assert {problem.file for problem in found} == {LESSON, "jury/regulations.yaml"}


def test_links_to_a_folder_to_nowhere_and_in_a_circle_are_named(copy: Path) -> None:
    (copy / "circle").symlink_to("circle")
    (copy / "inside").symlink_to("modules")
    (copy / "lost").symlink_to("nowhere")
    (copy / "outside").symlink_to(FOLDER)

    assert reasons(copy) == [
        ("circle", "This link leads nowhere."),
        ("inside", "This is a link to a folder: it is not followed."),
        ("lost", "This link leads nowhere."),
        ("outside", "This is a link that leads outside the folder."),
    ]


def test_a_name_that_is_not_utf8_is_a_problem_that_can_be_printed(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(os.fsdecode(os.fsencode(copy) + b"/\xe9.md")).touch()

    assert checked(copy) == 1
    assert "?.md: The name of this file is not UTF-8 text. Rename it." in capsys.readouterr().out


def test_a_folder_with_too_much_in_it_is_refused_whole(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_MOST_FILES", 10)

    assert reasons(copy) == [(str(copy), "This folder holds over 5,000 files or 200 MB.")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("programme/programme.yaml", "This is a file, not a folder."),
        ("nowhere", "This folder does not exist."),
        ("n" * 300, "This folder cannot be read."),
        ("empty", "This folder is empty."),
    ],
)
def test_what_is_no_programme_is_said_in_one_sentence_in_json_too(
    copy: Path, capsys: pytest.CaptureFixture[str], name: str, reason: str
) -> None:
    (copy.parent / "empty").mkdir()

    code = checked(copy.parent / name, as_json=True)

    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (code, problem["file"], problem["reason"]) == (1, str(copy.parent / name), reason)


def test_loading_says_what_is_wrong_when_no_edition_could_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_load(argparse.Namespace(folder=tmp_path, edition=None))

    assert code == 1
    assert "This folder is empty." in capsys.readouterr().err
