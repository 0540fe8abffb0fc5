"""A folder's texts are UTF-8; one that is not is named at the line of its first foreign byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .problems import Problem

_SUFFIXES = (".md", ".gift", ".csv", ".yaml", ".json")


def not_utf8(name: str, data: bytes) -> Problem | None:
    try:
        data.decode()
    except UnicodeDecodeError as refused:
        line = data.count(b"\n", 0, refused.start) + 1
        return Problem(name, line, "", "The file is not UTF-8 text.", "Save it as UTF-8.")
    return None


def foreign_texts(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Every text among the files that is not UTF-8, by the end of its name."""
    for name, data in files.items():
        if name.endswith(_SUFFIXES) and (problem := not_utf8(name, data)):
            yield problem
