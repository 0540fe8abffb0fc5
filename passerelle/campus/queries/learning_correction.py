"""A submitted quiz: for every question what was answered, whether it was right, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from passerelle.engines.numbers import format_in
from passerelle.engines.quiz import (
    Kind,
    NoAnswer,
    Outcome,
    Question,
    ResponseRefused,
    Text,
    right_answer,
)
from passerelle.foundation.translated import Language

from ..models import Answer, Attempt
from ..quiz_prose import html_of_text
from ..quizzing import key_of, outcome_of, quiz_of, read_fields
from .learning_explained import Explanations

Fields = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Settled:
    """A choice or a pair once corrected: what it says, what to think of it, why."""

    html: SafeString | str
    verdict: str = ""
    tone: str = ""
    given: str = ""
    why: SafeString | str = ""

    @property
    def sign(self) -> str:
        return {"right": "✓", "wrong": "✗"}.get(self.tone, "")


@dataclass(frozen=True, slots=True)
class Corrected:
    """One question corrected; rank 0 is a text without a question."""

    rank: int
    html: SafeString
    label: str = ""
    verdict: str = ""
    tone: str = ""
    mark: str = ""
    choices: tuple[Settled, ...] = ()
    pairs: tuple[Settled, ...] = ()
    given: str = ""
    feedback: tuple[SafeString, ...] = ()
    right_answer: str = ""
    general: SafeString | str = ""


def correction_of(attempt: Attempt, *, language: Language) -> tuple[Corrected, ...]:
    """One query, one more where an explanation names a lesson; outcomes are replayed on the
    questions the attempt was taken on."""
    quiz = quiz_of(attempt.content)
    mine = quiz.in_language(language)
    other = quiz.in_language("en" if language == "fr" else "fr")
    answers = {answer.question: answer for answer in attempt.answers.all()}
    explanations, corrected, rank = Explanations(attempt.activity), [], 0
    for place, question in enumerate(mine):
        if question.kind is Kind.DESCRIPTION:
            corrected.append(Corrected(0, html_of_text(question.prompt)))
            continue
        rank += 1
        answer = answers.get(key_of(question, place))
        corrected.append(
            _corrected(
                rank,
                question,
                other=other[place],
                answer=answer,
                explanations=explanations,
                language=language,
            )
        )
    return tuple(corrected)


def _corrected(
    rank: int,
    question: Question,
    *,
    other: Question,
    answer: Answer | None,
    explanations: Explanations,
    language: Language,
) -> Corrected:
    said: Fields = answer.response if answer else {}
    outcome = _outcome(question, other, said)
    points = answer.points if answer else Decimal(0)
    verdict, tone = _verdict(question, said, points)
    asks_for_words = question.kind in {Kind.SHORT, Kind.NUMERIC, Kind.MATCHING}
    solution = right_answer(question) if asks_for_words and tone != "right" else None
    always = question.general_feedback
    return Corrected(
        rank=rank,
        html=html_of_text(question.prompt),
        label=_("Question %(rank)s") % {"rank": rank},
        verdict=verdict,
        tone=tone,
        mark=_mark(points, language),
        choices=_choices(question, outcome, said, explanations=explanations),
        pairs=_pairs(question, outcome, said),
        given=_typed(question, said),
        feedback=tuple(map(explanations.html_of, _feedback(question, outcome))),
        right_answer="" if solution is None else solution.in_language(language),
        general=explanations.html_of(always) if always else "",
    )


def _outcome(question: Question, other: Question, said: Fields) -> Outcome:
    try:
        return outcome_of(question, other, said)
    except ResponseRefused:  # an answer kept from a page that no longer exists
        return outcome_of(question, other, {})


def _verdict(question: Question, said: Fields, points: Decimal | None) -> tuple[str, str]:
    if points is None:
        return _("Not marked by the machine"), ""
    if points >= 1:
        return _("Right"), "right"
    try:
        if isinstance(read_fields(question, said), NoAnswer):
            return _("No answer"), "wrong"
    except ResponseRefused:
        return _("No answer"), "wrong"
    return (_("Partly right"), "") if points > 0 else (_("Wrong"), "wrong")


def _mark(points: Decimal | None, language: Language) -> str:
    if points is None:
        return ""
    return _("%(points)s of 1") % {"points": format_in(language, points.quantize(Decimal("0.01")))}


def _choices(
    question: Question, outcome: Outcome, said: Fields, *, explanations: Explanations
) -> tuple[Settled, ...]:
    """Every choice offered; the feedback of those taken."""
    if question.kind is Kind.TRUE_FALSE:
        truth = (("true", _("True"), question.is_true), ("false", _("False"), not question.is_true))
        given = said.get("answer", ())
        return tuple(
            _settled(word, is_taken=value in given, is_right=bool(right))
            for value, word, right in truth
        )
    if question.kind not in {Kind.SINGLE, Kind.MULTIPLE}:
        return ()
    taken = {verdict.position for verdict in outcome.verdicts if verdict.chosen}
    best = max(choice.credit for choice in question.choices)
    return tuple(
        _settled(
            html_of_text(choice.text),
            is_taken=place in taken,
            is_right=choice.credit > 0 if question.kind is Kind.MULTIPLE else choice.credit == best,
            why=explanations.html_of(choice.feedback) if place in taken and choice.feedback else "",
        )
        for place, choice in enumerate(question.choices)
    )


def _settled(
    html: SafeString | str, *, is_taken: bool, is_right: bool, why: SafeString | str = ""
) -> Settled:
    if is_taken:
        verdict = _("Your answer, right") if is_right else _("Your answer, wrong")
        return Settled(html, verdict, "right" if is_right else "wrong", why=why)
    return Settled(html, _("The right answer"), "right") if is_right else Settled(html)


def _pairs(question: Question, outcome: Outcome, said: Fields) -> tuple[Settled, ...]:
    if question.kind is not Kind.MATCHING:
        return ()
    right = {verdict.position: verdict.right for verdict in outcome.verdicts}
    settled = []
    for place, pair in enumerate(question.pairs):
        if not pair.left.text:
            continue
        given = _right_side(question, said.get(f"pair-{place}", ()))
        is_right = right.get(place, False)
        settled.append(
            Settled(
                html_of_text(pair.left),
                _("Right") if is_right else _("Wrong") if given else _("No answer"),
                "right" if is_right else "wrong",
                given=given,
            )
        )
    return tuple(settled)


def _right_side(question: Question, said: list[str] | tuple[str, ...]) -> str:
    places = {str(place): pair.right for place, pair in enumerate(question.pairs)}
    return places.get(said[-1], "") if said else ""


def _typed(question: Question, said: Fields) -> str:
    if question.kind not in {Kind.SHORT, Kind.NUMERIC, Kind.ESSAY}:
        return ""
    return (said.get("answer") or [""])[-1]


def _feedback(question: Question, outcome: Outcome) -> tuple[Text, ...]:
    """What is said of a typed or true-or-false answer; choices carry their own."""
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        return ()
    if question.kind is not Kind.SHORT:
        return outcome.feedback
    fitting = [question.choices[verdict.position].feedback for verdict in outcome.verdicts]
    return tuple(text for text in fitting if text)
