"""A programme folder read into typed values, with everything that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from .problems import Problem
from .schemas import ActivityFile, EditionFile, ModuleFile, ProgrammeFile
from .yaml_lines import YamlFile, read_yaml

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
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

    def text(self, name: str) -> str | None:
        """None when the file is missing, or is not UTF-8: the check says so of every text."""
        try:
            return self.files[name].decode("utf-8-sig")
        except (KeyError, UnicodeDecodeError):
            return None

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
            said = {(problem.line, problem.field) for problem in yaml.problems}
            for error in refused.errors(include_url=False):
                place = ".".join(str(step) for step in error["loc"])
                line = yaml.line_of(error["loc"])
                if (line, place) in said:
                    continue
                reason, remedy = _in_words(error["type"], error["msg"], str(error["input"]))
                self.problems.append(Problem(yaml.name, line, place, reason, remedy))
            return None


def _in_words(kind: str, message: str, given: str) -> tuple[str, str]:
    if kind == "missing":
        return "This field is missing.", "Add it."
    if kind == "extra_forbidden":
        return "This field is unknown.", "Check its spelling, or remove it."
    if kind.startswith("date") and _DATE.fullmatch(given):
        return f"{given} is not a date that exists.", "Correct the date."
    shown = given if len(given) < 60 else given[:57] + "…"
    return f"{message} (here: {shown}).", "Correct the value."
