"""How alike two texts are letter by letter: groups of three to five, the rarer the weightier.

Cosine of tf-idf weighted character n-grams inside word boundaries (Cavnar & Trenkle 1994 for the
n-grams, Salton & Buckley 1988 for the weights), which forgives typos and endings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from ._texts import words

_SHORTEST, _LONGEST = 3, 5
Scores = NDArray[np.float32]
Weighed = Mapping[str, float]


@dataclass(frozen=True)
class Rarity:
    """How rare a group of letters, or a word, is: 1 + log(texts / texts that hold it)."""

    holders: Mapping[str, int]
    texts: int

    @classmethod
    def among(cls, counted: Sequence[Counter[str]]) -> Rarity:
        return cls(Counter(gram for counts in counted for gram in counts), len(counted))

    def of(self, gram: str) -> float:
        return 1 + log(max(self.texts, 1) / self.holders.get(gram, 1))

    @property
    def highest(self) -> float:
        """Of what no text holds."""
        return 1 + log(max(self.texts, 1))


class NgramIndex:
    """Texts one compares a question with. Built once; a query costs half a millisecond.

    `rarity` is what other texts taught; by default it is learned from these."""

    def __init__(self, texts: Sequence[str], *, rarity: Rarity | None = None) -> None:
        self.size = len(texts)
        spelling = _Spelling()
        spelt = [spelling.of(text) for text in texts]
        grams = list(spelling.grams)
        held, rows, times = _counted(spelt)
        holders = np.bincount(held, minlength=len(grams))
        own = Rarity(dict(zip(grams, holders.tolist(), strict=True)), self.size)
        self.rarity = rarity or own
        rare = np.array([self.rarity.of(gram) for gram in grams], np.float64)
        weights = (1 + np.log(times)) * rare[held]
        lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=self.size))
        # One after another, group by group: a question then takes slices, and copies no number.
        self._places, self._weights = rows, (weights / lengths[rows]).astype(np.float32)
        ends = np.cumsum(holders).tolist()
        self._spans = dict(zip(grams, map(slice, [0, *ends], ends), strict=True))

    def weighed(self, text: str) -> Weighed:
        """The groups of letters of a question; the same for every index of the same rarity."""
        return self._weighed(Counter(_ngrams(text)))

    def scores(self, weighed: Weighed) -> Scores:
        """Cosine with each text, between 0 and 1; groups never seen count against the question."""
        found = [(self._spans[gram], weighed[gram]) for gram in weighed if gram in self._spans]
        if not found:
            return np.zeros(self.size, np.float32)
        rows = np.concatenate([self._places[span] for span, _ in found])
        parts = np.concatenate([self._weights[span] for span, _ in found])
        sizes = [span.stop - span.start for span, _ in found]
        parts *= np.repeat(np.array([weight for _, weight in found], np.float32), sizes)
        return np.bincount(rows, parts, minlength=self.size).astype(np.float32)

    def _weighed(self, counts: Mapping[str, int]) -> dict[str, float]:
        raw = {gram: (1 + log(n)) * self.rarity.of(gram) for gram, n in counts.items()}
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {gram: weight / length for gram, weight in raw.items()}


class _Spelling:
    """Texts as the numbers of their groups of letters; a word met again is not spelt again."""

    def __init__(self) -> None:
        self.grams: dict[str, int] = {}
        self._words: dict[str, list[int]] = {}

    def of(self, text: str) -> list[int]:
        return [number for word in words(text) for number in self._of_word(word)]

    def _of_word(self, word: str) -> list[int]:
        if word not in self._words:
            grams = self.grams
            self._words[word] = [grams.setdefault(each, len(grams)) for each in _parts(word)]
        return self._words[word]


def _counted(
    spelt: Sequence[Sequence[int]],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Each group of letters with each text that holds it, group by group, and how many times."""
    lengths = np.array([len(each) for each in spelt], np.intp)
    rows = np.repeat(np.arange(len(spelt)), lengths)
    numbers = np.fromiter(chain.from_iterable(spelt), np.intp, lengths.sum())
    pairs, times = np.unique(numbers * len(spelt) + rows, return_counts=True)
    held, rows = np.divmod(pairs, max(len(spelt), 1))
    return held, rows, times


def _ngrams(text: str) -> Iterator[str]:
    """Groups of letters of each word, with its ends marked.

    >>> list(_ngrams("mal"))
    ['_ma', 'mal', 'al_', '_mal', 'mal_', '_mal_']
    """
    return chain.from_iterable(_parts(word) for word in words(text))


def _parts(word: str) -> Iterator[str]:
    marked = f"_{word}_"
    for length in range(_SHORTEST, _LONGEST + 1):
        for start in range(len(marked) - length + 1):
            yield marked[start : start + length]
