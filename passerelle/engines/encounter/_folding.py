"""Texts compared word by word: no case, accent, punctuation or apostrophe."""

from __future__ import annotations

from ._texts import plain, words


def folded(text: str) -> str:
    """Words alone, one space between them.

    >>> folded("  L’été, c’est  FINI ! ")
    'l ete c est fini'
    """
    return " ".join(words(plain(text)))


def holds(text: str, part: str) -> bool:
    """Whether words stand in a text, whole and in order; both folded.

    >>> holds(folded("Un début brutal."), "debut brutal"), holds(folded("débutant"), "debut")
    (True, False)
    """
    return bool(part) and f" {part} " in f" {text} "
