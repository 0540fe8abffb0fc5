"""Quiz questions: read (GIFT, Moodle XML), written (GIFT), checked, answered and scored."""

from ._as_dict import file_as_dict, question_as_dict
from ._gift_parser import parse_gift
from ._gift_printer import NotSayableInGift, print_gift
from ._lint import lint, lint_all, same_shape
from ._model import (
    Between,
    Choice,
    Format,
    Kind,
    Near,
    NumericAnswer,
    Pair,
    Question,
    QuestionFile,
    Sign,
    Text,
)
from ._moodle_xml import parse_moodle_xml
from ._responses import (
    Chosen,
    Matched,
    NoAnswer,
    Number,
    Response,
    ResponseRefused,
    TrueOrFalse,
    Written,
    match_options,
    read_response,
)
from ._score import Outcome, Verdict, check, right_answer
from ._wording import Problem, Wording

__all__ = [
    "Between",
    "Choice",
    "Chosen",
    "Format",
    "Kind",
    "Matched",
    "Near",
    "NoAnswer",
    "NotSayableInGift",
    "Number",
    "NumericAnswer",
    "Outcome",
    "Pair",
    "Problem",
    "Question",
    "QuestionFile",
    "Response",
    "ResponseRefused",
    "Sign",
    "Text",
    "TrueOrFalse",
    "Verdict",
    "Wording",
    "Written",
    "check",
    "file_as_dict",
    "lint",
    "lint_all",
    "match_options",
    "parse_gift",
    "parse_moodle_xml",
    "print_gift",
    "question_as_dict",
    "read_response",
    "right_answer",
    "same_shape",
]
