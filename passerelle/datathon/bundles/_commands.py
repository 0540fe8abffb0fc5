"""The command of a program: where it is written, and what Codabench puts in place of its words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from passerelle.programme.yaml_lines import read_yaml

from ._remarks import BundleRefused

METADATA = ("metadata.yaml", "metadata")
WORD = re.compile(r"\$\{?[A-Za-z_]+\}?")
_MOST_BYTES = 100_000


class Role(StrEnum):
    """Whose program it is; what stands for `$input` depends on it."""

    INGESTION = "ingestion"
    SUBMISSION = "submission"
    SCORING = "scoring"


@dataclass(frozen=True, slots=True)
class Command:
    """`text` is what was written, in `file`, at `line`."""

    text: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Program:
    """A folder that holds a program. `command` is None when its metadata give none."""

    folder: Path
    metadata: str
    command: Command | None
    problem: str = ""
    problem_line: int = 1


def program_in(folder: Path) -> Program:
    """The program of a folder, or of its only subfolder when the metadata are there."""
    home = next((one for one in (folder, *_only_folder(folder)) if metadata_of(one)), folder)
    name = metadata_of(home)
    if not name:
        return Program(home, "", None)
    with (home / name).open("rb") as file:
        written = read_yaml(name, file.read(_MOST_BYTES), foreign=True)
    text = written.value.get("command") if isinstance(written.value, dict) else None
    if text is None or not str(text).strip():
        first = next(iter(written.problems), None)
        return Program(home, name, None, *((first.reason, first.line) if first else ()))
    line = written.line_of(("command",))
    return Program(home, name, Command(str(text).strip(), name, line))


def metadata_of(folder: Path) -> str:
    """metadata.yaml before metadata, as Codabench looks for them."""
    return next((name for name in METADATA if (folder / name).is_file()), "")


def substitutions(role: Role, *, during_scoring: bool) -> Mapping[str, str]:
    """What stands for each word, in the order in which the words are replaced.

    `during_scoring`: the task runs its ingestion program beside the scoring program."""
    scores = role is Role.SCORING or (during_scoring and role is Role.INGESTION)
    return {
        "$input": "/app/input_data" if role is Role.INGESTION else "/app/input",
        "$output": "/app/output",
        "$program": "/app/ingestion_program" if during_scoring and scores else "/app/program",
        "$ingestion_program": "/app/program",
        "$hidden": "/app/input/ref",
        "$shared": "/app/shared",
        "$submission_program": "/app/ingested_program",
        "$tmp": "/app/output",
        "$predictions": "/app/input/res" if scores else "/app/output",
    }


def arguments(command: str, role: Role, *, during_scoring: bool = False) -> tuple[str, ...]:
    """The words of the command: there is no shell, hence no `&&`, no `>` and no `*`."""
    for word, meaning in substitutions(role, during_scoring=during_scoring).items():
        command = command.replace(word, meaning)
    try:
        words = tuple(shlex.split(command))
    except ValueError as broken:
        raise BundleRefused(
            _("The command has a quotation mark that is not closed: %(command)s")
            % {"command": command},
            _("Close it."),
        ) from broken
    if not words:
        raise BundleRefused(_("The command is empty."), _("Write what to run."))
    return words


def _only_folder(folder: Path) -> tuple[Path, ...]:
    below = [one for one in folder.iterdir() if not one.name.startswith((".", "__MACOSX"))]
    alone = len(below) == 1 and below[0].is_dir() and not below[0].is_symlink()
    return (below[0],) if alone else ()
