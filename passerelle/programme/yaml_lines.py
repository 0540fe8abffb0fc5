"""YAML read into plain values that remember their lines.

Safe types only; aliases are refused (a small file could unfold into a huge one) and a key
written twice is an error, not a silent choice. A file written for another tool is `foreign`: its
aliases are followed as far as a bound, and the last of a key written twice is kept, as that tool
does; it is a problem all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from .problems import Problem
from .texts import not_utf8

Path = tuple[str | int, ...]
_LONGEST, _DEEPEST, _MOST_VALUES = 1_000_000, 40, 50_000
# In base sixty too (`1:30:00`): reading a longer one, or writing it down, could take minutes.
_INTEGER, _LONGEST_INTEGER = "tag:yaml.org,2002:int", 1000
_DATE = "tag:yaml.org,2002:timestamp"
# What PyYAML raises for the 31st of February, or for a word behind a tag such as `!!int`.
_NO_SUCH_VALUE = (ValueError, LookupError, AttributeError, OverflowError)
# libyaml where PyYAML was built with it: a programme is checked several times faster.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file: `value` (None when unreadable), the line of each field, the problems."""

    name: str
    value: Any  # whatever YAML holds; a schema gives it a type
    lines: Mapping[Path, int]
    problems: tuple[Problem, ...]

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of a field, or of its nearest parent that is written."""
        wanted = tuple(path)
        while wanted and wanted not in self.lines:
            wanted = wanted[:-1]
        return self.lines.get(wanted, 1)


@dataclass(slots=True)
class _Reader:
    name: str
    loader: yaml.SafeLoader
    foreign: bool = False
    values_left: int = _MOST_VALUES
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        self.values_left -= self.foreign
        if self.values_left < 0:
            unfolded = "its aliases unfold into too many values"
            raise yaml.MarkedYAMLError(problem=unfolded, problem_mark=node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]
        if node.tag == _INTEGER and len(node.value) > _LONGEST_INTEGER:
            too_long = f"a whole number has more than {_LONGEST_INTEGER} characters"
            raise yaml.MarkedYAMLError(problem=too_long, problem_mark=node.start_mark)
        try:
            return self.loader.construct_object(node)
        except _NO_SUCH_VALUE:
            self.problems.append(self._no_such_value(node, path))
            return node.value

    def _no_such_value(self, node: yaml.Node, path: Path) -> Problem:
        at, line = ".".join(str(step) for step in path), node.start_mark.line + 1
        if node.tag == _DATE:
            reason = f"{node.value} is not a date that exists."
            return Problem(self.name, line, at, reason, "Correct the date.")
        reason, remedy = "This value cannot be read.", "Write it between quotes, without a tag."
        return Problem(self.name, line, at, reason, remedy)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.foreign and any(key.tag.endswith(":merge") for key, _ in node.value):
            self.loader.flatten_mapping(node)
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            # what `<<` brought in comes from elsewhere in the file: writing over it is no mistake
            if key in found and self.lines[(*path, key)] > node.start_mark.line:
                self.problems.append(
                    Problem(
                        self.name, line, key, "This field is written twice.", "Keep one of them."
                    )
                )
                if not self.foreign:
                    continue
            self.lines[(*path, key)] = line
            found[key] = self.value(value_node, (*path, key))
        return found


def read_yaml(name: str, data: bytes, *, foreign: bool = False) -> YamlFile:
    """Parse bytes; a syntax error becomes a problem with its line.

    A programme's own file that is read again (to be checked, applied, for another edition) is the
    same value: nobody writes into it. What somebody sent is never kept."""
    return _parsed(name, data, foreign=True) if foreign else _kept(name, data)


@lru_cache(maxsize=256)
def _kept(name: str, data: bytes) -> YamlFile:
    return _parsed(name, data, foreign=False)


def _parsed(name: str, data: bytes, *, foreign: bool) -> YamlFile:
    foreign_text = not_utf8(name, data)
    if foreign_text:
        return YamlFile(name, None, {}, (foreign_text,))
    text = data.decode("utf-8-sig")
    try:
        refused = _refused_before_building(name, text, aliases=foreign)
        if refused is not None:
            return refused
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return _unreadable(name, 1, "The file is empty.", "Write its fields.")
        reader = _Reader(name, loader, foreign)
        value = reader.value(node, ())
    except yaml.reader.ReaderError as error:
        place = text.find(chr(error.character))  # its position counts bytes, or characters
        line = text.count("\n", 0, max(place, 0)) + 1
        return _unreadable(name, line, f"Not valid YAML: {error.reason}.", "Take it out.")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it cannot be parsed"
        line = mark.line + 1 if mark else 1
        return _unreadable(name, line, f"Not valid YAML: {reason}.", "Check quotes and indents.")
    return YamlFile(name, value, reader.lines, tuple(reader.problems))


def _refused_before_building(name: str, text: str, *, aliases: bool) -> YamlFile | None:
    """Work is bounded before a value is built: size, depth, aliases."""
    if len(text) > _LONGEST:
        return _unreadable(name, 1, "The file is longer than 1 MB.", "Split it.")
    depth = 0
    for event in yaml.parse(text, _Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) and not aliases:
            return _unreadable(
                name, line, "YAML aliases (*name) are not accepted.", "Write it out."
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return _unreadable(name, line, "The file is nested too deeply.", "Flatten it.")
    return None


def _unreadable(name: str, line: int, reason: str, remedy: str) -> YamlFile:
    return YamlFile(name, None, {}, (Problem(name, line, "", reason, remedy),))
