"""Which words of a question each group of phrasings says: what vectors and letters both miss.

"Have you a toothache?" lies near every question on pain; no phrasing on the chest says "tooth"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ._case import LANGUAGES, Both, Choices, Language
from ._ngrams import Rarity
from ._texts import plain, spelt_out, telling_words

_TWICE = 2.0  # the rarest word weighs a half
Shares = NDArray[np.float32]  # one row a group, one column a sign
Weighed = Mapping[str, float]


class Vocabulary:
    """The telling words of each group, in each language. `rarity` is what other groups taught."""

    def __init__(
        self, groups: Mapping[str, Choices], *, rarity: Both[Rarity] | None = None
    ) -> None:
        said = {language: _said(groups, language) for language in LANGUAGES}
        own = Both(_rarity(said["fr"]), _rarity(said["en"]))
        self.rarity = rarity or own
        self._groups = len(groups)
        self._sayers = {language: _sayers(said[language]) for language in LANGUAGES}

    def weighed(self, question: str, language: Language) -> Weighed:
        """The telling words of a plain question, each by its rarity."""
        rarity = self.rarity.in_language(language)
        return {word: rarity.of(word) for word in sorted(telling_words(question))}

    def shared(self, asked: Weighed, language: Language) -> Shares:
        """For each group: the share of a question's words that it says, each by its rarity; and
        the weight of these words, which is small for a question that says little."""
        sayers = self._sayers[language]
        found = np.zeros(self._groups, np.float32)
        for word, weight in asked.items():
            if word in sayers:
                found[sayers[word]] += weight
        whole = sum(asked.values()) or 1.0
        heaviest = self.rarity.in_language(language).highest * _TWICE
        return np.stack([found / whole, found / heaviest], axis=1)


def _said(groups: Mapping[str, Choices], language: Language) -> Sequence[frozenset[str]]:
    """The telling words of each group."""
    return [
        telling_words(plain(spelt_out(" \n ".join(choices.in_language(language)), language)))
        for choices in groups.values()
    ]


def _rarity(said: Sequence[frozenset[str]]) -> Rarity:
    return Rarity.among([Counter(words) for words in said])


def _sayers(said: Sequence[frozenset[str]]) -> dict[str, NDArray[np.intp]]:
    """The places of the groups that say each word."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(said):
        for word in words:
            found[word].append(place)
    return {word: np.array(places, np.intp) for word, places in found.items()}
