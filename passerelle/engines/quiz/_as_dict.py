"""Questions as plain values, for JSON."""

from collections.abc import Mapping
from decimal import Decimal

from ._model import Between, Choice, Near, NumericAnswer, Question, QuestionFile, Text
from ._wording import Problem, Wording

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


def question_as_dict(question: Question) -> dict[str, Plain]:
    """The question in values JSON can hold: decimals as exact text, what is empty left out."""
    written: dict[str, Plain] = {
        "kind": str(question.kind),
        "line": question.line,
        "id": question.id,
        "tags": list(question.tags),
        "title": question.title,
        "stem": _text(question.stem),
        "after": question.after,
        "is_true": question.is_true,
        "wrong_feedback": _text(question.wrong_feedback),
        "right_feedback": _text(question.right_feedback),
        "choices": [_choice(choice) for choice in question.choices],
        "numbers": [_number(answer) for answer in question.numbers],
        "pairs": [{"left": _text(pair.left), "right": pair.right} for pair in question.pairs],
        "general_feedback": _text(question.general_feedback),
        "case_sensitive": question.case_sensitive or None,
        "foreign_type": question.foreign_type,
        "source": question.source if question.foreign_type else None,
    }
    return _without_empty(written)


def file_as_dict(file: QuestionFile) -> dict[str, Plain]:
    """A whole file: its questions, its problems, its notes."""
    return {
        "questions": [question_as_dict(question) for question in file.questions],
        "problems": [_problem(problem) for problem in file.problems],
        "notes": [_problem(note) for note in file.notes],
    }


def _without_empty(written: Mapping[str, Plain]) -> dict[str, Plain]:
    return {name: value for name, value in written.items() if value is not None and value != []}


def _text(text: Text | None) -> Plain:
    return None if text is None else {"format": str(text.format), "text": text.text}


def _choice(choice: Choice) -> Plain:
    return _without_empty(
        {
            "text": _text(choice.text),
            "sign": str(choice.sign),
            "weight": _decimal(choice.weight),
            "credit": str(choice.credit),
            "feedback": _text(choice.feedback),
        }
    )


def _number(answer: NumericAnswer) -> Plain:
    return _without_empty(
        {
            **_accepted(answer.accepts),
            "sign": str(answer.sign),
            "weight": _decimal(answer.weight),
            "credit": str(answer.credit),
            "feedback": _text(answer.feedback),
        }
    )


def _accepted(accepts: Near | Between | None) -> dict[str, Plain]:
    match accepts:
        case Near(number, tolerance):
            return {"number": _decimal(number), "tolerance": _decimal(tolerance)}
        case Between(low, high):
            return {"low": _decimal(low), "high": _decimal(high)}
        case _:
            return {"any": True}


def _decimal(number: Decimal | None) -> Plain:
    return None if number is None else str(number)


def _problem(problem: Problem) -> Plain:
    return {
        "line": problem.line,
        "text": problem.text,
        "reason": _wording(problem.reason),
        "remedy": _wording(problem.remedy),
    }


def _wording(wording: Wording) -> Plain:
    return {"fr": wording.fr, "en": wording.en}
