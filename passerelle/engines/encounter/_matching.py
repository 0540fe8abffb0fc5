"""Which facts a turn asks for: a reader by likeness, with the shared library as its counterweight.

A clause is compared with every group of phrasings (`_matching_index`). The signs of likeness are
weighed and made chances that sum to one over all groups and "none of them" (a multinomial logit,
McFadden 1974). The chance of a fact is the sum over its groups: those of its topics and its own.
So a fact is told only when it is likelier than everything else a clinician may ask; the threshold
is higher the more delicate the fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._case import LANGUAGES, Case, Fact, Language, Level
from ._library import Library
from ._matching_index import Groups, Phrasings, Seen, Space, Spelt
from ._matching_spelling import Spelling
from ._matching_vectors import Embed, Vectors
from ._reading import Asking
from ._texts import plain, spelt_out

Chances = NDArray[np.float64]
KINDS = ("a fact's", "its author's", "same subject as a fact's", "a stranger's")
_SAME_LETTERS = 0.95
_TOGETHER = 32  # clauses whose scores stand in memory at once


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign of likeness and each kind of group weighs, and the weight of "none"."""

    signs: NDArray[np.float64]
    none: float

    def chances(self, signs: Vectors) -> Chances:
        """exp(weight · signs) over their sum; the last one is that of none."""
        scores = np.append(signs.astype(np.float64) @ self.signs, self.none)
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), np.float64)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chances from which something is said. `by_fact` are those of a few facts, higher."""

    told: Mapping[Level, float]
    near: float = 0.10
    denied: float = 0.30
    by_fact: Mapping[str, float] = field(default_factory=dict)

    def of(self, fact: Fact) -> float:
        return max(self.told[fact.level], self.by_fact.get(fact.id, 0.0))

    def as_json(self) -> dict[str, Any]:
        return {
            "told": {str(level): chance for level, chance in self.told.items()},
            "near": self.near,
            "denied": self.denied,
            "by_fact": dict(self.by_fact),
        }


DEFAULT_THRESHOLDS = Thresholds({Level.OPEN: 0.62, Level.ASKED: 0.66, Level.SENSITIVE: 0.8})


def thresholds_in(stored: object) -> Thresholds:
    """What `as_json` gave; the usual ones for anything else, and for what is no chance."""
    if not isinstance(stored, Mapping):
        return DEFAULT_THRESHOLDS
    try:
        found = Thresholds(
            told={level: float(stored["told"][level]) for level in Level},
            near=float(stored["near"]),
            denied=float(stored["denied"]),
            by_fact={str(fact): float(chance) for fact, chance in stored["by_fact"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return DEFAULT_THRESHOLDS
    chances = (*found.told.values(), found.near, found.denied, *found.by_fact.values())
    return found if all(0 < chance <= 1 for chance in chances) else DEFAULT_THRESHOLDS


@dataclass(frozen=True)
class Lexicon:
    """The library ready to be compared with: made once, used by every case."""

    library: Library
    phrasings: Phrasings
    space: Space
    weights: Weights


@dataclass(frozen=True, slots=True)
class Likely:
    """Chances of one clause: of each fact of the case, of each topic that no fact covers."""

    facts: Mapping[str, float]
    topics: Mapping[str, float]

    @property
    def fact(self) -> str:
        return max(self.facts, key=self.facts.__getitem__)

    @property
    def topic(self) -> str:
        return max(self.topics, key=self.topics.__getitem__, default="")


class Likeness:
    """Compares clauses with one case's facts and the whole library."""

    def __init__(self, case: Case, lexicon: Lexicon, embed: Embed) -> None:
        self._case, self._lexicon, self._embed = case, lexicon, embed
        self._own = Phrasings(
            own_phrasings(case),
            embed=embed,
            space=lexicon.space,
            beside=lexicon.phrasings,
        )
        names = (*lexicon.phrasings.names, *self._own.names)
        columns = {name: place for place, name in enumerate(lexicon.phrasings.names)}
        own = {name: len(columns) + place for place, name in enumerate(self._own.names)}
        self._groups = {
            fact.id: [
                *(columns[topic] for topic in fact.topics if topic in columns),
                *([own[fact.id]] if fact.id in own else []),
            ]
            for fact in case.facts
        }
        self._columns = np.array([c for each in self._groups.values() for c in each], np.intp)
        sizes = [len(each) for each in self._groups.values()]
        self._owners = np.repeat(np.arange(len(sizes)), sizes)
        covered = {topic for fact in case.facts for topic in fact.topics}
        self._uncovered = {name: place for name, place in columns.items() if name not in covered}
        self._others = np.array(list(self._uncovered.values()), np.intp)
        self._kinds = self._kinds_of(names)
        self._spelling = {
            language: Spelling((*lexicon.phrasings.spoken(language), *self._own.spoken(language)))
            for language in LANGUAGES
        }

    def _kinds_of(self, names: Sequence[str]) -> Vectors:
        """Which of `KINDS` each group is, a row a group."""
        topics = self._lexicon.library.by_id
        lent = len(self._lexicon.phrasings.names)
        subjects = {topics[name].subject for name in names[:lent] if name not in self._uncovered}
        rows = []
        for place, name in enumerate(names):
            own = place >= lent
            free = not own and name in self._uncovered
            kin = free and topics[name].subject in subjects - {""}
            rows.append((not free, own, kin, free and topics[name].is_stranger))
        return np.array(rows, np.float32)

    def signs(self, asked: Sequence[Asking]) -> Vectors:
        """Of each clause, a row a group: signs of likeness, then its kinds."""
        texts = [self._spelling[each.language].mended(spelt_out(*each)) for each in asked]
        books = (self._lexicon.phrasings, self._own)
        spelt = [
            books[0].spelt(plain(text), each.language)
            for text, each in zip(texts, asked, strict=True)
        ]
        letters = [[book.letters(each) for each in spelt] for book in books]
        seen = self._seen(texts, spelt, letters)
        signs = [book.signs(spelt, each, seen) for book, each in zip(books, letters, strict=True)]
        kinds = np.broadcast_to(self._kinds, (len(asked), *self._kinds.shape))
        return np.concatenate([np.concatenate(signs, axis=1), kinds], axis=2)

    def _seen(
        self, texts: Sequence[str], spelt: Sequence[Spelt], letters: Sequence[Sequence[Vectors]]
    ) -> Sequence[Seen]:
        """Vectors of clauses: those of a phrasing written with the same letters are known."""
        known = [self._known(scores) for scores in zip(*letters, strict=True)]
        unknown = [text for text, each in zip(texts, known, strict=True) if each is None]
        computed = iter(self._embed(unknown) if unknown else ())
        return [
            each or self._lexicon.space.seen(next(computed), asked.language)
            for each, asked in zip(known, spelt, strict=True)
        ]

    def _known(self, letters: Sequence[Vectors]) -> Seen | None:
        for book, scores in zip((self._lexicon.phrasings, self._own), letters, strict=True):
            if scores.size and scores.max() >= _SAME_LETTERS:
                return book.seen(int(scores.argmax()))
        return None

    def members(self) -> NDArray[np.bool_]:
        """Which groups each fact owns, a row a fact."""
        width = len(self._lexicon.phrasings.names) + len(self._own.names)
        table = np.zeros((len(self._groups), width), np.bool_)
        for row, columns in zip(table, self._groups.values(), strict=True):
            row[columns] = True
        return table

    def likely(self, text: str, language: Language) -> Likely:
        (found,) = self.likely_each([Asking(text, language)])
        return found

    def likely_each(self, asked: Sequence[Asking]) -> list[Likely]:
        """Clauses compared together, a few at a time: the same chances as one by one, sooner."""
        return [
            self._likely(self._lexicon.weights.chances(signs))
            for start in range(0, len(asked), _TOGETHER)
            for signs in self.signs(asked[start : start + _TOGETHER])
        ]

    def _likely(self, chances: Chances) -> Likely:
        own = np.bincount(self._owners, chances[self._columns], minlength=len(self._groups))
        return Likely(
            dict(zip(self._groups, own.tolist(), strict=True)),
            dict(zip(self._uncovered, chances[self._others].tolist(), strict=True)),
        )


def own_phrasings(case: Case) -> Groups:
    """What the author of a case wrote for each fact, beyond the library."""
    return {fact.id: fact.phrasings for fact in case.facts}
