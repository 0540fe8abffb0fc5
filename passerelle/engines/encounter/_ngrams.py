"""How alike two texts are letter by letter: groups of three to five, the rarer the weightier.

Cosine of tf-idf weighted character n-grams inside word boundaries (Cavnar & Trenkle 1994 for the
n-grams, Salton & Buckley 1988 for the weights), which forgives typos and endings."""

from __future__ import annotations

from collections import Counter, defaultdict
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
        counted = [Counter(_ngrams(text)) for text in texts]
        self.size = len(texts)
        self.rarity = rarity or Rarity.among(counted)
        places: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, list[float]] = defaultdict(list)
        for place, counts in enumerate(counted):
            for gram, weight in self._weighed(counts).items():
                places[gram].append(place)
                weights[gram].append(weight)
        # One after another, group by group: a question then takes slices, and copies no number.
        self._places = np.fromiter(chain.from_iterable(places.values()), np.intp)
        self._weights = np.fromiter(chain.from_iterable(weights.values()), np.float32)
        ends = np.cumsum([len(rows) for rows in places.values()]).tolist()
        starts = [0, *ends][: len(ends)]
        self._spans = dict(zip(places, map(slice, starts, ends), strict=True))

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


def _ngrams(text: str) -> Iterator[str]:
    """Groups of letters of each word, with its ends marked.

    >>> list(_ngrams("mal"))
    ['_ma', 'mal', 'al_', '_mal', 'mal_', '_mal_']
    """
    for word in words(text):
        marked = f"_{word}_"
        for length in range(_SHORTEST, _LONGEST + 1):
            for start in range(len(marked) - length + 1):
                yield marked[start : start + length]
