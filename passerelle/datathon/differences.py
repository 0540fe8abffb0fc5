"""Two versions of a text side by side: what both say, what only one says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
_EXACT = 1_000_000  # beyond, words found everywhere are left aside: ten seconds become a hundredth


@dataclass(frozen=True, slots=True)
class Piece:
    """`only` is `theirs` or `mine`; empty for what both say."""

    text: str
    only: Literal["", "theirs", "mine"] = ""


def differences(theirs: str, mine: str) -> tuple[Piece, ...]:
    """By words, in reading order; joined again, the pieces give back each text whole."""
    ours, others = _PIECES.findall(mine), _PIECES.findall(theirs)
    found: list[Piece] = []
    is_long = len(others) * len(ours) > _EXACT
    matcher = SequenceMatcher(None, others, ours, autojunk=is_long)
    for what, left, left_end, right, right_end in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("".join(others[left:left_end])))
            continue
        if left_end > left:
            found.append(Piece("".join(others[left:left_end]), "theirs"))
        if right_end > right:
            found.append(Piece("".join(ours[right:right_end]), "mine"))
    return tuple(found)
