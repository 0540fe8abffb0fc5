"""The level is remembered where nobody else can write it, and only while what it rests on stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.sandbox import Ended, Order, ProbeOutcome, SandboxLevel, remembered, run, runner

PROBES = (ProbeOutcome("labels", held=True, said="nowhere to be found"),)
FULL = SandboxLevel("full", may_run_code=True, probes=PROBES, runner="bubblewrap", said="Held.")
NONE = SandboxLevel("none", may_run_code=False, probes=(), runner="bubblewrap", said="No bwrap.")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = tmp_path / "own"
    monkeypatch.setattr(remembered, "own_path", lambda: own)
    return own


def test_a_level_is_recalled_as_it_was(folder: Path) -> None:
    remembered.remember(FULL)

    assert remembered.recall("bubblewrap") == FULL
    assert remembered.recall("container") is None


def test_a_refusal_is_not_remembered(folder: Path) -> None:
    remembered.remember(NONE)

    assert remembered.recall("bubblewrap") is None


def test_a_folder_others_may_write_is_not_believed(folder: Path) -> None:
    remembered.remember(FULL)

    folder.chmod(0o777)

    assert remembered.recall("bubblewrap") is None


def test_a_link_in_its_place_is_not_believed(folder: Path, tmp_path: Path) -> None:
    remembered.remember(FULL)
    folder.rename(tmp_path / "elsewhere")

    folder.symlink_to(tmp_path / "elsewhere")

    assert remembered.recall("bubblewrap") is None


def test_another_setting_is_measured_again(folder: Path, monkeypatch) -> None:
    remembered.remember(FULL)

    monkeypatch.setenv("PASSERELLE_SANDBOX_IMAGE", "another")

    assert remembered.recall("bubblewrap") is None


def test_below_the_level_nothing_runs_and_the_reason_is_given(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(runner, "level", lambda: NONE)

    outcome = run(Order(("python", "-c", "pass")), keep=tmp_path / "keep")

    assert (outcome.ended, outcome.limit) == (Ended.NOT_STARTED, "No bwrap.")
    assert not (tmp_path / "keep").exists()
