"""A quiz in progress as a page needs it: what is asked and what is already answered.

Nothing here knows what is right: the correction is in `learning_correction`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from passerelle.engines.quiz import Kind, Matched, NoAnswer, Question, ResponseRefused
from passerelle.foundation.translated import Language

from ..models import Attempt
from ..quiz_prose import html_of_text
from ..quizzing import (
    Quiz,
    answers_in,
    key_of,
    pair_options,
    quiz_of,
    read_fields,
)

Answers = dict[str, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose."""

    value: str
    html: SafeString | str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The left side of a pair, with the right sides to choose from."""

    name: str
    html: SafeString
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the answer given so far; rank 0 is a text without a question."""

    rank: int
    label: str
    name: str
    kind: str
    html: SafeString
    offers: tuple[Offer, ...] = ()
    lines: tuple[Line, ...] = ()
    typed: str = ""
    error: str = ""

    @property
    def anchor(self) -> str:
        return f"question-{self.rank}"


def number_of_questions(content: Mapping[str, str]) -> int:
    return sum(question.kind is not Kind.DESCRIPTION for question in quiz_of(content).fr)


def drafts_of(attempt: Attempt) -> Answers:
    """The answers kept so far: one query."""
    return dict(attempt.answers.values_list("question", "response"))


def answers_given(attempt: Attempt, quiz: Quiz, values: MultiValueDict[str, str]) -> Answers:
    """The answers of a form made by `asked_in`, without the veils of its pairs."""
    given = answers_in(quiz, values)
    for place, question in enumerate(quiz.fr):
        if question.kind is Kind.MATCHING:
            key = key_of(question, place)
            pairs = {veil: str(pair) for pair, veil in _veils(attempt, key, question).items()}
            given[key] = {
                name: [pairs.get(value, value) for value in said]
                for name, said in given[key].items()
            }
    return given


def asked_in(
    attempt: Attempt,
    answers: Answers,
    *,
    language: Language,
    refused: Mapping[str, ResponseRefused] | None = None,
) -> tuple[Asked, ...]:
    """The questions of an attempt in the reader's language, with what is answered."""
    refusals = refused or {}
    return tuple(
        _asked(
            question,
            rank=rank,
            key=key,
            said=answers.get(key, {}),
            veils=_veils(attempt, key, question),
            error=refusals[key].wording.in_language(language) if key in refusals else "",
        )
        for rank, key, question in _ranked(quiz_of(attempt.content).in_language(language))
    )


def unanswered_in(quiz: Quiz, answers: Answers) -> list[int]:
    """The ranks of the questions left blank, or of pairs left incomplete."""
    return [
        rank
        for rank, key, question in _ranked(quiz.fr)
        if rank and _is_blank(question, answers.get(key, {}))
    ]


def _is_blank(question: Question, said: Mapping[str, list[str]]) -> bool:
    try:
        match read_fields(question, said):
            case NoAnswer():
                return True
            case Matched(answers):
                return any(
                    answer is None
                    for answer, pair in zip(answers, question.pairs, strict=True)
                    if pair.left.text
                )
    except ResponseRefused:
        pass
    return False


def _ranked(questions: tuple[Question, ...]) -> Iterator[tuple[int, str, Question]]:
    rank = 0
    for place, question in enumerate(questions):
        is_asked = question.kind is not Kind.DESCRIPTION
        rank += is_asked
        yield (rank if is_asked else 0), key_of(question, place), question


def _asked(
    question: Question,
    *,
    rank: int,
    key: str,
    said: Mapping[str, list[str]],
    veils: Mapping[int, str],
    error: str,
) -> Asked:
    given = said.get("answer", [])
    return Asked(
        rank=rank,
        label=_label(rank, question),
        name=f"{key}-answer",
        kind=str(question.kind),
        html=html_of_text(question.prompt),
        offers=_offers(question, given),
        lines=_lines(question, key, said, veils),
        typed=given[-1] if given else "",
        error=error,
    )


def _label(rank: int, question: Question) -> str:
    if question.kind is Kind.MULTIPLE:
        return _("Question %(rank)s · several answers are possible") % {"rank": rank}
    return _("Question %(rank)s") % {"rank": rank}


def _offers(question: Question, given: list[str]) -> tuple[Offer, ...]:
    if question.kind is Kind.TRUE_FALSE:
        words = (("true", _("True")), ("false", _("False")))
        return tuple(Offer(value, word, value in given) for value, word in words)
    if question.kind not in {Kind.SINGLE, Kind.MULTIPLE}:
        return ()
    return tuple(
        Offer(str(place), html_of_text(choice.text), str(place) in given)
        for place, choice in enumerate(question.choices)
    )


def _lines(
    question: Question, key: str, said: Mapping[str, list[str]], veils: Mapping[int, str]
) -> tuple[Line, ...]:
    if question.kind is not Kind.MATCHING:
        return ()
    options = pair_options(question)
    return tuple(
        Line(
            name=f"{key}-pair-{place}",
            html=html_of_text(pair.left),
            offers=tuple(
                Offer(veils[option], right, str(option) in said.get(f"pair-{place}", ()))
                for option, right in options
            ),
        )
        for place, pair in enumerate(question.pairs)
        if pair.left.text
    )


def _veils(attempt: Attempt, key: str, question: Question) -> dict[int, str]:
    """A name for each right side: the position itself would tell which left side it belongs to."""
    if question.kind is not Kind.MATCHING:
        return {}
    return {
        place: salted_hmac("passerelle.quiz.pair", f"{attempt.pk}/{key}/{place}").hexdigest()[:10]
        for place in range(len(question.pairs))
    }
