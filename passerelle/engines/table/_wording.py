"""A sentence in both languages, its typography, and what may be shown of a stranger's cell."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from passerelle.engines.numbers import format_in

Language = Literal["fr", "en"]
_LONGEST_EXCERPT = 60
_SHOWN = 5
_MOST_EXPONENT = 15


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence in both languages of the diploma; `str()` is the English one."""

    fr: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en

    def filled(self, **words: "Word") -> "Wording":
        """The sentence with its `{names}` replaced; whole numbers as each language writes them."""
        fr = self.fr.format(**{name: _written("fr", word) for name, word in words.items()})
        en = self.en.format(**{name: _written("en", word) for name, word in words.items()})
        return Wording(fr, en)

    def __str__(self) -> str:
        return self.en


Word = Wording | str | int | float


def said(fr: str, en: str) -> Wording:
    """A text whose French takes its typographic spaces and apostrophes.

    >>> said("L'avis : oui ?", "The opinion: yes?").fr
    'L’avis\\xa0: oui\\u202f?'
    """
    fr = fr.replace("'", "’").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return Wording(
        re.sub(r" (?=[;!?%])", "\u202f", fr.replace(" :", "\u00a0:")), en.replace("'", "’")
    )


def excerpt(cell: str) -> str:
    """The beginning of a cell, safe to show: no control character, no change of direction."""
    cut = cell if len(cell) <= _LONGEST_EXCERPT else cell[: _LONGEST_EXCERPT - 1] + "…"
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in cut
    )


def first_few(cells: Iterable[str]) -> str:
    """The first five, with an ellipsis where there are more.

    >>> first_few("abcdefg")
    'a, b, c, d, e, …'
    """
    shown: list[str] = []
    for cell in cells:
        if len(shown) == _SHOWN:
            return ", ".join([*shown, "…"])
        shown.append(excerpt(cell))
    return ", ".join(shown)


def _written(language: Language, word: Word) -> str:
    if isinstance(word, Wording):
        return word.in_language(language)
    if isinstance(word, str):
        return word
    number = Decimal(repr(word))
    if number.is_finite() and abs(number.adjusted()) <= _MOST_EXPONENT:
        return format_in(language, number)
    return repr(word)
