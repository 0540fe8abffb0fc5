"""What an answer earns, and what the learner is told."""

import html
import re
from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from fractions import Fraction

from ._model import Between, Choice, Format, Kind, Near, NumericAnswer, Pair, Question, Text
from ._responses import Chosen, Matched, NoAnswer, Number, Response, TrueOrFalse, Written
from ._wording import Wording
from ._written import matches

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One choice or pair: was it taken, and was it right to take it (of a pair: is it joined well).

    Of a true/false question, position 0 is true and 1 is false; of a typed answer, the position is
    that of the accepted answer it fits.
    """

    position: int
    _: KW_ONLY
    chosen: bool
    right: bool
    feedback: Text | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Points from 0 to 1 (None: not scored here, or a person will); `right` is full points."""

    points: Fraction | None
    _: KW_ONLY
    right: bool | None
    verdicts: tuple[Verdict, ...] = ()
    feedback: tuple[Text, ...] = ()
    right_answer: Wording | None = None


def check(question: Question, response: Response, *, ignore_accents: bool = False) -> Outcome:
    """The outcome of an answer, as Moodle would give it.

    Single choice: the credit of the choice, 0 at least. Multiple: the sum of the credits, held
    between 0 and 1. Short and numeric: the credit of the first accepted answer it fits.
    Matching: the share of pairs joined well. Essay: None, a person marks it.
    """
    if not question.is_scored or question.kind is Kind.ESSAY:
        return Outcome(None, right=None)
    match response:
        case TrueOrFalse(says_true) if question.kind is Kind.TRUE_FALSE:
            return _truth(question, says_true=says_true)
        case Chosen(positions) if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
            return _choices(question, positions)
        case Written(text) if question.kind is Kind.SHORT:
            return _written(question, text, ignore_accents=ignore_accents)
        case Number(number) if question.kind is Kind.NUMERIC:
            return _number(question, number)
        case Matched(answers) if question.kind is Kind.MATCHING:
            return _pairs(question, answers)
        case NoAnswer():
            return _outcome(question, Fraction(0))
    raise TypeError(f"A {type(response).__name__} is no answer to a {question.kind} question.")


def right_answer(question: Question) -> Wording | None:
    """The answer that earns everything, in words; None where there is none to give."""
    match question.kind:
        case Kind.TRUE_FALSE:
            return Wording("Vrai", "True") if question.is_true else Wording("Faux", "False")
        case Kind.SINGLE | Kind.SHORT:
            return _same(" / ", (words_of(choice.text) for choice in _full(question.choices)))
        case Kind.MULTIPLE:
            return _same("; ", (words_of(one.text) for one in question.choices if one.credit > 0))
        case Kind.NUMERIC:
            return _numbers_in_words(question.numbers)
        case Kind.MATCHING:
            return _same(
                "; ",
                (
                    f"{words_of(pair.left)} → {pair.right}"
                    for pair in question.pairs
                    if pair.left.text
                ),
            )
        case _:
            return None


def words_of(text: Text) -> str:
    """The words of a text without its HTML tags, for a line of plain text."""
    if text.format not in {Format.HTML, Format.MOODLE}:
        return text.text
    return _SPACES.sub(" ", html.unescape(_TAG.sub("", text.text))).strip()


def _outcome(
    question: Question,
    points: Fraction,
    verdicts: Iterable[Verdict] = (),
    feedback: Iterable[Text | None] = (),
) -> Outcome:
    held = min(Fraction(1), max(Fraction(0), points))
    shown = tuple(text for text in feedback if text)
    return Outcome(
        held,
        right=held == 1,
        verdicts=tuple(verdicts),
        feedback=shown,
        right_answer=right_answer(question),
    )


def _truth(question: Question, *, says_true: bool) -> Outcome:
    is_right = says_true == question.is_true
    feedback = question.right_feedback if is_right else question.wrong_feedback
    verdicts = (
        Verdict(0, chosen=says_true, right=question.is_true is True),
        Verdict(1, chosen=not says_true, right=question.is_true is False),
    )
    return _outcome(question, Fraction(is_right), verdicts, [feedback])


def _choices(question: Question, positions: frozenset[int]) -> Outcome:
    verdicts = [
        Verdict(
            position,
            chosen=position in positions,
            right=choice.credit > 0,
            feedback=choice.feedback,
        )
        for position, choice in enumerate(question.choices)
    ]
    taken = [question.choices[position] for position in sorted(positions)]
    points = sum((choice.credit for choice in taken), Fraction(0))
    return _outcome(question, points, verdicts, [choice.feedback for choice in taken])


def _written(question: Question, text: str, *, ignore_accents: bool) -> Outcome:
    for position, choice in enumerate(question.choices):
        if matches(
            choice.text.text,
            text,
            case_sensitive=question.case_sensitive,
            ignore_accents=ignore_accents,
        ):
            return _fitting(question, position, choice)
    return _outcome(question, Fraction(0))


def _number(question: Question, number: Decimal) -> Outcome:
    for position, answer in enumerate(question.numbers):
        if answer.holds(number):
            return _fitting(question, position, answer)
    return _outcome(question, Fraction(0))


def _fitting(question: Question, position: int, answer: Choice | NumericAnswer) -> Outcome:
    verdict = Verdict(position, chosen=True, right=answer.credit > 0, feedback=answer.feedback)
    return _outcome(question, answer.credit, [verdict], [answer.feedback])


def _pairs(question: Question, answers: tuple[str | None, ...]) -> Outcome:
    verdicts = [
        Verdict(position, chosen=answer is not None, right=answer == pair.right)
        for position, (pair, answer) in enumerate(zip(question.pairs, answers, strict=True))
        if pair.left.text
    ]
    joined = sum(verdict.right for verdict in verdicts)
    return _outcome(question, Fraction(joined, max(1, len(verdicts))), verdicts)


def _asked(question: Question) -> list[Pair]:
    """The pairs with a left side; the others only add a right side to choose from."""
    return [pair for pair in question.pairs if pair.left.text]


def _full(choices: tuple[Choice, ...]) -> list[Choice]:
    """The choices that earn the most, if any earns something."""
    best = max((choice.credit for choice in choices), default=Fraction(0))
    return [choice for choice in choices if choice.credit == best > 0]


def _numbers_in_words(numbers: tuple[NumericAnswer, ...]) -> Wording | None:
    best = max((answer.credit for answer in numbers), default=Fraction(0))
    said = [_in_words(answer.accepts) for answer in numbers if answer.credit == best > 0]
    if not said:
        return None
    return Wording(" / ".join(one.fr for one in said), " / ".join(one.en for one in said))


def _in_words(accepts: Near | Between | None) -> Wording:
    match accepts:
        case Near(number, tolerance) if tolerance:
            return Wording(f"{_fr(number)} ± {_fr(tolerance)}", f"{_en(number)} ± {_en(tolerance)}")
        case Near(number, _):
            return Wording(_fr(number), _en(number))
        case Between(low, high):
            return Wording(f"de {_fr(low)} à {_fr(high)}", f"{_en(low)} to {_en(high)}")
        case _:
            return Wording("tout nombre", "any number")


def _en(number: Decimal) -> str:
    return f"{number:f}".replace("-", "−")


def _fr(number: Decimal) -> str:
    return _en(number).replace(".", ",")


def _same(between: str, words: Iterable[str]) -> Wording | None:
    said = list(words)
    french = between.replace(";", "\u202f;")
    return Wording(french.join(said), between.join(said)) if said else None
