"""What stands between the braces of a GIFT question."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ._gift_text import Passage, collapsed, has_own_format, read_text, unescaped
from ._model import Between, Choice, Format, Kind, Near, NumericAnswer, Pair, Sign, Text
from ._wording import Wording

MOST_ANSWERS = 500
_ITEM = re.compile(r"[=~]")
_TRUE_FALSE = re.compile(r"(?:(T|(?i:TRUE))|F|(?i:FALSE))\s*(?=#|\Z)")
_WEIGHT = re.compile(r"\s*%\s*([-+]?\d{1,3}(?:\.\d{0,12})?)\s*%")
_NUMBER = r"[-+]?(?:\d{1,40}(?:\.\d{1,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,2})?"
_NEAR = re.compile(rf"({_NUMBER})(?:\s*:\s*({_NUMBER}))?")
_BETWEEN = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})")

_ESCAPE_SIGNS = Wording(
    "Commencez chaque réponse par = ou ~, et écrivez \\= et \\~ dans le texte.",
    "Begin each answer with = or ~, and write \\= and \\~ inside the text.",
)


class BrokenQuestion(Exception):
    """A question that cannot be read: why, and what its author can do."""

    def __init__(self, reason: Wording, remedy: Wording) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Answers:
    """The part of a question that its braces hold."""

    kind: Kind
    is_true: bool | None = None
    wrong_feedback: Text | None = None
    right_feedback: Text | None = None
    choices: tuple[Choice, ...] = ()
    numbers: tuple[NumericAnswer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    general_feedback: Text | None = None


def read_answers(braces: Passage, inherited: Format) -> Answers:
    """The answers; their form tells their kind. `inherited` is the stem's format."""
    inside, after = braces.before("####")
    inside = inside.stripped()
    general = _feedback(after, inherited)
    if not inside:
        return Answers(Kind.ESSAY, general_feedback=general)
    if inside.bare.startswith("#"):
        return Answers(
            Kind.NUMERIC,
            numbers=_numbers(inside.cut(1).stripped(), inherited),
            general_feedback=general,
        )
    if truth := _TRUE_FALSE.match(inside.bare):
        wrong, right = _two_feedbacks(inside.cut(truth.end()), inherited)
        return Answers(
            Kind.TRUE_FALSE,
            is_true=truth[1] is not None,
            wrong_feedback=wrong,
            right_feedback=right,
            general_feedback=general,
        )
    items = _items(inside)
    if pairs := _pairs(items, inherited):
        return Answers(Kind.MATCHING, pairs=pairs, general_feedback=general)
    choices = tuple(_choice(sign, item, inherited) for sign, item in items)
    return Answers(kind_of_choices(choices), choices=choices, general_feedback=general)


def kind_of_choices(choices: tuple[Choice, ...]) -> Kind:
    """All `=`: typed by the learner; some: one choice of many; none: several choices (Moodle)."""
    signs = {choice.sign for choice in choices}
    if signs == {Sign.EQUALS}:
        return Kind.SHORT
    return Kind.SINGLE if Sign.EQUALS in signs else Kind.MULTIPLE


def _two_feedbacks(rest: Passage, inherited: Format) -> tuple[Text | None, Text | None]:
    wrong, right = rest.cut(1).before("#")
    return _feedback(wrong, inherited), _feedback(right, inherited)


def _feedback(passage: Passage | None, inherited: Format) -> Text | None:
    """The feedback, or None when it says nothing."""
    feedback = read_text(passage, inherited) if passage else None
    return feedback if feedback and feedback.text else None


