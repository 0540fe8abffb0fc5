"""The files of `heard/`: phrases by which a turn is recognised, for a person to read and mend."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any


@cache
def heard(name: str) -> dict[str, Any]:
    """One file as written."""
    file = resources.files(__package__) / "heard" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Whole words of a folded text that one of the phrases describes.

    >>> bool(any_of(["bonjour", "bon(ne)? nuit"]).search("ah bonne nuit"))
    True
    """
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")
