"""A proposition about invented drugs, true or false by computation, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ._draws import Draws
from ._pharmacopoeia import Drug, Pair


@dataclass(frozen=True, slots=True)
class Claim:
    words: Pair
    true: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A question before its letters are drawn."""

    stem: Pair
    claims: Sequence[Claim]


Recall = Callable[[Draws, Drug], Claim]


def figure(draws: Draws, right: int, others: Sequence[int]) -> tuple[int, bool]:
    """The right figure, or one a hurried reader would take for it."""
    wrong = [value for value in others if value != right and value > 0]
    if draws.chance(0.5) or not wrong:
        return right, True
    return draws.one(wrong), False


def either(draws: Draws, fact: bool, yes: Pair, no: Pair) -> Claim:
    """A fact said either way round; true when it is said the way it is."""
    said = draws.chance(0.5)
    return Claim(yes if said else no, said == fact)