def _items(inside: Passage) -> list[tuple[Sign, Passage]]:
    starts = [found.start() for found in _ITEM.finditer(inside.bare)]
    if not starts:
        return [(Sign.EQUALS, inside)]
    if starts[0] > 0:
        raise BrokenQuestion(
            Wording(
                f"La réponse commence par «\u00a0{inside.written[: starts[0]].strip()[:60]}\u00a0» "
                "avant le premier = ou ~.",
                f"The answer begins with “{inside.written[: starts[0]].strip()[:60]}” "
                "before its first = or ~.",
            ),
            _ESCAPE_SIGNS,
        )
    if len(starts) > MOST_ANSWERS:
        raise BrokenQuestion(
            Wording(
                f"La question a plus de {MOST_ANSWERS} réponses.",
                f"The question has more than {MOST_ANSWERS} answers.",
            ),
            _ESCAPE_SIGNS,
        )
    ends = [*starts[1:], len(inside.bare)]
    return [
        (Sign(inside.bare[start]), inside.cut(start + 1, end))
        for start, end in zip(starts, ends, strict=True)
    ]


def _pairs(items: list[tuple[Sign, Passage]], inherited: Format) -> tuple[Pair, ...]:
    """Pairs when every answer is `=left -> right` without feedback or weight, else none."""
    pairs = []
    for sign, item in items:
        left, right = item.before("->")
        if sign is not Sign.EQUALS or right is None or "#" in item.bare or _WEIGHT.match(item.bare):
            return ()
        subject = read_text(left, inherited)
        answer = unescaped(collapsed(right.written.strip()))
        pairs.append(Pair(subject if subject.text else Text(inherited, ""), answer))
    return tuple(pairs)


def _choice(sign: Sign, item: Passage, inherited: Format) -> Choice:
    weight, item = _weight(item)
    said, feedback = item.before("#")
    if not said and feedback and not has_own_format(said):
        # A choice without a text cannot be played: `=#ff0000` means the sign itself.
        said, feedback = item, None
    return Choice(read_text(said, inherited), sign, weight, _feedback(feedback, inherited))


def _weight(item: Passage) -> tuple[Decimal | None, Passage]:
    found = _WEIGHT.match(item.bare)
    if found is None:
        return None, item
    weight = Decimal(found[1])
    if abs(weight) > 100:
        raise BrokenQuestion(
            Wording(
                f"Le poids %{found[1]}% sort des bornes.", f"The weight %{found[1]}% is too large."
            ),
            Wording(
                "Écrivez un poids de -100 à 100, par exemple ~%50%.",
                "Write a weight from -100 to 100, such as ~%50%.",
            ),
        )
    return weight, item.cut(found.end())


def _numbers(inside: Passage, inherited: Format) -> tuple[NumericAnswer, ...]:
    starts = [found.start() for found in _ITEM.finditer(inside.bare)]
    if not starts:
        sign = Sign.EQUALS if "#" in inside.bare else Sign.BARE
        return (_number(sign, inside, inherited),)
    first = inside.cut(0, starts[0])
    leading = [_number(Sign.EQUALS, first, inherited)] if first else []
    rest = _items(inside.cut(starts[0]))
    return (*leading, *(_number(sign, item, inherited) for sign, item in rest))


def _number(sign: Sign, item: Passage, inherited: Format) -> NumericAnswer:
    weight, item = _weight(item)
    said, feedback = item.before("#")
    return NumericAnswer(
        accepted_numbers(unescaped(said.written).strip()),
        sign,
        weight,
        _feedback(feedback, inherited),
    )


def accepted_numbers(said: str) -> Near | Between | None:
    """`3`, `3:0.5` or `1..5`; nothing or `*` is any number.

    >>> accepted_numbers("3.14:0.01")
    Near(number=Decimal('3.14'), tolerance=Decimal('0.01'))
    """
    if said in {"", "*"}:
        return None
    if found := _NEAR.fullmatch(said):
        return Near(Decimal(found[1]), Decimal(found[2]) if found[2] else None)
    if found := _BETWEEN.fullmatch(said):
        return Between(Decimal(found[1]), Decimal(found[2]))
    raise BrokenQuestion(
        Wording(
            f"«\u00a0{said[:60]}\u00a0» n’est pas un nombre.", f"“{said[:60]}” is not a number."
        ),
        Wording(
            "Écrivez {#3.14}, {#3.14:0.01} ou {#3.1..3.2}, avec un point décimal.",
            "Write {#3.14}, {#3.14:0.01} or {#3.1..3.2}, with a decimal point.",
        ),
    )
