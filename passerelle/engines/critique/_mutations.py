"""Errors planted in a sound text, for an author to review: each is a draft, never an item."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Literal

from ._items import ErrorType, Span

Language = Literal["fr", "en"]
MOST_MUTATIONS = 300  # each holds the whole text anew; nobody reviews more


@dataclass(frozen=True, slots=True)
class Mutation:
    """The text changed in one place: `was` stood where `span` (in the new text) now stands."""

    text: str
    span: Span
    was: str
    type: ErrorType
    manner: str  # "dose × 10", "negation dropped", …: for the author, to be judged


@dataclass(frozen=True, slots=True)
class _Change:
    """Replace `start:end` of the sound text by `by`."""

    start: int
    end: int
    by: str
    type: ErrorType
    manner: str


def mutations_of(text: str, *, language: Language) -> tuple[Mutation, ...]:
    """The errors that can be planted mechanically, in the order of the text, 300 at most.

    Doses and units (× 10, ÷ 10, mg for µg), dropped negations, sides, comparators, years of
    citations. What needs judgment (an omission, a stereotype) is left to the author."""
    changes = [change for rule in _RULES for change in rule(text, language)]
    ordered = sorted(changes, key=lambda each: (each.start, each.manner))
    return tuple(_applied(text, change) for change in ordered[:MOST_MUTATIONS])


def one_mutation(text: str, *, language: Language, seed: int) -> Mutation | None:
    """One of them, drawn; None when the text offers no hold."""
    found = mutations_of(text, language=language)
    return random.Random(seed).choice(found) if found else None  # noqa: S311  # a draw for an author


def _applied(text: str, change: _Change) -> Mutation:
    return Mutation(
        text=text[: change.start] + change.by + text[change.end :],
        span=Span(change.start, change.start + max(1, len(change.by))),
        was=text[change.start : change.end],
        type=change.type,
        manner=change.manner,
    )


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Those that can be among the first errors of the text; the others would be left out."""
    return islice(pattern.finditer(text), MOST_MUTATIONS)


_DOSE = re.compile(
    r"(?<!\d)(\d++(?:[.,]\d+)?)(\s?)(mg|µg|mcg|g|mL|ml|UI|IU|units?|unités?|mmol/L|%)(?![\w/])"
)
_OTHER_UNIT = {"mg": "g", "g": "mg", "µg": "mg", "mcg": "mg"}


def _doses(text: str, language: Language) -> Iterator[_Change]:
    for found in _first(_DOSE, text):
        number, _gap, unit = found.groups()
        for factor, manner in ((Decimal(10), "dose × 10"), (Decimal("0.1"), "dose ÷ 10")):
            by = _scaled(number, factor, comma=language == "fr")
            if by is not None:
                yield _Change(*found.span(1), by, ErrorType.DOSE, manner)
        if unit in _OTHER_UNIT:
            other = _OTHER_UNIT[unit]
            yield _Change(*found.span(3), other, ErrorType.DOSE, f"{unit} → {other}")


def _scaled(number: str, factor: Decimal, *, comma: bool) -> str | None:
    try:
        value = (Decimal(number.replace(",", ".")) * factor).normalize()
    except InvalidOperation:
        return None
    written = f"{value:f}"
    return written.replace(".", ",") if comma else written


_NEGATION = {
    "fr": re.compile(r"\b(?:n’|n'|ne\s)(\w+(?:\s\w+)?)\s(?:pas|plus|jamais)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(is|are|was|were|do|does|did|has|have|should|must|can|may)\s?(?:not|n’t|n't)\b"
    ),
}


def _negations(text: str, language: Language) -> Iterator[_Change]:
    for found in _first(_NEGATION[language], text):
        by = found.group(1)
        if found.group()[0].isupper():
            by = by[0].upper() + by[1:]
        yield _Change(*found.span(), by, ErrorType.NEGATION, "negation dropped")


_PAIRS: dict[Language, tuple[tuple[str, str, ErrorType], ...]] = {
    "fr": (
        ("gauche", "droite", ErrorType.IDENTITY),
        ("gauche", "droit", ErrorType.IDENTITY),
        ("supérieur à", "inférieur à", ErrorType.DOSE),
        ("augmenter", "diminuer", ErrorType.DOSE),
        ("contre-indiqué", "indiqué", ErrorType.CONTRAINDICATION),
        ("le père", "la mère", ErrorType.IDENTITY),
        ("avant", "après", ErrorType.IDENTITY),
    ),
    "en": (
        ("left", "right", ErrorType.IDENTITY),
        ("above", "below", ErrorType.DOSE),
        ("increase", "reduce", ErrorType.DOSE),
        ("contraindicated", "indicated", ErrorType.CONTRAINDICATION),
        ("father", "mother", ErrorType.IDENTITY),
        ("before", "after", ErrorType.IDENTITY),
    ),
}


def _opposites(text: str, language: Language) -> Iterator[_Change]:
    for one, other, kind in _PAIRS[language]:
        for word, by in ((one, other), (other, one)):
            for found in _first(re.compile(rf"(?<![\w-]){word}(?!\w)"), text):
                yield _Change(*found.span(), by, kind, f"{word} → {by}")


_CITED_YEAR = re.compile(r"(?<=[(\s,])(19[89]\d|20[0-3]\d)(?=[),;.])")


def _citations(text: str, _language: Language) -> Iterator[_Change]:
    for found in _first(_CITED_YEAR, text):
        year = int(found.group())
        yield _Change(*found.span(), str(year - 9), ErrorType.CITATION, "year of the source − 9")


_RULES: tuple[Callable[[str, Language], Iterator[_Change]], ...] = (
    _doses,
    _negations,
    _opposites,
    _citations,
)
