"""`passerelle people`: the first way in. A file is enrolled whole, or nobody of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.config.command import main
from passerelle.diploma.queries.signatories import acts_for
from passerelle.foundation.models import Entry
from passerelle.people.models import Person
from passerelle.programme.models import Edition
from tests.factories import make_edition, make_institution

pytestmark = pytest.mark.django_db
HEADER = "email,name,role,institution,profession,language,zone\n"
ANA = ["--role", "coordinator", "Ana@Invente.example", "Ana Inventée"]


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition()


def enrol(*words: str) -> int:
    return main(["people", "enrol", "--edition", "2027", *words])


def import_(folder: Path, text: str, *words: str, encoding: str = "utf-8") -> int:
    file = folder / "people.csv"
    file.write_text(text, encoding=encoding)
    return main(["people", "import", "--edition", "2027", str(file), *words])


def enrolled() -> set[tuple[str, str]]:
    return set(Enrolment.objects.values_list("person__email", "role"))


def test_a_coordinator_enrolled_by_hand_signs_in_by_the_link_that_is_printed(
    edition: Edition, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    code = enrol(*ANA, "--link", "--json")

    (told,) = json.loads(capsys.readouterr().out)["people"]
    client.post(told["link"].removeprefix("http://127.0.0.1:8000"))
    assert (code, told["standing"]) == (0, "enrolled")
    assert client.get("/2027/cohort/").status_code == 200


def test_enrolling_twice_is_once_and_says_what_was_kept(
    edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    enrol(*ANA)
    capsys.readouterr()

    code = enrol(*ANA[:3], "Anna Inventée", "--profession", "nurse")

    told = capsys.readouterr().out
    assert code == 0
    assert "already there as coordinator (kept: name Ana Inventée, profession none)" in told
    assert enrolled() == {("ana@invente.example", "coordinator")}


def test_the_journal_keeps_who_was_registered_enrolled_and_given_a_link(edition: Edition) -> None:
    enrol(*ANA, "--link")

    lines = set(Entry.objects.values_list("actor_label", "verb"))
    verbs = {"registered", "enrolled", "gave a personal link"}
    assert lines == {("Passerelle", verb) for verb in verbs}


def test_a_registrar_acts_for_the_institution_they_were_enrolled_with(edition: Edition) -> None:
    enrol("--role", "registrar", "--institution", "chum", "r@invente.example", "Rémi Inventé")

    registrar = Person.objects.get(email="r@invente.example")
    assert acts_for(registrar, make_institution(), edition)


@pytest.mark.parametrize("institution", [[], ["--institution", "elsewhere"]])
def test_a_registrar_without_an_institution_that_signs_is_refused(
    edition: Edition, institution: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    make_institution("elsewhere")

    code = enrol("--role", "registrar", *institution, "r@invente.example", "Rémi Inventé")

    assert (code, enrolled()) == (1, set())
    assert "A registrar acts for an institution that signs: one of chum." in capsys.readouterr().err


def test_a_file_is_enrolled_whole_and_twice_is_once(edition: Edition, tmp_path: Path) -> None:
    rows = (
        "l@invente.example;Léa Inventée;learner;chum;nurse;fr;America/Toronto\n\n"
        "j@invente.example;Jo Inventé;Juror;;;en;\nj@invente.example;Jo Inventé;expert;;;;\n"
    )

    codes = [import_(tmp_path, HEADER.replace(",", ";") + rows) for _ in range(2)]

    lea = Enrolment.objects.get(role=Role.LEARNER)
    assert codes == [0, 0]
    assert enrolled() == {
        ("l@invente.example", "learner"),
        ("j@invente.example", "juror"),
        ("j@invente.example", "expert"),
    }
    assert (lea.institution, lea.profession) == (make_institution(), "nurse")
    assert (lea.person.zone, lea.person.language) == ("America/Toronto", "fr")


def test_every_wrong_row_is_named_and_nobody_is_enrolled(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "good@invente.example,Bonne Inventée,learner,chum,,,\n"
        "no-address,,learner,chum,,,\n"
        "a@invente.example,A,dean,nowhere,,de,Mars\n"
        "good@invente.example,Autre Nom,juror,,,,\n"
        "good@invente.example,Bonne Inventée,learner,,,,,more\n"
    )

    code = import_(tmp_path, HEADER + rows, "--json")

    found = json.loads(capsys.readouterr().out)["problems"]
    assert (code, enrolled()) == (1, set())
    assert {(each["row"], each["column"]) for each in found} == {
        *((3, "email"), (3, "name")),
        *((4, "role"), (4, "institution"), (4, "language"), (4, "zone")),
        (5, "name"),
        *((6, "file"), (6, "email")),
    }
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("email,nom,role\n", "utf-8", "There is no column name. Nobody knows the column “nom”."),
        ("", "utf-8", "There is no column email."),
        (HEADER + "a@b.example,Éloïse,learner,,,,\n", "cp1252", "row 2, file: The text is not"),
        (HEADER + 'a@b.example,"Ana,learner\n', "utf-8", "This is no CSV file"),
    ],
)
def test_a_file_that_is_no_such_table_says_what_to_write(
    edition: Edition,
    tmp_path: Path,
    text: str,
    encoding: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = import_(tmp_path, text, encoding=encoding)

    assert code == 1
    assert said in capsys.readouterr().err


def test_an_edition_that_is_not_loaded_says_which_command_loads_it() -> None:
    with pytest.raises(SystemExit, match="passerelle programme load FOLDER --edition 2027"):
        enrol(*ANA)
