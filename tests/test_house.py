"""The house keeps its own rules, and the rules do bite."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import house_rules  # noqa: E402  # tools are scripts, not a package
import templates  # noqa: E402


def test_the_house_keeps_its_rules() -> None:
    assert list(house_rules.all_faults()) == []


def nodes_of(source: str) -> list[ast.AST]:
    return list(ast.walk(ast.parse(source)))


def test_a_key_written_as_text_that_points_upward_is_caught() -> None:
    campus = ROOT / "passerelle" / "campus" / "models" / "people.py"
    upward = nodes_of('panel = models.ForeignKey("jury.Panel", on_delete=models.PROTECT)')
    downward = nodes_of('who = models.ForeignKey("people.Person", on_delete=models.PROTECT)')

    assert [fault.split(": ", 1)[1] for fault in house_rules.upward_keys(campus, upward)] == [
        "a key to jury.Panel points upward"
    ]
    assert list(house_rules.upward_keys(campus, downward)) == []


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("<small>{{ kind }} · {{ module }}</small>", True),
        ("  · {{ module }}", True),
        ('{{ jurors|join:" · " }}', True),
        ("<small>{{ kind }}&nbsp;· {{ module }}</small>", False),
        ("<title>{{ page }} · Passerelle</title>", False),
    ],
)
def test_a_separator_that_may_begin_a_line_is_caught(line: str, caught: bool) -> None:
    faults = [what for rule, what in templates.FAULTS.items() if re.search(rule, line)]

    assert any("separator" in what for what in faults) == caught


@pytest.mark.parametrize("name", ["utils", "process", "handle", "new_score", "sheet_v2", "tmp"])
def test_names_that_say_nothing_are_caught(name: str) -> None:
    faults = house_rules.bad_names(Path("x.py"), nodes_of(f"{name} = 1"))

    assert len(list(faults)) == 1


def test_a_part_without_its_room_in_the_order_is_caught_by_the_linter() -> None:
    order = re.search(r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL)
    assert order is not None
    parts = set(re.findall(r"[a-z]+", order[1]))

    folders = {path.parent.name for path in ROOT.glob("passerelle/*/__init__.py")}

    assert parts == folders


def test_no_file_of_the_repository_names_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    address = re.compile(r"(pypi|pythonhosted|npmjs|deb\.debian)\." + r"(org|com|net)|index-url")

    named = [
        name
        for name in listed.stdout.splitlines()
        if (ROOT / name).is_file()
        and name != "tests/test_house.py"
        and address.search((ROOT / name).read_text(errors="ignore"))
    ]

    assert named == []


def test_every_dependency_is_pinned_exactly() -> None:
    lines = [
        line.strip()
        for path in (ROOT / "requirements").glob("*.txt")
        for line in path.read_text().splitlines()
        if line.strip() and not line.startswith(("#", "-r"))
    ]

    assert [line for line in lines if not re.fullmatch(r"[\w.\[\]-]+==[\w.]+", line)] == []
