"""Moodle XML: what we play, what we keep without playing it, what we refuse."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from passerelle.engines.quiz import Choice, Format, Kind, Sign, Text, parse_gift, parse_moodle_xml
from passerelle.engines.quiz import print_gift as printed

MATERIAL = Path(
    os.environ.get("PASSERELLE_TESTDATA")
    or Path(__file__).resolve().parents[3] / "shared" / "testdata"
)
FILES = sorted(MATERIAL.glob("moodle-xml/*.xml"))
needs_files = pytest.mark.skipif(not FILES, reason=f"no moodle-xml/*.xml in {MATERIAL}")


def plain(text: str) -> Text:
    return Text(Format.MOODLE, text)


def quiz(kind: str, inside: str) -> bytes:
    return (
        f'<quiz><question type="{kind}"><name><text>N</text></name>'
        f"<questiontext><text>Q</text></questiontext>{inside}</question></quiz>"
    ).encode()


@needs_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_question_of_a_file_is_lost(path: Path) -> None:
    data = path.read_bytes()

    file = parse_moodle_xml(data)

    declared = re.findall(rb"<question\s+type=\"(\w+)\"", data)
    assert len(file.questions) + len(file.problems) == len(declared)
    assert file.problems == ()


@needs_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_type_that_is_not_played_is_named_and_noted(path: Path) -> None:
    file = parse_moodle_xml(path.read_bytes())

    opaque = [question for question in file.questions if question.kind is Kind.OPAQUE]
    noted = [note.line for note in file.notes if "is not played here" in note.reason.en]
    assert noted == [question.line for question in opaque]
    assert all(f'type="{one.foreign_type}"' in one.source for one in opaque)


@needs_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_played_can_be_written_as_gift(path: Path) -> None:
    played = [one for one in parse_moodle_xml(path.read_bytes()).questions if one.is_scored]

    assert list(parse_gift(printed(played)).questions) == played


@needs_files
def test_how_many_questions_are_played(capsys: pytest.CaptureFixture[str]) -> None:
    files = [parse_moodle_xml(path.read_bytes()) for path in FILES]

    kinds = Counter(question.kind.value for file in files for question in file.questions)
    with capsys.disabled():
        whole = sum(not file.problems for file in files)
        print(f"\nMoodle XML: {whole} of {len(files)} files read whole, {dict(kinds)}")
    assert sum(kinds.values()) >= len(files)


def test_a_true_false_question_shows_each_feedback_at_the_right_time() -> None:
    data = quiz(
        "truefalse",
        '<answer fraction="0"><text>true</text><feedback><text>No.</text></feedback></answer>'
        '<answer fraction="100"><text>false</text><feedback><text>Yes.</text></feedback></answer>',
    )

    (question,) = parse_moodle_xml(data).questions

    assert (question.is_true, question.wrong_feedback, question.right_feedback) == (
        False,
        plain("No."),
        plain("Yes."),
    )


def test_one_choice_of_many_keeps_its_partial_credit() -> None:
    data = quiz(
        "multichoice",
        '<single>true</single><answer fraction="100"><text>a</text></answer>'
        '<answer fraction="50"><text>b</text></answer><answer fraction="0"><text>c</text></answer>',
    )

    (question,) = parse_moodle_xml(data).questions

    assert question.kind is Kind.SINGLE
    assert question.choices == (
        Choice(plain("a"), Sign.EQUALS),
        Choice(plain("b"), Sign.TILDE, weight=question.choices[1].weight),
        Choice(plain("c"), Sign.TILDE),
    )
    assert [choice.credit for choice in question.choices] == [1, question.choices[1].credit, 0]


def test_a_broken_question_is_listed_with_its_line_and_the_others_are_read() -> None:
    data = (
        b'<quiz>\n<question type="numerical"><name><text>Pi</text></name>'
        b'<answer fraction="100"><text>three</text></answer></question>\n'
        b'<question type="essay"><questiontext><text>Why?</text></questiontext></question></quiz>'
    )

    file = parse_moodle_xml(data)

    assert [(one.line, one.text, one.reason.en) for one in file.problems] == [
        (2, "Pi", "“three” is not a number.")
    ]
    assert [question.kind for question in file.questions] == [Kind.ESSAY]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<!DOCTYPE quiz [<!ENTITY a "aa">]><quiz>&a;</quiz>', "The file declares a DOCTYPE"),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "The file declares a DOCTYPE"),
        (b"<quiz>" + b"<a>" * 10_000, "The file nests more than 60 elements."),
        (b"<quiz>&undeclared;</quiz>", "The XML is not well formed"),
        (b'<?xml version="1.0" encoding="none"?><quiz/>', "The XML is not well formed"),
        (b"", "The XML is not well formed"),
        (b"<html/>", "The file begins with <html>, not <quiz>."),
    ],
    ids=["entity", "external", "deep", "undeclared", "encoding", "empty", "other"],
)
def test_a_file_that_is_no_quiz_is_refused_in_a_sentence(data: bytes, reason: str) -> None:
    file = parse_moodle_xml(data)

    assert (file.questions, len(file.problems)) == ((), 1)
    assert file.problems[0].reason.en.startswith(reason)
