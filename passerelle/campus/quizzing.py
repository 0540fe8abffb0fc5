"""A quiz as it is played: the same questions in two languages, the answers and what they earn.

Answers are kept so that they mean the same in both languages: positions of choices as in the
file, and, for a pair, the position of the pair whose right side was chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.utils.datastructures import MultiValueDict

from passerelle.engines.quiz import (
    Kind,
    NoAnswer,
    Outcome,
    Question,
    Response,
    ResponseRefused,
    check,
    match_options,
    parse_gift,
    read_response,
)
from passerelle.foundation.translated import Language
from passerelle.programme.queries import text_of

Fields = Mapping[str, list[str]]
_TEN_THOUSANDTHS = Decimal("0.0001")
_FIELD = re.compile(r"answer|pair-\d{1,3}")


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions of one revision, French and English, one to one."""

    fr: tuple[Question, ...]
    en: tuple[Question, ...]

    def in_language(self, language: Language) -> tuple[Question, ...]:
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Checked:
    """One answer with its outcome; `points` is a share of 1, None when a person will mark it."""

    key: str
    response: Fields
    outcome: Outcome

    @property
    def share(self) -> Fraction | None:
        return self.outcome.points

    @property
    def points(self) -> Decimal | None:
        return None if self.share is None else decimal_of(self.share)


class AnswersRefused(Exception):
    """Some answers cannot be read; `by_question` says which and why, in both languages."""

    def __init__(self, by_question: dict[str, ResponseRefused]) -> None:
        super().__init__("Some answers cannot be read.")
        self.by_question = by_question


def decimal_of(share: Fraction) -> Decimal:
    """To four decimals, as stored."""
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(_TEN_THOUSANDTHS)


@lru_cache(maxsize=64)
def _quiz_from(french: str, english: str) -> Quiz:
    fr, en = (parse_gift(text_of(digest)).questions for digest in (french, english))
    return Quiz(*(tuple(one for one in side if one.kind is not Kind.CATEGORY) for side in (fr, en)))


def quiz_of(content: Mapping[str, str]) -> Quiz:
    """The quiz behind the digests an activity or an attempt keeps."""
    return _quiz_from(content["fr.gift"], content["en.gift"])


def key_of(question: Question, place: int) -> str:
    """What names a question in forms and answers."""
    return question.id or f"q{place}"


def answers_in(quiz: Quiz, values: MultiValueDict[str, str]) -> dict[str, dict[str, list[str]]]:
    """The fields of each question, from a form where they begin with the question's key."""
    found: dict[str, dict[str, list[str]]] = {}
    for place, question in enumerate(quiz.fr):
        start = f"{key_of(question, place)}-"
        found[start[:-1]] = {
            name[len(start) :]: [value.replace("\0", "") for value in values.getlist(name)]
            for name in values
            if name.startswith(start)
            and _FIELD.fullmatch(name[len(start) :])
            and any(value.strip() for value in values.getlist(name))
        }
    return found


def check_answers(quiz: Quiz, answers: Mapping[str, Fields]) -> list[Checked]:
    """The outcome of every question, the unanswered ones included."""
    checked, refused = [], {}
    for place, question in enumerate(quiz.fr):
        key = key_of(question, place)
        response = answers.get(key, {})
        try:
            outcome = outcome_of(question, quiz.en[place], response)
        except ResponseRefused as refusal:
            refused[key] = refusal
        else:
            checked.append(Checked(key, response, outcome))
    if refused:
        raise AnswersRefused(refused)
    return checked


def outcome_of(question: Question, other: Question, response: Fields) -> Outcome:
    """A typed answer is right when it is right in either language."""
    outcome = check(question, read_fields(question, response), ignore_accents=True)
    if question.kind is Kind.SHORT and not outcome.right:
        translated = check(other, read_fields(other, response), ignore_accents=True)
        if (translated.points or 0) > (outcome.points or 0):
            return translated
    return outcome


def read_fields(question: Question, response: Fields) -> Response:
    """The engine's typed answer."""
    if not response:
        return NoAnswer()
    if question.kind is not Kind.MATCHING:
        return read_response(question, response)
    return read_response(
        question, {name: [_option_place(question, given[-1])] for name, given in response.items()}
    )


def _option_place(question: Question, said: str) -> str:
    """The place among the options of a pair's right side; what is no pair is left to be refused."""
    if not said.strip():
        return ""
    rights = {str(place): pair.right for place, pair in enumerate(question.pairs) if pair.right}
    right = rights.get(said.strip())
    return f"({said})" if right is None else str(match_options(question).index(right))


def pair_options(question: Question) -> list[tuple[int, str]]:
    """The right sides to choose from: (position of the first pair that has it, its text)."""
    rights = [pair.right for pair in question.pairs]
    return [(rights.index(right), right) for right in match_options(question)]


def total_of(checked: Sequence[Checked]) -> tuple[Decimal, Decimal]:
    """Points earned and the maximum, over the questions that are scored."""
    shares = [item.share for item in checked if item.share is not None]
    return decimal_of(sum(shares, Fraction(0))), Decimal(len(shares))
