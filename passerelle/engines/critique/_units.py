"""What is flagged or not: each sentence of an output, and "something is missing"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ._items import Item, Response, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """`severity` is that of the worst error in it, 0 where it is sound."""

    flagged: bool
    severity: int
    for_what_is_missing: bool = False

    @property
    def is_faulty(self) -> bool:
        return self.severity > 0


def units_of(response: Response) -> tuple[Unit, ...]:
    """A mark flags every sentence it touches, so a mark over everything is worth no more than
    marking each sentence in turn."""
    spans = [mark.span for mark in response.marks if mark.span is not None]
    sentences = [
        Unit(any(span.touches(sentence) for span in spans), _severity(response.item, sentence))
        for sentence in response.item.sentences
    ]
    said_missing = any(mark.span is None for mark in response.marks)
    omitted = max((e.severity for e in response.item.errors if not e.spans), default=0)
    return (*sentences, Unit(said_missing, int(omitted), for_what_is_missing=True))


def _severity(item: Item, sentence: Span) -> int:
    there = [e.severity for e in item.errors if any(span.touches(sentence) for span in e.spans)]
    return int(max(there, default=0))


def skill(units: Iterable[Unit]) -> Fraction | None:
    """Severity-weighted hit rate less the rate of false alarms (Youden, Cancer 3, 1950, weighted).

    Sentences and omissions apart, each with the share of severity planted there: whoever flags
    everything of a kind, nothing, or at random, is worth 0. 1 is perfect; below 0 is worse than
    blind. None where nothing is planted, or nothing is sound."""
    rows = list(units)
    planted = sum(unit.severity for unit in rows)
    parts = [
        _skill_of([u for u in rows if u.for_what_is_missing is kind]) for kind in (False, True)
    ]
    known = [(weight, part) for weight, part in parts if part is not None]
    if not planted or not known:
        return None
    return sum((part * weight for weight, part in known), Fraction()) / sum(w for w, _ in known)


def _skill_of(units: list[Unit]) -> tuple[int, Fraction | None]:
    planted = sum(unit.severity for unit in units)
    sound = [unit for unit in units if not unit.is_faulty]
    if not planted or not sound:
        return 0, None
    found = sum(unit.severity for unit in units if unit.flagged)
    alarms = sum(unit.flagged for unit in sound)
    return planted, Fraction(found, planted) - Fraction(alarms, len(sound))
