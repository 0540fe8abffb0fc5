"""A programme folder read into typed values, with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from .problems import Problem
from .schemas import ActivityFile, EditionFile, ModuleFile, ProgrammeFile
from .yaml_lines import YamlFile, read_yaml

_MOST_FILES, _MOST_BYTES = 5_000, 200 * 1024 * 1024
Schema = TypeVar("Schema", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ActivitySource:
    """An activity's folder: `path` ends without a slash."""

    slug: str
    path: str
    yaml: YamlFile
    file: ActivityFile


@dataclass(frozen=True, slots=True)
class ModuleSource:
    slug: str
    path: str
    yaml: YamlFile
    file: ModuleFile
    activities: tuple[ActivitySource, ...]


@dataclass(slots=True)
class ProgrammeSource:
    """The folder as read; `problems` grows while it is read and checked."""

    files: Mapping[str, bytes]
    programme: ProgrammeFile | None = None
    programme_yaml: YamlFile | None = None
    modules: tuple[ModuleSource, ...] = ()
    editions: dict[str, EditionFile] = field(default_factory=dict)
    unplayable: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def under(self, folder: str) -> Iterator[str]:
        """The files below a folder, in order."""
        return (name for name in sorted(self.files) if name.startswith(f"{folder}/"))

    def subfolders(self, folder: str) -> list[str]:
        """The names of the folders directly below a folder, in order."""
        start = len(folder) + 1
        inner = (name[start:] for name in self.under(folder))
        return sorted({name.split("/", 1)[0] for name in inner if "/" in name})

    def trouble(self, file: str, reason: str, remedy: str, *, line: int = 0, at: str = "") -> None:
        self.problems.append(Problem(file, line, at, reason, remedy))

    def typed(self, name: str, schema: type[Schema]) -> tuple[YamlFile | None, Schema | None]:
        """Read one YAML file into its schema; every error is noted with its line."""
        if name not in self.files:
            self.trouble(name, "This file is missing.", "Write it (see docs/programme.md).")
            return None, None
        yaml = read_yaml(name, self.files[name])
        self.problems.extend(yaml.problems)
        if yaml.value is None:
            return yaml, None
        return yaml, self.validated(yaml, schema)

    def validated(self, yaml: YamlFile, schema: type[Schema]) -> Schema | None:
        try:
            return schema.model_validate(yaml.value)
        except ValidationError as refused:
            for error in refused.errors(include_url=False):
                place = ".".join(str(step) for step in error["loc"])
                line = yaml.line_of(error["loc"])
                reason, remedy = _in_words(error["type"], error["msg"], str(error["input"]))
                self.problems.append(Problem(yaml.name, line, place, reason, remedy))
            return None


def _in_words(kind: str, message: str, given: str) -> tuple[str, str]:
    if kind == "missing":
        return "This field is missing.", "Add it."
    if kind == "extra_forbidden":
        return "This field is unknown.", "Check its spelling, or remove it."
    shown = given if len(given) < 60 else given[:57] + "…"
    return f"{message} (here: {shown}).", "Correct the value."


def read_files(folder: FilePath) -> dict[str, bytes]:
    """Every visible file below a folder, by its path; refuses links that lead outside."""
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not a folder. Give the programme's folder.")
    root, size = folder.resolve(), 0
    files: dict[str, bytes] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if any(part.startswith(".") for part in name.split("/")) or not path.is_file():
            continue
        if not path.resolve().is_relative_to(root):
            raise ValueError(f"{name} is a link that leads outside the folder. Copy the file.")
        size += path.stat().st_size
        if len(files) >= _MOST_FILES or size > _MOST_BYTES:
            raise ValueError(f"{folder} holds over 5,000 files or 200 MB. Is it the right one?")
        files[name] = path.read_bytes()
    return files
