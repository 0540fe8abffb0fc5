"""Labels, keys and work stay out of sight wherever somebody installed the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.sandbox.interpreter import this_interpreter
from tests.sandbox.conftest import Inside

SEEN = "import os, sys; print(len(os.listdir(sys.argv[1])))"


@pytest.mark.parametrize("variable", ["PASSERELLE_DATA", "PASSERELLE_PROGRAMMES"])
def test_own_folders_below_the_system_are_empty_inside(
    inside: Inside, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    installed = Path("/usr/share")  # any folder of the system, standing for ours
    before = inside(SEEN, str(installed))

    monkeypatch.setenv(variable, str(installed))

    assert int(before.last_line) > 0
    assert inside(SEEN, str(installed)).last_line == "0"


def test_own_folders_among_the_packages_are_empty_inside(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = this_interpreter()
    if python.packages is None:
        pytest.skip("no environment of its own here")
    place = f"{python.packages_at}/django"
    before = inside(SEEN, place)

    monkeypatch.setenv("PASSERELLE_DATA", str(python.packages / "django"))

    assert int(before.last_line) > 0
    assert inside(SEEN, place).last_line == "0"
