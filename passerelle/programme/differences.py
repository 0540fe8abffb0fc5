"""What a new version of the folder changes for learners, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .yaml_lines import read_yaml

_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as before: `before` or `after` is empty when added or removed."""

    file: str
    field: str
    before: str
    after: str

    def __str__(self) -> str:
        where = f"{self.file} {self.field}".rstrip()
        if not self.before:
            return f"+ {where}: {self.after}"
        if not self.after:
            return f"- {where}: {self.before}"
        return f"~ {where}: {self.before} → {self.after}"


def differences(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[Difference, ...]:
    """Every change between two sets of files, in the order of their paths."""
    found: list[Difference] = []
    for path in sorted({*old, *new}):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        if before is None or after is None:
            size = f"{len(before or after or b'')} bytes"
            found.append(Difference(path, "", size if before else "", size if after else ""))
        elif path.endswith(".yaml"):
            found.extend(_yaml_differences(path, before, after))
        else:
            found.append(Difference(path, "", _measure(before), _measure(after)))
    return tuple(found)


def _yaml_differences(path: str, before: bytes, after: bytes) -> Iterator[Difference]:
    old = dict(_leaves(read_yaml(path, before).value, ""))
    new = dict(_leaves(read_yaml(path, after).value, ""))
    if old == new:
        yield Difference(path, "", "layout and comments", "layout and comments")
    for field in sorted({*old, *new}):
        if old.get(field) != new.get(field):
            yield Difference(path, field, old.get(field, ""), new.get(field, ""))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:  # Any: parsed YAML
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            name = item.get("id", place) if isinstance(item, Mapping) else place
            yield from _leaves(item, f"{path}[{name}]")
    else:
        text = str(value)
        yield path, text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _measure(data: bytes) -> str:
    return f"{len(data.split())} words" if b"\0" not in data else f"{len(data)} bytes"
