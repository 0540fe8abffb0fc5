"""What a question is compared with: phrasings in groups, and the signs by which they are alike.

A group is a topic of the library, or the phrasings that a case's author wrote for one fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ._case import LANGUAGES, Both, Choices, Language
from ._matching_vectors import Embed, Vectors
from ._matching_words import Shares, Vocabulary
from ._ngrams import NgramIndex
from ._texts import plain

SIGNS = (
    "nearest",
    "nearest three",
    "nearest when centred",
    "letters",
    "words shared",
    "weight of these words",
)
_NEAREST = 3
Signs = NDArray[np.float32]  # one row a group, one column a sign
Groups = Mapping[str, Choices]


@dataclass(frozen=True, slots=True)
class Seen:
    """A clause, or a phrasing, as vectors."""

    projected: Vectors
    centred: Vectors


@dataclass(frozen=True, slots=True)
class Space:
    """Where vectors are compared.

    Projected, questions that mean the same lie close: (vector - centre) x matrix. Centred on the
    mean of its language, a question loses what all questions of the language share."""

    centre: Vectors
    matrix: Vectors
    means: Both[Vectors]

    def projected(self, vectors: Vectors) -> Vectors:
        moved = np.einsum("...i,ij->...j", vectors - self.centre, self.matrix)
        return unit(np.asarray(moved, np.float32))

    def centred(self, vectors: Vectors, language: Language) -> Vectors:
        return unit(vectors - self.means.in_language(language))

    def seen(self, vector: Vectors, language: Language) -> Seen:
        return Seen(self.projected(vector), self.centred(vector, language))


class Phrasings:
    """Groups of phrasings, ready to be compared with a question."""

    def __init__(
        self, groups: Groups, *, embed: Embed, space: Space, beside: Phrasings | None = None
    ) -> None:
        """`beside` are those it is compared with, which say how rare a word is."""
        held = [(name, *row) for name, choices in groups.items() for row in _rows(choices)]
        self.names = tuple(dict.fromkeys(name for name, _, _ in held))
        self.texts = tuple(text for _, _, text in held)
        self._languages = tuple(language for _, language, _ in held)
        counts = Counter(name for name, _, _ in held)
        sizes = np.array([counts[name] for name in self.names], np.int64)
        self._ends = np.cumsum(sizes, dtype=np.int64)
        self._starts = self._ends - sizes
        self._members = _padded(self._starts, self._ends)
        vectors = embed(self.texts)
        self._projected = space.projected(vectors)
        self._centred = np.zeros_like(vectors)
        for language in LANGUAGES:
            spoken = [place for place, row in enumerate(held) if row[1] == language]
            self._centred[spoken] = space.centred(vectors[spoken], language)
        rarity = beside._letters.rarity if beside else None
        self._letters: NgramIndex = NgramIndex([plain(text) for text in self.texts], rarity=rarity)
        spoken_groups = {name: groups[name] for name in self.names}
        self._words: Vocabulary = Vocabulary(
            spoken_groups, rarity=beside._words.rarity if beside else None
        )

    def spoken(self, language: Language) -> tuple[str, ...]:
        """The phrasings of one language."""
        rows = zip(self.texts, self._languages, strict=True)
        return tuple(text for text, each in rows if each == language)

    def letters(self, text: str) -> Vectors:
        """How alike each phrasing is, letter by letter, to a plain text."""
        return self._letters.scores(text)

    def shared(self, text: str, language: Language) -> Shares:
        """Which words of a plain text each group says."""
        return self._words.shared(text, language)

    def seen(self, place: int) -> Seen:
        return Seen(self._projected[place], self._centred[place])

    def signs(self, asked: Seen, letters: Vectors, shared: Shares) -> Signs:
        """How like the clause each group is."""
        if not self.names:
            return np.zeros((0, len(SIGNS)), np.float32)
        near = _cosines(self._projected, asked.projected)
        centred = _cosines(self._centred, asked.centred)
        columns = [self._best(near), self._best_three(near), self._best(centred)]
        alike = np.stack([*columns, self._best(letters)], axis=1)
        return np.hstack([alike, shared]).astype(np.float32)

    def _best(self, scores: Vectors) -> Vectors:
        return np.asarray(np.maximum.reduceat(scores, self._starts), np.float32)

    def _best_three(self, scores: Vectors) -> Vectors:
        """Mean of the three highest scores of each group; of all of them, when it has fewer."""
        spread = np.append(scores, np.float32(-np.inf))[self._members]
        highest = np.partition(spread, -_NEAREST, axis=1)[:, -_NEAREST:]
        known = np.isfinite(highest)
        total = np.where(known, highest, 0).sum(axis=1)
        return np.asarray(total / known.sum(axis=1), np.float32)


def _cosines(rows: Vectors, vector: Vectors) -> Vectors:
    # Not `@`: the threads of a linear algebra library cost a turn more than they save it.
    return np.asarray(np.einsum("ij,j->i", rows, vector), np.float32)


def _padded(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows of each group, one group a line, filled up with the place past the last."""
    widest = max((*(ends - starts), _NEAREST))
    past = ends[-1] if len(ends) else 0
    rows = starts[:, None] + np.arange(widest)
    return np.where(rows < ends[:, None], rows, past)


def _rows(choices: Choices) -> Iterable[tuple[Language, str]]:
    return ((each, text) for each in LANGUAGES for text in choices.in_language(each))


def texts_of(groups: Groups) -> Sequence[str]:
    """Every phrasing, once."""
    return tuple(dict.fromkeys(text for c in groups.values() for _, text in _rows(c)))


def unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)
