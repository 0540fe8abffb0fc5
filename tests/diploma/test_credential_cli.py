"""`passerelle credential`: answers without a database, and never with a stack trace."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from django.test import Client

from passerelle.diploma.cli import add_commands
from passerelle.diploma.printing import drawn
from passerelle.diploma.queries.diplomas import diplomas_of, with_seals
from passerelle.foundation import clock
from tests.diploma.graduation import JUNE, Graduation


def run(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    options = parser.parse_args([str(word) for word in words])
    return int(options.run(options))


@pytest.fixture(scope="module")
def published(graduation_of_the_file: Graduation) -> dict[str, bytes]:
    """A diploma, its PDF and what the site publishes, as files."""
    with clock.standing_at(JUNE):
        credential, client = graduation_of_the_file.issued(), Client()
        (diploma,) = with_seals(list(diplomas_of(credential.edition)))
        return {
            "diploma.json": bytes(credential.document),
            "diploma.pdf": drawn(diploma),
            "trust.json": client.get("/trust.json").content,
            "chum.json": client.get("/status/chum/1").content,
            "bourgogne-europe.json": client.get("/status/bourgogne-europe/1").content,
        }


@pytest.fixture
def folder(published: dict[str, bytes], graduation: Graduation, tmp_path: Path) -> Path:
    for name, content in published.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("name", ["diploma.json", "diploma.pdf"])
def test_a_diploma_verifies_by_published_files_alone(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    status = [folder / "chum.json", folder / "bourgogne-europe.json"]

    code = run(
        *("credential", "verify", folder / name, "--trust", folder / "trust.json"),
        *("--json", "--at", "2026-06-19", "--status", *status),
    )

    report = json.loads(capsys.readouterr().out)
    assert (code, report["verdict"], report["failures"]) == (0, "valid", [])


def test_a_changed_diploma_exits_1_and_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "diploma.json"
    file.write_text(file.read_text().replace("Anaïs", "Anaès"))

    code = run("credential", "verify", file, "--trust", folder / "trust.json")

    assert code == 1
    assert "does not match the content" in capsys.readouterr().out


def test_the_campus_itself_answers_without_a_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("credential", "verify", folder / "diploma.json")

    assert code == 0
    assert capsys.readouterr().out.startswith("valid: Genuine diploma")


def test_the_printed_list_is_the_published_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run("credential", "trust")

    assert (code, capsys.readouterr().out) == (0, (folder / "trust.json").read_text())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("missing.json",), "cannot be read"),
        ((".",), "cannot be read"),
        (("diploma.json", "--trust", "diploma.json"), "Trust list"),
        (("diploma.json", "--trust", "trust.json", "--status", "diploma.pdf"), "UTF-8"),
        (("diploma.json", "--status", "chum.json"), "goes with --trust"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(folder)

    with pytest.raises(SystemExit) as refused:
        run("credential", "verify", *words)

    assert sentence in str(refused.value)


def test_an_empty_file_is_said_to_be_empty(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty").touch()

    code = run("credential", "verify", folder / "empty", "--trust", folder / "trust.json")

    assert code == 1
    assert "The file is empty." in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"\xff", b"%PDF-1.4", b"{" * 60_000, b'{"a":1e999}'])
def test_any_bytes_at_all_are_refused_calmly(folder: Path, data: bytes) -> None:
    (folder / "strange").write_bytes(data)

    code = run("credential", "verify", folder / "strange", "--trust", folder / "trust.json")

    assert code == 1


def test_a_date_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("credential", "verify", folder / "diploma.json", "--at", "yesterday")

    assert "is not a date" in capsys.readouterr().err
