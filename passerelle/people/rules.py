"""Rules say who may, as sentences that combine: `is_coordinator | is_own_record`.

A rule answers from rows already loaded; views never spell a role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Asker = TypeVar("Asker", contravariant=True)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Asker]):
    """A named statement about whoever asks."""

    sentence: str
    holds: Callable[[Asker], bool]

    def __call__(self, asker: Asker) -> bool:
        return self.holds(asker)

    def __and__(self, other: Rule[Asker]) -> Rule[Asker]:
        return Rule(
            f"({self.sentence} and {other.sentence})", lambda asker: self(asker) and other(asker)
        )

    def __or__(self, other: Rule[Asker]) -> Rule[Asker]:
        return Rule(
            f"({self.sentence} or {other.sentence})", lambda asker: self(asker) or other(asker)
        )

    def __invert__(self) -> Rule[Asker]:
        return Rule(f"not {self.sentence}", lambda asker: not self(asker))
