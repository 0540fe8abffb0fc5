"""An output cut into the sentences that a learner may mark: the units of detection."""

from __future__ import annotations

import re

from ._items import Span

# A point after one of these ends no sentence.
_ABBREVIATIONS = frozenset(
    "dr drs pr prof m mm mme mlle mr mrs ms st ste art cf etc env p pp vol no n° fig éd ed al "
    "vs i.e e.g ex approx max min tél j.-c".split()
)
# A run of signs is read whole and once (`++`): a page of dots costs no more than a page.
_END = re.compile(r"(?:(?<![.!?…])[.!?…]++(?:\s?»|[”\")\]])*(?=\s|$))|\n+")
_NEAR = 40  # characters before a point in which an abbreviation is looked for


def sentences_of(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of a French or English text, without the blanks around them.

    >>> [text[s.start : s.end] for text in ["Dr. Ny dit non. Et 2.5 mg ?"]
    ...  for s in sentences_of(text)]
    ['Dr. Ny dit non.', 'Et 2.5 mg ?']
    """
    spans, start = [], 0
    for end in _END.finditer(text):
        if end.group().startswith(".") and _is_abbreviation(
            text[max(start, end.start() - _NEAR) : end.start()]
        ):
            continue
        spans += _trimmed(text, start, end.end())
        start = end.end()
    return tuple(spans + _trimmed(text, start, len(text)))


def _is_abbreviation(before: str) -> bool:
    """Also an initial ("J. Petit"), and the number that opens an item of a list ("2. Dose")."""
    *_, word = ["", *re.split(r"[\s(«“\"’']+", before)]
    lone = len(word) == 1 and word.isupper()
    opens_an_item = word.isdigit() and before.strip() == word
    return word.casefold() in _ABBREVIATIONS or lone or opens_an_item


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    kept = piece.strip()
    if not any(character.isalnum() for character in kept):
        return []
    begins = start + len(piece) - len(piece.lstrip())
    return [Span(begins, begins + len(kept))]
