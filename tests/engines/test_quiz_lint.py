"""Questions that can be read and should not be asked, and versions that disagree."""

import pytest

from passerelle.engines.quiz import lint, lint_all, parse_gift, parse_moodle_xml, same_shape


def reasons(gift: str) -> list[str]:
    return [
        problem.reason.en for question in parse_gift(gift).questions for problem in lint(question)
    ]


def differences(first: str, second: str) -> list[str]:
    (one,), (other,) = parse_gift(first).questions, parse_gift(second).questions
    return [reason.en for reason in same_shape(one, other)]


@pytest.mark.parametrize(
    "gift",
    [
        "Sky?{T}",
        "Capital?{=Paris ~Lyon}",
        "Two?{~%50%a ~%50%b ~%-50%c}",
        "Three?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}",
        "Who?{=me =%50%you}",
        "Pi?{#3.1..3.2}",
        "Match{=a -> b =c -> d}",
        "Why?{}",
        "Read this.",
        "$CATEGORY: a",
    ],
)
def test_a_sound_question_has_no_problem(gift: str) -> None:
    assert reasons(gift) == []


@pytest.mark.parametrize(
    ("gift", "reason"),
    [
        ("Q{~a ~b}", "No answer is right."),
        ("Q{=%0%a =%0%b}", "No answer is right."),
        ("Q{=%50%a ~b}", "No answer earns full points."),
        ("Q{~%50%a ~%40%b ~c}", "The positive weights add up to 90%, not 100%."),
        ("Q{=a ~b ~b}", "“b” is offered 2 times."),
        ("Q{=a ~}", "An answer has no text."),
        ("Q{~%100%a}", "There are not two choices."),
        ("Q{#5..1}", "No number is within 5..1."),
        ("Q{=a -> b}", "Two different pairs are needed."),
        ("::t::{T}", "The question has no text."),
    ],
)
def test_an_unsound_question_is_named_with_its_reason(gift: str, reason: str) -> None:
    assert reasons(gift) == [reason]


def test_a_type_that_is_not_played_is_a_problem_of_a_programme() -> None:
    data = (
        b'<quiz><question type="cloze"><questiontext><text>Q</text></questiontext>'
        b"</question></quiz>"
    )

    problems = lint_all(parse_moodle_xml(data).questions)

    assert [problem.reason.en for problem in problems] == ["The type “cloze” is not played here."]


def test_an_id_given_twice_is_listed_with_both_lines() -> None:
    file = parse_gift("// [id:a]\nOne?{T}\n\n// [id:a]\nTwo?{F}")

    problems = lint_all(file.questions)

    assert [(problem.line, problem.reason.en) for problem in problems] == [
        (5, "The id a is already taken, line 2.")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("// [id:a]\nCiel{=bleu ~rouge}", "// [id:a]\nSky{=blue ~red}"),
        ("Qui{=moi =%50%nous =je}", "Who{=me}"),
        ("Pi{#3.14:0.01}", "Pi?{#3.14:0.01}"),
        ("Associez{=a -> x =b -> y =c -> x}", "Match{=d -> z =e -> t =f -> z}"),
    ],
)
def test_two_translations_have_the_same_shape(first: str, second: str) -> None:
    assert differences(first, second) == []


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("// [id:a]\nQ{T}", "// [id:b]\nQ{T}", "(id): a in one, b in the other"),
        ("Q{T}", "Q{}", "(kind): true_false in one, essay in the other"),
        ("Q{T}", "Q{F}", "(answer): True in one, False in the other"),
        ("Q{=a ~b}", "Q{=a ~b ~c}", "(number of choices): 2 in one, 3 in the other"),
        ("Q{=a ~%50%b}", "Q{=a ~b}", "(weight of choice 2, in percent): 50 in one, 0 in the other"),
        ("Q{#3}", "Q{#4}", "accepted numbers are not the same"),
        ("Q{=a -> b =c -> d}", "Q{=a -> b =c -> b}", "do not share the same right sides"),
    ],
)
def test_two_versions_that_disagree_say_where(first: str, second: str, reason: str) -> None:
    (difference,) = differences(first, second)

    assert reason in difference
