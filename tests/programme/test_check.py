"""A broken folder: everything wrong is named with its line, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.programme.actions import load
from passerelle.programme.checks import check_files
from passerelle.programme.models import Edition
from passerelle.programme.problems import Problem, ProgrammeRefused
from passerelle.programme.source import ProgrammeSource, read_files

FOLDER = Path(__file__).parents[2] / "programmes" / "ia-generative-sante"
MODULE = "modules/02-transformateurs/module.yaml"


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    return read_files(FOLDER)


def changed(whole: dict[str, bytes], path: str, old: str, new: str) -> ProgrammeSource:
    """The folder with one replacement, which must bite."""
    text = whole[path].decode()
    assert old in text
    return check_files({**whole, path: text.replace(old, new, 1).encode()})


def without(whole: dict[str, bytes], path: str) -> ProgrammeSource:
    assert path in whole
    return check_files({name: data for name, data in whole.items() if name != path})


def line_of(whole: dict[str, bytes], path: str, text: str) -> int:
    lines = whole[path].decode().splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_the_reference_programme_has_nothing_to_mend(whole: dict[str, bytes]) -> None:
    source = check_files(whole)

    assert source.problems == []
    assert source.unplayable == []
    assert [module.slug[:2] for module in source.modules[:6]] == [f"0{n}" for n in range(1, 7)]


def test_an_unknown_field_is_named_with_its_line(whole: dict[str, bytes]) -> None:
    source = changed(whole, MODULE, "hours: 9", "hours: 9\nheurs: 9")

    assert source.problems == [
        Problem(
            MODULE,
            line_of(whole, MODULE, "hours: 9") + 1,
            "heurs",
            "This field is unknown.",
            "Check its spelling, or remove it.",
        )
    ]


def test_a_wrong_type_is_named_with_its_line(whole: dict[str, bytes]) -> None:
    source = changed(whole, MODULE, "days: 14", "days: quatorze")

    (problem,) = source.problems
    assert (problem.file, problem.line, problem.field) == (
        MODULE,
        line_of(whole, MODULE, "days: 14"),
        "days",
    )
    assert "quatorze" in problem.reason


def test_hours_that_do_not_add_up_are_said_twice_for_module_and_programme(
    whole: dict[str, bytes],
) -> None:
    source = changed(whole, MODULE, "hours: 9", "hours: 10")

    assert {(problem.file, problem.field) for problem in source.problems} == {
        (MODULE, "hours"),
        ("programme.yaml", "hours"),
    }


def test_a_session_outside_its_module_is_named(whole: dict[str, bytes]) -> None:
    source = changed(whole, MODULE, "day: 9", "day: 19")

    (problem,) = source.problems
    assert problem.line == line_of(whole, MODULE, "day: 9")
    assert "outside its module of 14 days" in problem.reason


def test_a_missing_translation_is_a_missing_file(whole: dict[str, bytes]) -> None:
    path = "modules/02-transformateurs/01-attention-et-contexte/en.md"

    source = without(whole, path)

    assert [(problem.file, problem.remedy) for problem in source.problems] == [
        (path, "Write the English text beside the other.")
    ]


def test_a_question_without_a_right_answer_is_named_with_its_line(
    whole: dict[str, bytes],
) -> None:
    path = "quizzes/fondements/fr.gift"
    text = whole[path].decode()
    broken = f"{text}\n\n// [id:m1-qx]\nAucune n’est juste {{\n~une\n~deux\n}}\n"

    source = check_files({**whole, path: broken.encode()})

    reasons = [(problem.file, problem.line > 10, problem.reason) for problem in source.problems]
    assert (path, True, "No answer is right.") in reasons


def test_an_unknown_rubric_is_named_with_its_line(whole: dict[str, bytes]) -> None:
    path = "modules/02-transformateurs/04-lecture-critique/activity.yaml"

    source = changed(whole, path, "rubric: lecture-critique", "rubric: lecture-critik")

    (problem,) = source.problems
    assert problem.line == line_of(whole, path, "rubric:")
    assert problem.reason == "The rubric lecture-critik is unknown."


def test_weights_that_do_not_make_a_hundred_are_named(whole: dict[str, bytes]) -> None:
    source = changed(whole, "programme.yaml", "weight: 20", "weight: 30")

    assert [problem.file for problem in source.problems] == ["programme.yaml"]
    assert "110" in source.problems[0].reason + source.problems[0].remedy


def test_every_error_comes_in_one_run(whole: dict[str, bytes]) -> None:
    files = {**whole, MODULE: whole[MODULE].replace(b"days: 14", b"days: x")}
    files.pop("modules/01-fondements/01-histoire-et-limites/fr.md")
    files["programme.yaml"] = files["programme.yaml"].replace(b"issuer: did", b"issuer: dud")

    source = check_files(files)

    assert {problem.file for problem in source.problems} >= {
        MODULE,
        "modules/01-fondements/01-histoire-et-limites/fr.md",
        "programme.yaml",
    }


@pytest.mark.parametrize(
    "text",
    [
        b"title: [unclosed",
        b"\xff\xfe\x00",
        b"",
        b"a: &x [1]\nb: *x",
        b"title: a\ntitle: b",
        b"- just\n- a list",
        b"starts: " + b"[" * 3000,
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_not_a_crash(
    whole: dict[str, bytes], text: bytes
) -> None:
    source = check_files({**whole, MODULE: text})

    assert MODULE in {problem.file for problem in source.problems}


def test_an_unregistered_kind_is_kept_and_listed(whole: dict[str, bytes]) -> None:
    path = "modules/02-transformateurs/03-quiz/activity.yaml"

    source = changed(whole, path, "kind: quiz", "kind: hologram")

    assert source.unplayable == [f"{path}: kind hologram"]
    assert source.problems == []


@pytest.mark.django_db
def test_nothing_is_loaded_from_a_broken_folder(whole: dict[str, bytes]) -> None:
    source = changed(whole, MODULE, "days: 14", "days: x")

    with pytest.raises(ProgrammeRefused):
        load(source, edition="2027")

    assert Edition.objects.count() == 0
