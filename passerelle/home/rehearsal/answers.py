"""What an invented learner answers and writes, according to their ability."""

from __future__ import annotations

import random
from collections.abc import Mapping

from passerelle.campus.enums import Judgment
from passerelle.campus.quizzing import Fields, Quiz, key_of, pair_options
from passerelle.engines.quiz import Between, Kind, Near, Question
from passerelle.engines.rubric import Rubric, score

from .cast import Character
from .prose import ENDINGS

_SILENT, _JUDGED_FROM = 0.08, (0.5, 0.65, 0.8)


def levels_of(rubric: Rubric, ability: float, rng: random.Random) -> dict[str, str]:
    """A rater's levels: around the ability of the work, with their own eye."""
    chosen = {}
    for criterion in rubric.criteria:
        best = len(criterion.levels) - 1
        place = round(min(1.0, max(0.0, rng.gauss(ability, 0.12))) * best)
        chosen[criterion.id] = criterion.levels[place].id
    return chosen


def judgment_of(rubric: Rubric, levels: Mapping[str, str], rng: random.Random) -> str:
    """What a juror makes of the whole: near what their levels say, and their own; now and then
    nothing."""
    if rng.random() < _SILENT:
        return ""
    marks = score(rubric, levels)
    felt = float(marks.points / marks.maximum) + rng.gauss(0, 0.06)
    return str(list(Judgment)[sum(felt >= bound for bound in _JUDGED_FROM)])


def answers_of(quiz: Quiz, character: Character, rng: random.Random) -> dict[str, Fields]:
    """An answer to every question, right as often as the person is able."""
    return {
        key_of(question, place): _answer(question, rng, knows=rng.random() < character.ability)
        for place, question in enumerate(quiz.fr)
    }


def _answer(question: Question, rng: random.Random, *, knows: bool) -> Fields:
    match question.kind:
        case Kind.TRUE_FALSE:
            return {"answer": ["true" if question.is_true is knows else "false"]}
        case Kind.SINGLE | Kind.MULTIPLE:
            return {"answer": _choices(question, rng, knows=knows)}
        case Kind.SHORT:
            return {"answer": [question.choices[0].text.text if knows else "je ne sais pas"]}
        case Kind.NUMERIC:
            return {"answer": [_number(question, knows=knows)]}
        case Kind.MATCHING:
            options = [place for place, _ in pair_options(question)]
            rights = [pair.right for pair in question.pairs]
            return {
                f"pair-{n}": [str(rights.index(pair.right) if knows else rng.choice(options))]
                for n, pair in enumerate(question.pairs)
                if pair.left.text
            }
        case _:
            return {"answer": [rng.choice(ENDINGS)]}


def _choices(question: Question, rng: random.Random, *, knows: bool) -> list[str]:
    right = [n for n, choice in enumerate(question.choices) if choice.credit > 0]
    wrong = [n for n, choice in enumerate(question.choices) if choice.credit <= 0]
    if knows:
        best = max(question.choices[n].credit for n in right)
        full = [n for n in right if question.choices[n].credit == best]
        return [str(n) for n in (right if question.kind is Kind.MULTIPLE else full[:1])]
    return [str(rng.choice(wrong or right))]


def _number(question: Question, *, knows: bool) -> str:
    accepted = question.numbers[0].accepts
    match accepted:
        case Near(number, _):
            return str(number) if knows else str(number + 1_000)
        case Between(low, high):
            return str(low) if knows else str(high + 1_000)
        case _:
            return "0"
