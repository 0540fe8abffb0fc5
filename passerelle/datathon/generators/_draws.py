"""Chance that falls the same way on every machine.

Only `Random.random()` is used, whose sequence Python promises to keep for a seed, and only + - × ÷
and square roots after it, which IEEE 754 rounds in one way: no exponential, no logarithm, no set
order, no locale. Each purpose draws from its own stream, so that a column added or an option
changed leaves every other column as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import fsum
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Draws:
    """A stream of draws named by a path: `Draws("weekly_dose", 2027, "weights")`."""

    def __init__(self, *path: str | int) -> None:
        name = "/".join(str(step) for step in path)
        digest = hashlib.sha256(name.encode("utf-8")).digest()
        self._random = Random(int.from_bytes(digest[:16], "big"))  # noqa: S311 (not a secret)

    def unit(self) -> float:
        """From 0 included to 1 excluded."""
        return self._random.random()

    def chance(self, probability: float) -> bool:
        return self.unit() < probability

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` - 1."""
        return int(self.unit() * limit)

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.unit()

    def bell(self, mean: float = 0.0, spread: float = 1.0) -> float:
        """Near enough a normal draw: twelve uniform draws added (Irwin-Hall)."""
        total = 0.0
        for _ in range(12):
            total += self._random.random()
        return mean + spread * (total - 6.0)

    def one(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def weighted(self, shares: Sequence[tuple[Item, float]]) -> Item:
        """One of the items, each in proportion to its share."""
        left = self.unit() * fsum(share for _, share in shares)
        for item, share in shares:
            left -= share
            if left < 0:
                return item
        return shares[-1][0]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Fisher and Yates."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def several(self, items: Sequence[Item], most: int) -> list[Item]:
        return self.shuffled(items)[:most]

    def codes(self, letter: str, number: int) -> list[str]:
        """Names that differ and whose order says nothing: `n48213`."""
        seen: dict[str, None] = {}
        while len(seen) < number:
            seen[f"{letter}{10_000 + self.below(90_000)}"] = None
        return list(seen)
