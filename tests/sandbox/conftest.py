"""A sandbox to test in, where this machine can have one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from passerelle.sandbox import Limits, Order, Outcome, SandboxLevel, level, run
from passerelle.sandbox.selftest import pids_with

Inside = Callable[..., Outcome]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker measures the level, and takes every test that needs it."""
    for item in items:
        if "measured" in set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("sandbox"))


@pytest.fixture(scope="session")
def measured() -> SandboxLevel:
    """Every hostile probe, run once."""
    reached = level(again=True)
    if not reached.probes:
        pytest.skip(f"no sandbox here: {reached.said}")
    return reached


@pytest.fixture
def inside(measured: SandboxLevel, tmp_path: Path) -> Inside:
    """Run a few lines of Python in the sandbox of this machine."""
    if not measured.may_run_code:
        pytest.skip(f"no sandbox here: {measured.said}")

    def run_inside(
        code: str, *words: str, limits: Limits | None = None, **order: object
    ) -> Outcome:
        command = ("python", "-c", code, *words)
        asked = Order(command, limits=limits or Limits(wall_seconds=20), **order)
        return run(asked, keep=tmp_path / "kept")

    return run_inside


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def gone_within(seconds: float, nonce: str) -> list[int]:
    """What still runs with this word in its command line, after some patience."""
    patience = time.monotonic() + seconds
    while (left := pids_with(nonce)) and time.monotonic() < patience:
        time.sleep(0.02)
    return left
