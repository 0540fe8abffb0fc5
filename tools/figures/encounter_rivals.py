"""The honest table: simpler readers on the same questions, each at its own best threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from passerelle.engines.encounter import (
    Asked,
    BlindQuestions,
    Case,
    own_phrasings,
    shared_library,
    texts_of,
)
from passerelle.engines.encounter._ngrams import NgramIndex
from passerelle.engines.encounter._texts import plain
from passerelle.simulation.blind import blind_questions_in
from passerelle.simulation.kinds.cases import read_case
from passerelle.simulation.questioning import kept_embed

from .sheet import Figure

_FALSE_SHARE = 0.02  # on the questions to calibrate on, as ours
Scores = Callable[[Sequence[str]], np.ndarray]  # a row a question, a column a phrasing


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest fact of a question, and how likely."""

    score: float
    asks: bool
    right: bool
    held_out: bool


Guesses = dict[str, list[Guess]]  # by rival


def guessed(folder: Path) -> Guesses:
    """What each rival answers to one case's questions."""
    case, parts = read_case(folder), blind_questions_in(folder).parts()
    owners, texts = _phrasings(case)
    return {
        "raw embedding": list(_guesses(owners, _raw(texts), parts)),
        "letters alone": list(_guesses(owners, _letters(texts), parts)),
    }


def rival_figures(cases: Sequence[Guesses]) -> Iterator[Figure]:
    """Recall and false turns, pooled over the cases; one threshold for all."""
    for name in cases[0]:
        guesses = [guess for each in cases for guess in each[name]]
        kept = [guess for guess in guesses if not guess.held_out]
        held = [guess for guess in guesses if guess.held_out]
        threshold = _threshold(kept)
        told = [guess for guess in held if guess.score >= threshold]
        asked = sum(guess.asks for guess in held)
        recall = sum(guess.right for guess in told) / asked
        false = sum(not guess.right for guess in told) / len(held)
        value = f"{recall:.3f} told, {false:.1%} false"
        yield Figure(f"for comparison: {name}, at its own threshold", "", value)
        nothing = [guess for guess in held if not guess.asks]
        always = sum(guess.score >= _usual(kept) for guess in nothing) / len(nothing)
        name = f"for comparison: {name}, told to what asks for nothing, at our recall"
        yield Figure(name, "", f"{always:.1%}")
    yield Figure("for comparison: a language model alone", "", "not run: none at hand")


def _guesses(
    owners: Sequence[str], score: Scores, parts: tuple[BlindQuestions, BlindQuestions]
) -> Iterator[Guess]:
    kept, held = parts
    for part, held_out in ((kept, False), (held, True)):
        asked: list[Asked] = [*part.single, *part.out_of_case, *part.hostile]
        for each, row in zip(asked, score([a.text for a in asked]), strict=True):
            best = int(row.argmax())
            right = owners[best] in each.facts
            yield Guess(float(row[best]), bool(each.facts), right, held_out)


def _phrasings(case: Case) -> tuple[list[str], list[str]]:
    """Every phrasing of a fact, its topics' included, with the fact."""
    topics, own = shared_library().by_id, own_phrasings(case)
    rows = [
        (fact.id, text)
        for fact in case.facts
        for choices in (own[fact.id], *(topics[t].phrasings for t in fact.topics if t in topics))
        for text in texts_of({fact.id: choices})
    ]
    return [fact for fact, _ in rows], [text for _, text in rows]


def _raw(texts: list[str]) -> Scores:
    embed = kept_embed(None)
    rows = embed(texts)
    return lambda asked: embed(list(asked)) @ rows.T


def _letters(texts: list[str]) -> Scores:
    index = NgramIndex([plain(text) for text in texts])
    return lambda asked: np.stack([index.scores(index.weighed(plain(text))) for text in asked])


def _threshold(kept: Sequence[Guess]) -> float:
    """The lowest one at which few enough turns are false."""
    most = int(_FALSE_SHARE * len(kept))
    wrong = sorted((guess.score for guess in kept if not guess.right), reverse=True)
    return wrong[most] + 1e-9 if len(wrong) > most else 0.0


def _usual(kept: Sequence[Guess]) -> float:
    """The threshold at which three questions in four are answered rightly."""
    right = sorted((guess.score for guess in kept if guess.right), reverse=True)
    wanted = int(0.75 * sum(guess.asks for guess in kept))
    return right[min(wanted, len(right) - 1)]
