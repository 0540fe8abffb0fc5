"""`passerelle datathon check|run` needs no database, and its exit code can be trusted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from passerelle.config.command import main
from passerelle.datathon import cli
from passerelle.datathon.bundles import run_bundle

from .bundle_samples import RESULTS_BUNDLE, FakeSandbox, changed, written, zipped

Sandboxed = Callable[[Mapping[str, Any]], None]


@pytest.fixture
def sandboxed(monkeypatch: pytest.MonkeyPatch) -> Sandboxed:
    def play(answer: Mapping[str, Any]) -> None:
        runner = FakeSandbox([answer])
        monkeypatch.setattr(
            cli, "run_bundle", lambda *given, **named: run_bundle(*given, **named, runner=runner)
        )

    return play


@pytest.fixture
def sent(tmp_path: Path) -> str:
    return str(zipped(tmp_path / "sent.zip", {"answers.csv": "0 1 1 1"}))


def test_check_is_content_with_a_sound_bundle_and_lists_it_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = written(tmp_path / "b", RESULTS_BUNDLE)

    code = main(["datathon", "check", str(bundle), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (code, told["kind"], told["title"]) == (0, "codabench", "Sepsis watch")
    assert told["leaderboards"] == [
        {"key": "main", "columns": ["accuracy", "error", "mean", "duration"]}
    ]


def test_check_names_the_line_to_mend_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = changed(RESULTS_BUNDLE, "index: 1, sorting: asc", "index: 1, sorting: desc")

    code = main(["datathon", "check", str(written(tmp_path / "b", bad))])

    told = capsys.readouterr().out
    assert code == 1
    assert "competition.yaml:25: warning: “Error” looks like an error" in told


def test_a_hostile_zip_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = zipped(tmp_path / "b.zip", {"../../x": "1"})

    code = main(["datathon", "check", str(bomb)])

    assert code == 1
    assert capsys.readouterr().err.startswith("../../x: error: The name “../../x” leads out")


def test_run_says_the_scores_and_exits_0(
    tmp_path: Path, sent: str, sandboxed: Sandboxed, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = str(written(tmp_path / "b", RESULTS_BUNDLE))
    sandboxed({"scores.json": {"accuracy": 0.75, "error": 0.25}})

    code = main(["datathon", "run", bundle, "--submission", sent, "--phase", "Trial"])

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "Trial: scored.",
        "Task 0, Watch:",
        "  Results | Accuracy: 0.750 (ranks)",
        "  Results | Error: 0.25 (hidden)",
        "  Results | Mean: 0.50",
        "  Results | Duration: missing",
        "  scoring: done in 1.50 s",
    ]


def test_run_gives_the_category_of_a_failure_and_exits_1(
    tmp_path: Path, sent: str, sandboxed: Sandboxed, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle, keep = str(written(tmp_path / "b", RESULTS_BUNDLE)), tmp_path / "kept"
    sandboxed({"last_line": "almost"})

    code = main(["datathon", "run", bundle, "--submission", sent, "--keep", str(keep), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (code, told["scored"]) == (1, False)
    assert told["failure"] == {
        "category": "no scores",
        "sentence": "The scoring program ended without writing scores.json or scores.txt.",
        "program": "scoring",
        "last_line": "almost",
        "limit": "",
        "ours": False,
    }
    assert (keep / "task-0" / "results" / "answers.csv").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "nowhere"], "nowhere does not exist"),
        (["run", "{bundle}", "--submission", "nowhere.zip"], "nowhere.zip does not exist"),
        (["run", "{bundle}", "--submission", "{sent}", "--phase", "9"], "Its phases: 0 (Trial)"),
        (["run", "{bundle}", "--submission", "{sent}", "--keep", "{bundle}"], "is not empty"),
    ],
)
def test_a_misuse_is_said_in_a_sentence_and_exits_2(
    tmp_path: Path,
    sent: str,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    says: str,
) -> None:
    bundle = str(written(tmp_path / "b", RESULTS_BUNDLE))

    code = main(["datathon", *(word.format(bundle=bundle, sent=sent) for word in words)])

    assert code == 2
    assert says in capsys.readouterr().err
