"""The learner's answer to a clarifying question: "les deux", "the first", "oui, mes cachets"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ._case import Fact, Language
from ._folding import folded
from ._heard import any_of, heard
from ._texts import plain, telling_words

_LONGEST = 8  # words; a longer turn asks something by itself
_PLACES = {"both": (0, 1), "second": (1,), "first": (0,), "yes": (0,)}


def chosen(answer: str, offered: Sequence[Fact], language: Language) -> tuple[str, ...]:
    """Which of the offered facts the answer picks; none when it is not such an answer.

    A bare "yes" to "this, or that?" takes the first, which the reader thought likelier."""
    said = folded(answer)
    if len(offered) < 2 or len(said.split()) > _LONGEST:
        return ()
    for name, places in _PLACES.items():
        if _pick(name).fullmatch(said):
            return tuple(offered[place].id for place in places)
    return () if _asks().search(said) else _named(answer, offered, language)


def _named(answer: str, offered: Sequence[Fact], language: Language) -> tuple[str, ...]:
    """The only one whose mention and label hold every telling word of the answer."""
    asked = telling_words(plain(answer)) - telling_words(heard("choosing")["leads"])
    if not asked:
        return ()
    fits = [fact.id for fact in offered if asked <= _names_of(fact, language)]
    return tuple(fits) if len(fits) == 1 else ()


def _names_of(fact: Fact, language: Language) -> frozenset[str]:
    names = fact.mention.in_language(language), fact.label.in_language(language)
    return telling_words(plain(" ".join(names)))


@cache
def _pick(name: str) -> re.Pattern[str]:
    file = heard("choosing")
    return re.compile(f"{file['lead_in']}(?:{file['picks'][name]}){file['lead_out']}")


@cache
def _asks() -> re.Pattern[str]:
    return any_of(heard("choosing")["asks"])
