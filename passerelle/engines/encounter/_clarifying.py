"""A clarifying question: which two facts are worth naming, and the learner's answer to it ("les
deux", "the first", "oui, mes cachets")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from ._case import Fact, Language
from ._folding import folded
from ._heard import any_of, heard
from ._library import shared_library
from ._texts import plain, spelt_out, telling_words

# On the blind questions of four cases: of 154 offers that held the fact asked for, 106 stay; of 102
# others, 33 (55 where chances are unknown).
_FIRST, _SECOND = 0.15, 0.10
_LONGEST = 8  # words; a longer turn asks something by itself
_PLACES = {"both": (0, 1), "second": (1,), "first": (0,), "yes": (0,)}


def worth_offering(
    asked: str, near: Sequence[tuple[Fact, float | None]], language: Language
) -> tuple[Fact, ...]:
    """The two of these facts that a question may ask for; none when they are not both plausible.

    Each comes with its reader's chance, if known, best first. A fact is plausible when the question
    shares a word with what its author and the library ask for it with (a question without any
    telling word, "and that?", points anywhere). A low chance makes the first implausible; a fair
    one makes the second plausible whatever its words."""
    told = telling_words(plain(spelt_out(asked, language)))
    words = told - telling_words(heard("choosing")["empty"])

    def shares(fact: Fact) -> bool:
        return not words or not words.isdisjoint(_asked_with(fact, language))

    first = [f for f, chance in near if shares(f) and (chance is None or chance >= _FIRST)][:1]
    others = [f for f, chance in near if shares(f) or (chance or 0.0) >= _SECOND]
    pair = (*first, *(fact for fact in others if fact not in first))[:2]
    return pair if first and len(pair) > 1 else ()


@lru_cache(maxsize=512)
def _asked_with(fact: Fact, language: Language) -> frozenset[str]:
    topics = shared_library().by_id
    lent = (topics[topic].phrasings for topic in fact.topics if topic in topics)
    texts = [text for choices in (*lent, fact.phrasings) for text in choices.in_language(language)]
    return names_of(fact, language) | telling_words(plain(" ".join(texts)))


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
    fits = [fact.id for fact in offered if asked <= names_of(fact, language)]
    return tuple(fits) if len(fits) == 1 else ()


def names_of(fact: Fact, language: Language) -> frozenset[str]:
    """The telling words of what a fact is called."""
    names = fact.mention.in_language(language), fact.label.in_language(language)
    return telling_words(plain(" ".join(names)))


@cache
def _pick(name: str) -> re.Pattern[str]:
    file = heard("choosing")
    return re.compile(f"{file['lead_in']}(?:{file['picks'][name]}){file['lead_out']}")


@cache
def _asks() -> re.Pattern[str]:
    return any_of(heard("choosing")["asks"])
