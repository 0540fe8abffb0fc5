"""A question as Passerelle means it, wherever it was written."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ._wording import Problem

_LARGEST_DENOMINATOR = 20
_SNAP = Fraction(1, 20_000)


class Format(StrEnum):
    """How a text is to be shown; `moodle` is text with line breaks collapsed, and light HTML."""

    MOODLE = "moodle"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"


class Kind(StrEnum):
    TRUE_FALSE = "true_false"
    SINGLE = "single_choice"
    MULTIPLE = "multiple_choice"
    SHORT = "short_answer"
    NUMERIC = "numeric"
    MATCHING = "matching"
    ESSAY = "essay"
    DESCRIPTION = "description"
    CATEGORY = "category"
    OPAQUE = "opaque"


class Sign(StrEnum):
    """How the author announced an answer: `=` (right), `~` (wrong) or nothing (`{#4}`)."""

    EQUALS = "="
    TILDE = "~"
    BARE = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its format; its ends carry no blanks."""

    format: Format
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that is offered, or that is accepted when typed; weight in percent, as written."""

    text: Text
    sign: Sign = Sign.TILDE
    weight: Decimal | None = None
    feedback: Text | None = None

    @property
    def credit(self) -> Fraction:
        return credit(self.sign, self.weight)


@dataclass(frozen=True, slots=True)
class Near:
    """A number, more or less a tolerance (`3.14:0.01`; without one, exactly that number)."""

    number: Decimal
    tolerance: Decimal | None = None

    def holds(self, number: Decimal) -> bool:
        return abs(Fraction(number) - Fraction(self.number)) <= Fraction(self.tolerance or 0)


@dataclass(frozen=True, slots=True)
class Between:
    """Any number from the lowest to the highest, both included (`3.141..3.142`)."""

    low: Decimal
    high: Decimal

    def holds(self, number: Decimal) -> bool:
        return self.low <= number <= self.high


@dataclass(frozen=True, slots=True)
class NumericAnswer:
    """Numbers that earn a credit; `accepts` None stands for any other number."""

    accepts: Near | Between | None
    sign: Sign = Sign.EQUALS
    weight: Decimal | None = None
    feedback: Text | None = None

    @property
    def credit(self) -> Fraction:
        return credit(self.sign, self.weight)

    def holds(self, number: Decimal) -> bool:
        return self.accepts is None or self.accepts.holds(number)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together; an empty left side makes the right one a distractor."""

    left: Text
    right: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question; two are equal when their content is, wherever they stand in a file.

    `after` is the rest of the sentence when the answer is asked inside it. Of a true/false
    question, `wrong_feedback` is shown after a wrong answer, `right_feedback` after a right one.
    `foreign_type` names the type of a question that is kept but not played.
    """

    kind: Kind
    stem: Text
    after: str | None = None
    id: str | None = None
    tags: tuple[str, ...] = ()
    title: str | None = None
    is_true: bool | None = None
    wrong_feedback: Text | None = None
    right_feedback: Text | None = None
    choices: tuple[Choice, ...] = ()
    numbers: tuple[NumericAnswer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    general_feedback: Text | None = None
    case_sensitive: bool = False
    foreign_type: str | None = None
    line: int = field(default=0, compare=False)
    source: str = field(default="", compare=False, repr=False)

    @property
    def prompt(self) -> Text:
        """The text to show, with ` _____ ` where the answer is asked inside a sentence."""
        if self.after is None:
            return self.stem
        words = (self.stem.text, "_____", self.after)
        return Text(self.stem.format, " ".join(word for word in words if word))

    @property
    def is_scored(self) -> bool:
        return self.kind not in {Kind.DESCRIPTION, Kind.CATEGORY, Kind.OPAQUE}


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """What a file holds: questions, what could not be read, and what was read with indulgence."""

    questions: tuple[Question, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def credit(sign: Sign, weight: Decimal | None) -> Fraction:
    """The share of the points an answer earns, -1 to 1; 33.33333 % is read as a third.

    Moodle stores percentages to five decimals and rounds them to its list of simple fractions.

    >>> credit(Sign.TILDE, Decimal("33.33333")), credit(Sign.EQUALS, None)
    (Fraction(1, 3), Fraction(1, 1))
    """
    if weight is None:
        return Fraction(0 if sign is Sign.TILDE else 1)
    written = Fraction(weight) / 100
    simple = written.limit_denominator(_LARGEST_DENOMINATOR)
    return simple if abs(written - simple) <= _SNAP else written
