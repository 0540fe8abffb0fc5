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
from ._matching_words import Vocabulary
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
    """A clause, or a phrasing, as vectors; `sought` is `projected` where vectors are centred."""

    projected: Vectors
    centred: Vectors
    sought: Vectors


@dataclass(frozen=True, slots=True)
class Spelt:
    """A clause as it is written: its groups of letters and its telling words, each weighed."""

    language: Language
    letters: Mapping[str, float]
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Space:
    """Where vectors are compared.

    Projected, questions that mean the same lie close: (vector - centre) x matrix. Centred on the
    mean of its language, a question loses what all questions of the language share."""

    centre: Vectors
    matrix: Vectors
    means: Both[Vectors]

    def moved(self, vectors: Vectors) -> Vectors:
        moved = np.einsum("...i,ij->...j", vectors - self.centre, self.matrix)
        return np.asarray(moved, np.float32)

    def projected(self, vectors: Vectors) -> Vectors:
        return unit(self.moved(vectors))

    def centred(self, vectors: Vectors, language: Language) -> Vectors:
        return unit(vectors - self.means.in_language(language))

    def seen(self, vector: Vectors, language: Language) -> Seen:
        projected = self.projected(vector)
        sought = np.einsum("ij,j->i", self.matrix, projected)
        return Seen(projected, self.centred(vector, language), np.asarray(sought, np.float32))


class Placed:
    """Phrasings where they are compared. One table of numbers serves both comparisons, so that a
    question reads half of them from memory.

    Centred, a vector v is c = (v - mean) / a; projected, (v - centre) x matrix, of length b. So its
    cosine with a projected question q is c·s x a/b + (mean - centre)·s / b, where s = matrix x q.
    Tested against what the two vectors give."""

    def __init__(self, space: Space, vectors: Vectors, languages: Sequence[Language]) -> None:
        self._space, self._languages = space, languages
        means = np.stack([space.means.in_language(each) for each in LANGUAGES])
        self._spoken = np.array([LANGUAGES.index(each) for each in languages], np.intp)
        apart = vectors - means[self._spoken]
        self._away = means - space.centre
        self._lengths = _lengths(apart)
        self._centred = np.asarray(apart / self._lengths[:, None], np.float32)
        self._shrunk = 1 / _lengths(space.moved(vectors))
        self._stretch = self._lengths * self._shrunk

    def seen(self, place: int) -> Seen:
        language = self._languages[place]
        apart = self._centred[place] * self._lengths[place]
        return self._space.seen(apart + self._space.means.in_language(language), language)

    def cosines(self, asked: Sequence[Seen]) -> tuple[Vectors, Vectors]:
        """With each phrasing, a row a question: projected, then centred.

        Not `@`: the threads of a linear algebra library cost a turn more than they save it, and
        what it sums depends on how many questions there are."""
        sides = np.stack([side for each in asked for side in (each.sought, each.centred)])
        products = np.ascontiguousarray(np.vecdot(self._centred[:, None], sides).T)
        moved = np.vecdot(self._away, sides[::2, None])
        near = products[::2] * self._stretch + moved[:, self._spoken] * self._shrunk
        return near, products[1::2]


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
        self._placed = Placed(space, embed(self.texts), self._languages)
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

    def spelt(self, text: str, language: Language) -> Spelt:
        """A plain text weighed; those `beside` it weigh it in the same way."""
        return Spelt(language, self._letters.weighed(text), self._words.weighed(text, language))

    def letters(self, asked: Spelt) -> Vectors:
        """How alike each phrasing is, letter by letter."""
        return self._letters.scores(asked.letters)

    def seen(self, place: int) -> Seen:
        return self._placed.seen(place)

    def signs(
        self, spelt: Sequence[Spelt], letters: Sequence[Vectors], seen: Sequence[Seen]
    ) -> Signs:
        """How like each clause each group is: clause, group, sign."""
        found = np.empty((len(spelt), len(self.names), len(SIGNS)), np.float32)
        if not self.names:
            return found
        near, centred = self._placed.cosines(seen)
        for place, signs in enumerate(found):
            signs[:, 0] = self._best(near[place])
            signs[:, 1] = self._best_three(near[place])
            signs[:, 2] = self._best(centred[place])
            signs[:, 3] = self._best(letters[place])
            signs[:, 4:] = self._words.shared(spelt[place].words, spelt[place].language)
        return found

    def _best(self, scores: Vectors) -> Vectors:
        return np.asarray(np.maximum.reduceat(scores, self._starts), np.float32)

    def _best_three(self, scores: Vectors) -> Vectors:
        """Mean of the three highest scores of each group; of all of them, when it has fewer."""
        spread = np.append(scores, np.float32(-np.inf))[self._members]
        highest = np.partition(spread, -_NEAREST, axis=1)[:, -_NEAREST:]
        known = np.isfinite(highest)
        total = np.where(known, highest, 0).sum(axis=1)
        return np.asarray(total / known.sum(axis=1), np.float32)


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
    return np.asarray(vectors / _lengths(vectors)[..., None], np.float32)


def _lengths(vectors: Vectors) -> Vectors:
    """One for what has none."""
    lengths = np.linalg.norm(vectors, axis=-1)
    return np.asarray(np.where(lengths > 0, lengths, 1), np.float32)
