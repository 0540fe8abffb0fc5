"""A broken folder: everything wrong is named with its line, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.programme.actions import load
from passerelle.programme.checks import check_files
from passerelle.programme.folder import read_folder
from passerelle.programme.models import Edition
from passerelle.programme.problems import Problem, ProgrammeRefused
from passerelle.programme.source import ProgrammeSource

FOLDER = Path(__file__).parents[2] / "programmes" / "ia-generative-sante"
MODULE = "modules/02-transformateurs/module.yaml"


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    return read_folder(FOLDER).files


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


LESSON = "modules/01-fondements/01-histoire-et-limites/fr.md"


def said(source: ProgrammeSource) -> list[tuple[str, int, str, str]]:
    return [(each.file, each.line, each.field, each.reason) for each in source.problems]


@pytest.mark.parametrize(
    ("path", "old", "new", "at", "reason"),
    [
        (
            "programme.yaml",
            "- id: nantes",
            "- id: chum",
            "institutions.4.id",
            "Two institutions are called chum.",
        ),
        (
            "programme.yaml",
            "did: did:web:nantes.example",
            "did: did:web:chum.example",
            "institutions.4.did",
            "Two institutions have the identifier did:web:chum.example.",
        ),
        (
            "programme.yaml",
            "  - 09-conferences",
            "  - 09-conferences\n  - 07-datathon",
            "modules.9",
            "07-datathon is written twice.",
        ),
        (
            "programme.yaml",
            "zones: [Europe/Paris, America/Toronto]",
            "zones: [Europe/Paris, America/Toronto, Europe/Paris]",
            "zones.2",
            "Europe/Paris is written twice.",
        ),
        ("editions/2027.yaml", 'id: "2027"', 'id: "2026"', "id", "Two editions are called 2026."),
        (
            "glossary.yaml",
            "- id: embedding",
            "- id: token",
            "terms.1.id",
            "Two terms are called token.",
        ),
    ],
)
def test_what_is_written_twice_is_named_at_the_second(
    whole: dict[str, bytes], path: str, old: str, new: str, at: str, reason: str
) -> None:
    line = line_of(whole, path, old) + new.count("\n")

    assert said(changed(whole, path, old, new)) == [(path, line, at, reason)]


@pytest.mark.parametrize(
    "path", [LESSON, "quizzes/fondements/fr.gift", "agreements/donnees-du-datathon/fr.md", MODULE]
)
def test_a_text_that_is_not_utf8_is_named_once_at_its_first_foreign_byte(
    whole: dict[str, bytes], path: str
) -> None:
    data = whole[path].decode().encode("cp1252", errors="replace")
    line = next(n for n, text in enumerate(data.split(b"\n"), start=1) if not text.isascii())

    source = check_files({**whole, path: data})

    assert source.problems == [
        Problem(path, line, "", "The file is not UTF-8 text.", "Save it as UTF-8.")
    ]


@pytest.mark.parametrize("written", ["2027-02-31", '"2027-02-31"'])
def test_a_date_that_does_not_exist_is_named_with_its_field(
    whole: dict[str, bytes], written: str
) -> None:
    path = "editions/2027.yaml"

    source = changed(whole, path, "starts: 2027-01-11", f"starts: {written}")

    reason = "2027-02-31 is not a date that exists."
    assert said(source) == [(path, line_of(whole, path, "starts:"), "starts", reason)]


@pytest.mark.parametrize("written", ["!!int neuf", "!!int ''", "!!timestamp demain", "!!bool x"])
def test_a_value_that_is_not_what_its_tag_says_is_named(
    whole: dict[str, bytes], written: str
) -> None:
    source = changed(whole, MODULE, "days: 14", f"days: {written}")

    line = line_of(whole, MODULE, "days: 14")
    assert [(each.line, each.field) for each in source.problems] == [(line, "days")]


def test_a_character_that_yaml_refuses_is_named_with_its_line(whole: dict[str, bytes]) -> None:
    source = changed(whole, MODULE, "days: 14", "days: 14 # \x81")

    (problem,) = source.problems
    assert problem.line == line_of(whole, MODULE, "days: 14")


def test_line_ends_of_windows_change_nothing(whole: dict[str, bytes]) -> None:
    windows = {
        name: data if name.endswith(".bin") else data.replace(b"\n", b"\r\n")
        for name, data in whole.items()
    }

    assert check_files(windows).problems == []


def test_without_a_programme_nothing_is_said_of_what_hangs_on_it(whole: dict[str, bytes]) -> None:
    assert [problem.file for problem in without(whole, "programme.yaml").problems] == [
        "programme.yaml"
    ]


def test_a_module_misspelt_in_the_programme_is_said_there_and_at_its_folder(
    whole: dict[str, bytes],
) -> None:
    source = changed(whole, "programme.yaml", "- 07-datathon", "- 07-datathons")

    line = line_of(whole, "programme.yaml", "- 07-datathon")
    assert said(source) == [
        ("modules/07-datathon/module.yaml", 0, "", "This module is not in the programme."),
        ("programme.yaml", line, "modules.6", "There is no folder modules/07-datathons."),
    ]


def test_an_activity_that_does_not_read_does_not_make_the_hours_wrong(
    whole: dict[str, bytes],
) -> None:
    path = "modules/02-transformateurs/03-quiz/activity.yaml"

    source = changed(whole, path, "minutes:", "minuts:")

    assert {problem.file for problem in source.problems} == {path}


@pytest.mark.django_db
def test_nothing_is_loaded_from_a_broken_folder(whole: dict[str, bytes]) -> None:
    source = changed(whole, MODULE, "days: 14", "days: x")

    with pytest.raises(ProgrammeRefused):
        load(source, edition="2027")

    assert Edition.objects.count() == 0
