"""Whether a turn is written in another language than the conversation's.

Counts of small words, which every sentence has and few languages share; other scripts by their
letters. A turn too short to tell, or mixed (a Québec "cute", a drug's name), is taken as ours."""

from __future__ import annotations

import unicodedata
from functools import cache

from ._case import Language
from ._folding import folded
from ._heard import heard

_FEWEST, _TIMES = 2, 2
_INVERTED = frozenset("¿¡")  # Spanish alone begins a question so


def is_in_another_language(text: str, language: Language) -> bool:
    """Whether it is plainly not the conversation's language.

    >>> is_in_another_language("¿Desde cuándo le duele?", "fr")
    True
    >>> is_in_another_language("Depuis quand ?", "fr")
    False
    """
    if _is_in_another_script(text) or not _INVERTED.isdisjoint(text):
        return True
    said = set(folded(text).split())
    counts = {name: len(said & small) for name, small in _small_words().items()}
    ours = counts.pop(language)
    most = max(counts.values())
    return most >= _FEWEST and most >= _TIMES * ours


def _is_in_another_script(text: str) -> bool:
    letters = [mark for mark in text if mark.isalpha()]
    latin = sum(unicodedata.name(mark, "").startswith("LATIN") for mark in letters)
    return len(letters) >= _FEWEST and latin * 2 < len(letters)


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in heard("languages").items()}
