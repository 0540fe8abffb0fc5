"""Questions written as GIFT; read again, they have the same content."""

import re
from collections.abc import Iterable
from decimal import Decimal

from ._gift_text import escaped
from ._model import (
    Between,
    Choice,
    Format,
    Kind,
    Near,
    NumericAnswer,
    Pair,
    Question,
    Sign,
    Text,
)
from ._wording import Wording

_NEEDS_FORMAT = re.compile(r"\[(?:html|markdown|plain|moodle)\]|//|%")


class NotSayableInGift(ValueError):
    """A question that GIFT has no way to write; `wording` says which and what to do."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording


def print_gift(questions: Iterable[Question]) -> str:
    """The GIFT file of these questions; one that is not played stands as a comment.

    Raises `NotSayableInGift` for a pair whose left side holds the arrow of pairs.
    """
    return "\n".join(_printed(question) for question in questions)


def _printed(question: Question) -> str:
    if question.kind is Kind.CATEGORY:
        return f"$CATEGORY: {question.title}\n"
    if question.kind is Kind.OPAQUE:
        name = " ".join((question.title or question.id or "").split())
        return f"// A question of type “{question.foreign_type}” is not written here: {name}\n"
    title = f"::{escaped(question.title)}::" if question.title else ""
    stem = _text(question.stem, Format.MOODLE)
    return f"{_remarks(question)}{title}{stem}{_braces(question)}{_after(question)}\n"


def _remarks(question: Question) -> str:
    said = [f"[id:{_in_brackets(question.id)}]"] if question.id else []
    said += [f"[tag:{_in_brackets(tag)}]" for tag in question.tags]
    said += ["[case:sensitive]"] if question.case_sensitive else []
    return f"// {' '.join(said)}\n" if said else ""


def _in_brackets(word: str) -> str:
    return " ".join(word.split()).replace("]", "\\]")


def _braces(question: Question) -> str:
    if question.kind is Kind.DESCRIPTION:
        return ""
    inherited = _inherited(question)
    general = _feedback(question.general_feedback, inherited, mark="####")
    return "{" + _answers(question, inherited) + (f"\n\t{general}\n" if general else "") + "}"


def _inherited(question: Question) -> Format:
    """The format of an answer that states none: the stem's, if a stem comes before it."""
    return question.stem.format if question.stem.text else Format.MOODLE


def _answers(question: Question, inherited: Format) -> str:
    match question.kind:
        case Kind.TRUE_FALSE:
            return _truth(question, inherited)
        case Kind.NUMERIC:
            return _numbers(question.numbers, inherited)
        case Kind.MATCHING:
            return _lines(_pair(pair, inherited) for pair in question.pairs)
        case Kind.SINGLE | Kind.MULTIPLE | Kind.SHORT:
            return _lines(_choice(choice, inherited) for choice in question.choices)
        case _:
            return ""


def _after(question: Question) -> str:
    if question.after is None:
        return ""
    text = Text(question.stem.format, question.after)
    return " " + _text(text, _inherited(question))


def _lines(answers: Iterable[str]) -> str:
    return "".join(f"\n\t{answer}" for answer in answers) + "\n"


def _truth(question: Question, inherited: Format) -> str:
    wrong = _feedback(question.wrong_feedback, inherited)
    right = _feedback(question.right_feedback, inherited)
    if right:
        wrong = wrong or "#"
    return f"{'TRUE' if question.is_true else 'FALSE'}{wrong}{right}"


def _numbers(numbers: tuple[NumericAnswer, ...], inherited: Format) -> str:
    if len(numbers) == 1 and numbers[0].sign is Sign.BARE:
        return f"#{_accepted(numbers[0].accepts)}"
    return "#" + _lines(
        f"{answer.sign or Sign.EQUALS}{_weight(answer.weight)}{_accepted(answer.accepts)}"
        f"{_feedback(answer.feedback, inherited)}"
        for answer in numbers
    )


def _accepted(accepts: Near | Between | None) -> str:
    match accepts:
        case Near(number, None):
            return str(number)
        case Near(number, tolerance):
            return f"{number}:{tolerance}"
        case Between(low, high):
            return f"{low}..{high}"
        case _:
            return "*"


def _choice(choice: Choice, inherited: Format) -> str:
    said = _text(choice.text, inherited) or f"[{choice.text.format}]"
    feedback = _feedback(choice.feedback, inherited)
    if "->" in choice.text.text and choice.sign is Sign.EQUALS:
        # A bare # is an empty feedback: it keeps `=a -> b` from being read as a pair.
        feedback = feedback or "#"
    return f"{choice.sign}{_weight(choice.weight)}{said}{feedback}"


def _pair(pair: Pair, inherited: Format) -> str:
    if "->" in pair.left.text:
        raise NotSayableInGift(
            Wording(
                f"GIFT ne sait pas écrire la flèche -> à gauche d’une paire\u00a0: "
                f"{pair.left.text}. Écrivez → à sa place.",
                f"GIFT cannot write the arrow -> on the left of a pair: {pair.left.text}. "
                "Write → instead.",
            )
        )
    return f"={_text(pair.left, inherited)} -> {escaped(pair.right)}"


def _weight(weight: Decimal | None) -> str:
    return "" if weight is None else f"%{weight:f}%"


def _feedback(feedback: Text | None, inherited: Format, *, mark: str = "#") -> str:
    return "" if feedback is None else mark + _text(feedback, inherited)


def _text(text: Text, inherited: Format) -> str:
    needed = text.format is not inherited or _NEEDS_FORMAT.match(text.text)
    return (f"[{text.format}]" if needed and text.text else "") + escaped(text.text)
