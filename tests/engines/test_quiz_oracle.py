"""Every GIFT file of the test material against the parse its authors expect."""

import json
import os
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from passerelle.engines.quiz import (
    Between,
    Choice,
    Kind,
    Near,
    NumericAnswer,
    Question,
    Sign,
    Text,
    parse_gift,
    print_gift,
)

MATERIAL = Path(
    os.environ.get("PASSERELLE_TESTDATA")
    or Path(__file__).resolve().parents[3] / "shared" / "testdata"
)
PAIRED = sorted(path for path in MATERIAL.glob("gift/*.gift") if path.with_suffix(".json").exists())
COURSES = sorted(path for path in MATERIAL.glob("gift-tsugi/*") if path.suffix in {".txt", ".gift"})
needs_pairs = pytest.mark.skipif(not PAIRED, reason=f"no gift/*.gift with .json in {MATERIAL}")
needs_courses = pytest.mark.skipif(not COURSES, reason=f"no gift-tsugi/* in {MATERIAL}")

Shown = dict[str, object]


def text(said: Text | None) -> Shown | None:
    return said and {"format": str(said.format), "text": said.text}


def number(value: Decimal) -> float:
    return float(value)


def accepted(answer: NumericAnswer) -> Shown:
    match answer.accepts:
        case Near(value, None):
            return {"type": "simple", "number": number(value)}
        case Near(value, tolerance):
            return {"type": "range", "number": number(value), "range": number(tolerance)}
        case Between(low, high):
            return {"type": "high-low", "numberHigh": number(high), "numberLow": number(low)}
        case _:
            return {"format": "moodle", "text": "*"}


def answer(one: Choice | NumericAnswer) -> Shown:
    return {
        "isCorrect": one.sign is not Sign.TILDE,
        "weight": None if one.weight is None else number(one.weight),
        "text": text(one.text) if isinstance(one, Choice) else accepted(one),
        "feedback": text(one.feedback),
    }


def truth(question: Question) -> Shown:
    return {
        "isTrue": question.is_true,
        "trueFeedback": text(question.wrong_feedback),
        "falseFeedback": text(question.right_feedback),
    }


def choices(question: Question) -> Shown:
    return {"choices": [answer(choice) for choice in question.choices]}


def numbers(question: Question) -> Shown:
    if question.numbers[0].sign is Sign.BARE:
        return {"choices": accepted(question.numbers[0])}
    return {"choices": [answer(one) for one in question.numbers]}


def pairs(question: Question) -> Shown:
    return {
        "matchPairs": [
            {"subquestion": text(pair.left), "subanswer": pair.right} for pair in question.pairs
        ]
    }


PARTS: dict[Kind, tuple[str, Callable[[Question], Shown]]] = {
    Kind.TRUE_FALSE: ("TF", truth),
    Kind.SINGLE: ("MC", choices),
    Kind.MULTIPLE: ("MC", choices),
    Kind.SHORT: ("Short", choices),
    Kind.NUMERIC: ("Numerical", numbers),
    Kind.MATCHING: ("Matching", pairs),
    Kind.ESSAY: ("Essay", lambda question: {}),
}


def projection(question: Question) -> Shown:
    if question.kind is Kind.CATEGORY:
        return {"type": "Category", "title": question.title}
    shown: Shown = {
        "id": question.id,
        "tags": list(question.tags) or None,
        "title": question.title,
        "stem": text(question.prompt),
        "hasEmbeddedAnswers": question.after is not None,
    }
    if question.kind is Kind.DESCRIPTION:
        return shown | {"type": "Description"}
    name, part = PARTS[question.kind]
    return (
        shown | {"type": name, "globalFeedback": text(question.general_feedback)} | part(question)
    )


def expected(path: Path) -> object:
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8-sig"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@needs_pairs
@pytest.mark.parametrize("path", PAIRED, ids=lambda path: path.stem)
def test_a_file_has_the_content_its_authors_expect(path: Path) -> None:
    file = parse_gift(read(path))

    assert file.problems == ()
    assert [projection(question) for question in file.questions] == expected(path)


@needs_pairs
@pytest.mark.parametrize("path", PAIRED + COURSES, ids=lambda path: path.stem)
def test_a_file_printed_and_read_again_has_the_same_content(path: Path) -> None:
    questions = parse_gift(read(path)).questions

    assert parse_gift(print_gift(questions)).questions == questions


@needs_pairs
def test_how_many_files_agree_with_their_authors(capsys: pytest.CaptureFixture[str]) -> None:
    agreeing = [
        path.stem
        for path in PAIRED
        if [projection(one) for one in parse_gift(read(path)).questions] == expected(path)
    ]

    with capsys.disabled():
        print(f"\nGIFT with expected parse: {len(agreeing)} of {len(PAIRED)} files agree")
    assert agreeing == [path.stem for path in PAIRED]


@needs_courses
@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_every_titled_question_of_a_course_is_read(path: Path) -> None:
    written = read(path)

    file = parse_gift(written)

    titles = {question.title for question in file.questions}
    assert file.problems == ()
    assert set(re.findall(r"^\s*::([^:\n]+)::", written, re.MULTILINE)) <= titles


@needs_courses
def test_how_many_course_files_are_read_whole(capsys: pytest.CaptureFixture[str]) -> None:
    files = {path.stem: parse_gift(read(path)) for path in COURSES}

    whole = [name for name, file in files.items() if file.questions and not file.problems]
    with capsys.disabled():
        print(
            f"\nGIFT course files: {len(whole)} of {len(files)} read whole, "
            f"{sum(len(file.questions) for file in files.values())} questions"
        )
    assert whole == list(files)
