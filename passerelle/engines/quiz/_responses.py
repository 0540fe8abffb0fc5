"""A learner's answer, read from the fields of a form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ._model import Kind, Question
from ._wording import Wording
from ._written import number_written

_LONGEST_ANSWER = 50_000
Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The question was left blank."""


@dataclass(frozen=True, slots=True)
class TrueOrFalse:
    says_true: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """Positions (from 0, in the order of the file) of the choices ticked."""

    positions: frozenset[int]


@dataclass(frozen=True, slots=True)
class Written:
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    number: Decimal


@dataclass(frozen=True, slots=True)
class Matched:
    """For each pair in the order of the file, the right side given to it, or None."""

    answers: tuple[str | None, ...]


Response = NoAnswer | TrueOrFalse | Chosen | Written | Number | Matched


class ResponseRefused(ValueError):
    """An answer that the question does not offer; `wording` is for the learner."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording


def match_options(question: Question) -> tuple[str, ...]:
    """The right sides to choose from, each once, in an order that tells nothing of the pairs."""
    rights = {pair.right for pair in question.pairs if pair.right}
    return tuple(sorted(rights, key=lambda right: (right.casefold(), right)))


def read_response(question: Question, values: Values, *, prefix: str = "") -> Response:
    """The answer found in a form's fields; blank is `NoAnswer`, unknown raises `ResponseRefused`.

    The field is `{prefix}answer`: `true` or `false`, the position of a choice (several for
    multiple choice), or what was typed. Matching has one field a pair, `{prefix}pair-0`…, whose
    value is a position in `match_options`.
    """
    read = _READERS.get(question.kind)
    if read is None:
        return NoAnswer()
    return read(question, values, prefix)


def _true_or_false(_question: Question, values: Values, prefix: str) -> Response:
    said = _last(values, f"{prefix}answer").strip().lower()
    if not said:
        return NoAnswer()
    if said not in {"true", "false"}:
        raise _not_offered(said)
    return TrueOrFalse(said == "true")


def _one_choice(question: Question, values: Values, prefix: str) -> Response:
    said = _last(values, f"{prefix}answer").strip()
    if not said:
        return NoAnswer()
    return Chosen(frozenset({_position(said, len(question.choices))}))


def _choices(question: Question, values: Values, prefix: str) -> Response:
    ticked = [said.strip() for said in values.get(f"{prefix}answer", ()) if said.strip()]
    if not ticked:
        return NoAnswer()
    return Chosen(frozenset(_position(said, len(question.choices)) for said in ticked))


def _text(_question: Question, values: Values, prefix: str) -> Response:
    said = _last(values, f"{prefix}answer")
    if not said.strip():
        return NoAnswer()
    if len(said) > _LONGEST_ANSWER:
        raise ResponseRefused(
            Wording(
                f"Votre réponse dépasse {_LONGEST_ANSWER} caractères\u00a0: raccourcissez-la.",
                f"Your answer is longer than {_LONGEST_ANSWER} characters: shorten it.",
            )
        )
    return Written(said)


def _number(_question: Question, values: Values, prefix: str) -> Response:
    said = _last(values, f"{prefix}answer").strip()
    if not said:
        return NoAnswer()
    number = number_written(said)
    if number is None:
        raise ResponseRefused(
            Wording(
                f"«\u00a0{said[:40]}\u00a0» n’est pas un nombre\u00a0: "
                "écrivez-le en chiffres, sans unité, par exemple 12,5.",
                f"“{said[:40]}” is not a number: write it in digits, without a unit, such as 12.5.",
            )
        )
    return Number(number)


def _pairs(question: Question, values: Values, prefix: str) -> Response:
    options = match_options(question)
    answers = [
        _option(_last(values, f"{prefix}pair-{position}").strip(), options)
        for position in range(len(question.pairs))
    ]
    return Matched(tuple(answers)) if any(answers) else NoAnswer()


def _option(said: str, options: tuple[str, ...]) -> str | None:
    return options[_position(said, len(options))] if said else None


def _position(said: str, count: int) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 6 and int(said) < count):
        raise _not_offered(said)
    return int(said)


def _last(values: Values, name: str) -> str:
    given = values.get(name, ())
    return given[-1] if given else ""


def _not_offered(said: str) -> ResponseRefused:
    return ResponseRefused(
        Wording(
            f"«\u00a0{said[:40]}\u00a0» n’est pas une réponse proposée\u00a0: "
            "choisissez-en une dans la liste.",
            f"“{said[:40]}” is not an answer on offer: choose one from the list.",
        )
    )


_READERS: dict[Kind, Callable[[Question, Values, str], Response]] = {
    Kind.TRUE_FALSE: _true_or_false,
    Kind.SINGLE: _one_choice,
    Kind.MULTIPLE: _choices,
    Kind.SHORT: _text,
    Kind.NUMERIC: _number,
    Kind.MATCHING: _pairs,
    Kind.ESSAY: _text,
}
