"""The habits of real GIFT files, and what broken or hostile ones get."""

import json
import time

import pytest

from passerelle.engines.quiz import (
    Format,
    Kind,
    NotSayableInGift,
    Pair,
    Question,
    Text,
    file_as_dict,
    parse_gift,
    print_gift,
)

MEGABYTE = 1_000_000


def stems(text: str) -> list[str]:
    return [question.prompt.text for question in parse_gift(text).questions]


def test_a_byte_order_mark_and_windows_lines_are_no_text() -> None:
    file = parse_gift("\ufeff// [id:a]\r\nSky?{T}\r\n\r\nSea?{F}\r\n")

    assert [(q.id, q.stem.text, q.line) for q in file.questions] == [
        ("a", "Sky?", 2),
        (None, "Sea?", 4),
    ]


def test_questions_need_no_blank_line_between_them() -> None:
    assert stems("One?{T}\n::t::Two?{\n=a\n~b\n}\n// note\nThree?{F}\nFour?{}") == [
        "One?",
        "Two?",
        "Three?",
        "Four?",
    ]


def test_blank_lines_inside_answers_do_not_cut_them() -> None:
    file = parse_gift("One?{\n=a\n\n~b\n\n}\n\nTwo?{T}")

    assert [len(question.choices) for question in file.questions] == [2, 0]
    assert file.problems == ()


def test_answers_after_a_blank_line_belong_to_the_question_above() -> None:
    assert stems("::t::One?\n\n{\n=a\n~b\n}\n\nTwo?{T}") == ["One?", "Two?"]


def test_a_blank_line_inside_preformatted_code_does_not_cut_the_question() -> None:
    file = parse_gift("::t::[html]Why?<pre>\na = 1\n\n// b\nb = 2\n</pre>{}")

    assert [question.kind for question in file.questions] == [Kind.ESSAY]


def test_text_before_the_first_question_is_a_description() -> None:
    file = parse_gift("Read this first.\n\nSky?{T}")

    assert [question.kind for question in file.questions] == [Kind.DESCRIPTION, Kind.TRUE_FALSE]


def test_a_category_line_needs_no_blank_line() -> None:
    file = parse_gift("$CATEGORY: a/b\nSky?{T}")

    assert [(question.kind, question.title) for question in file.questions] == [
        (Kind.CATEGORY, "a/b"),
        (Kind.TRUE_FALSE, None),
    ]


def test_comments_inside_a_question_are_not_its_text() -> None:
    (question,) = parse_gift("Sky?{\n=blue\n// [tag:colour]\n~red\n}").questions

    assert [choice.text.text for choice in question.choices] == ["blue", "red"]
    assert question.tags == ("colour",)


def test_no_break_spaces_of_french_are_kept() -> None:
    assert stems("Pourquoi\u202f?   Dites  \u00ab\u00a0oui\u00a0\u00bb{}") == [
        "Pourquoi\u202f? Dites \u00ab\u00a0oui\u00a0\u00bb"
    ]


def test_unescaped_braces_of_the_text_are_read_and_noted() -> None:
    file = parse_gift("What does {{ name }} do?{\n=shows {{ name }}\n~nothing\n}")

    (question,) = file.questions
    assert question.stem.text == "What does {{ name }} do?"
    assert [choice.text.text for choice in question.choices] == ["shows {{ name }}", "nothing"]
    assert [note.line for note in file.notes] == [1]


def test_a_colour_code_is_the_text_of_its_choice() -> None:
    (question,) = parse_gift("Red?{=#ff0000 ~#00ff00}").questions

    assert [choice.text.text for choice in question.choices] == ["#ff0000", "#00ff00"]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("Open {=a ~b", "The { of the answer never ends."),
        ("Closed =a ~b}", "A } closes an answer never begun."),
        ("Two {=a} and {=b}", "The braces of this question are nested or repeated"),
        ("::Untitled{T}", "The title is not closed."),
        ("::Title::", "There is a title and no question."),
        ("Number {#many}", "“many” is not a number."),
        ("Weight {~%150%a =b}", "The weight %150% is too large."),
        ("Before {a =b}", "The answer begins with “a” before its first = or ~."),
        ("$CATEGORY:", "This category has no name."),
    ],
)
def test_a_broken_question_is_listed_and_the_others_are_read(broken: str, reason: str) -> None:
    file = parse_gift(f"Sky?{{T}}\n\n{broken}\n\nSea?{{F}}")

    assert [question.stem.text for question in file.questions] == ["Sky?", "Sea?"]
    assert [(problem.line, problem.text) for problem in file.problems] == [(3, broken)]
    assert file.problems[0].reason.en.startswith(reason)


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * MEGABYTE,
        "{" * (MEGABYTE // 2) + "}" * (MEGABYTE // 2),
        "{\n\n" * (MEGABYTE // 3),
        "<pre>\n\n" * (MEGABYTE // 7),
        "Q{" + "=" * MEGABYTE + "}",
        "Q{" + "~%1" * (MEGABYTE // 3) + "}",
        "Q{#" + "1" * MEGABYTE + "}",
        "//" + "[id:" * (MEGABYTE // 4) + "\nQ{T}",
        "\\" * MEGABYTE,
        "a\n\n" * (MEGABYTE // 3),
    ],
    ids=["open", "nested", "lines", "pre", "equals", "weights", "digits", "ids", "escapes", "many"],
)
def test_a_megabyte_of_nonsense_is_bounded_work(hostile: str) -> None:
    started = time.process_time()

    parse_gift(hostile)

    assert time.process_time() - started < 20


def test_a_pair_with_an_arrow_on_its_left_cannot_be_printed() -> None:
    pairs = (Pair(Text(Format.MOODLE, "a -> b"), "c"), Pair(Text(Format.MOODLE, "d"), "e"))
    question = Question(Kind.MATCHING, Text(Format.MOODLE, "Match"), pairs=pairs)

    with pytest.raises(NotSayableInGift, match="arrow -> on the left of a pair: a -> b"):
        print_gift([question])


def test_a_file_can_be_written_as_json() -> None:
    file = parse_gift("// [id:a]\nPi?{#3.14:0.01}\n\nOpen{")

    written = json.loads(json.dumps(file_as_dict(file)))

    assert written["questions"] == [
        {
            "kind": "numeric",
            "line": 2,
            "id": "a",
            "stem": {"format": "moodle", "text": "Pi?"},
            "numbers": [{"number": "3.14", "tolerance": "0.01", "sign": "", "credit": "1"}],
        }
    ]
    assert [problem["line"] for problem in written["problems"]] == [4]
