"""Blind questions: which are kept out, and what the others teach.

Two thirds of the questions of each fact and language set the thresholds; the last third, drawn by
a fixed seed, is only ever measured on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ._about import is_general_knowledge, is_of_a_person
from ._case import LANGUAGES, Case, Choices, Fact, Language, Level
from ._clauses import clauses_of
from ._hostility import hostility_of
from ._matching import DEFAULT_THRESHOLDS, Likely, Likeness, Thresholds
from ._reading import Asking
from ._texts import plain

SEED = 2027
_HELD_OUT = 1 / 3
_FALSE_SHARE = 0.02  # of the turns; under the bar of 3 %, which holds for other questions too
_SHIFTS = tuple(step / 100 for step in range(-5, 36))  # tried on the default thresholds
_OWN_SHARE = 0.25  # of the shift found: a case's questions are few, the default comes of many
_HIGHEST = 0.95
_ABOVE = 0.03  # how far above a false disclosure the threshold of its fact is put
_MOST_LOST = 0  # questions that raising the threshold of a fact may cost


@dataclass(frozen=True, slots=True)
class Asked:
    """A test question: turns in order, the last of which asks for these facts (or for nothing)."""

    language: Language
    turns: tuple[str, ...]
    facts: tuple[str, ...] = ()
    hostile: bool = False

    @property
    def text(self) -> str:
        return self.turns[-1]


@dataclass(frozen=True, slots=True)
class BlindQuestions:
    """All of a case's blind questions, by what they test."""

    single: tuple[Asked, ...]
    several: tuple[Asked, ...]
    follow_ups: tuple[Asked, ...]
    out_of_case: tuple[Asked, ...]
    hostile: tuple[Asked, ...]

    def parts(self) -> tuple[BlindQuestions, BlindQuestions]:
        """Those to calibrate on, and those held out."""
        draw = np.random.default_rng(SEED)
        halves = [
            _parted(group, draw)
            for group in (
                self.single,
                self.several,
                self.follow_ups,
                self.out_of_case,
                self.hostile,
            )
        ]
        return (
            BlindQuestions(*(kept for kept, _ in halves)),
            BlindQuestions(*(held for _, held in halves)),
        )

    def all(self) -> tuple[Asked, ...]:
        return (
            *self.single,
            *self.several,
            *self.follow_ups,
            *self.out_of_case,
            *self.hostile,
        )


def questions_on(facts: Mapping[str, Choices]) -> tuple[Asked, ...]:
    return tuple(
        Asked(language, (text,), (fact,))
        for fact, choices in facts.items()
        for language in LANGUAGES
        for text in choices.in_language(language)
    )


def questions_on_nothing(choices: Choices, *, hostile: bool = False) -> tuple[Asked, ...]:
    return tuple(
        Asked(language, (text,), hostile=hostile)
        for language in LANGUAGES
        for text in choices.in_language(language)
    )


def calibrated(case: Case, likeness: Likeness, questions: BlindQuestions) -> Thresholds:
    """Thresholds of one case, from the questions that are not held out.

    All move together, up until few enough turns are false; then a fact that a wrong question would
    still reveal is put above it: when that costs little, and always when it is sensitive."""
    asked = (*questions.single, *questions.out_of_case, *questions.hostile)
    together = [Asking(each.text, each.language) for each in asked]
    seen = list(zip(asked, likeness.likely_each(together), strict=True))
    facts = {fact.id: fact for fact in case.facts}
    shift = next(
        (s for s in _SHIFTS if _false_share(_moved(s), facts, seen) <= _FALSE_SHARE), _SHIFTS[-1]
    )
    flat = _moved(_OWN_SHARE * shift)
    raised = {id: _raised(fact, flat, seen) for id, fact in facts.items()}
    return replace(flat, by_fact={id: each for id, each in raised.items() if each > 0})


Seen = tuple[Asked, Likely]


def _moved(shift: float) -> Thresholds:
    told = {
        level: round(min(chance + shift, _HIGHEST), 3)
        for level, chance in DEFAULT_THRESHOLDS.told.items()
    }
    return replace(DEFAULT_THRESHOLDS, told=told)


def _false_share(thresholds: Thresholds, facts: Mapping[str, Fact], seen: Sequence[Seen]) -> float:
    """Turns whose likeliest fact is told and not asked for."""
    false = sum(
        likely.fact not in asked.facts
        and likely.facts[likely.fact] >= thresholds.of(facts[likely.fact])
        for asked, likely in seen
    )
    return false / max(len(seen), 1)


def _raised(fact: Fact, flat: Thresholds, seen: Iterable[Seen]) -> float:
    """A threshold above what reveals the fact wrongly; 0 when none is needed, or too dear."""
    right: list[float] = []
    wrong: list[float] = []
    for asked, likely in seen:
        chance = likely.facts[fact.id]
        if fact.id in asked.facts:
            right.append(chance)
        elif fact.level is not Level.SENSITIVE or _may_tell_a_secret(asked.text):
            wrong.append(chance)
        else:  # the reader does not look there: a margin against what is put otherwise
            wrong.append(min(chance, _HIGHEST - _ABOVE))
    least = flat.of(fact)
    highest = max(wrong, default=0.0)
    if highest < least:
        return 0.0
    raised = round(min(highest + _ABOVE, 0.99), 3)
    lost = sum(least <= chance < raised for chance in right)
    return raised if lost <= _MOST_LOST or fact.level is Level.SENSITIVE else 0.0


def _may_tell_a_secret(turn: str) -> bool:
    """Whether a reader would look for a sensitive fact in it: not in a lesson, nor in an order."""
    if hostility_of(turn):
        return False
    said = [plain(clause.text) for clause in clauses_of(turn)] or [turn]
    return any(is_of_a_person(each) and not is_general_knowledge(each) for each in said)


def _parted(
    group: Sequence[Asked], draw: np.random.Generator
) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
    """A third of each kind held out: by fact and language, at least one of three."""
    kept: list[Asked] = []
    held: list[Asked] = []
    for alike in _alike(group):
        order = draw.permutation(len(alike))
        out = set(order[: round(len(alike) * _HELD_OUT)].tolist())
        for place, asked in enumerate(alike):
            (held if place in out else kept).append(asked)
    return tuple(kept), tuple(held)


def _alike(group: Sequence[Asked]) -> Iterator[list[Asked]]:
    """Questions of one language on one fact; on several facts, those of one language."""
    single = {len(asked.facts) for asked in group} == {1} and all(
        len(asked.turns) == 1 for asked in group
    )
    keys = dict.fromkeys((asked.language, asked.facts if single else ()) for asked in group)
    for language, facts in keys:
        yield [
            asked
            for asked in group
            if asked.language == language and (asked.facts == facts or not single)
        ]
