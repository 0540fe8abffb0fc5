"""`passerelle people`: teams and sessions come with the file; a list, and a way out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, SessionExpert, Team, TeamMember, Withdrawal
from passerelle.config.command import main
from passerelle.foundation.models import Entry
from passerelle.people.models import Person
from passerelle.programme.models import Edition
from tests.factories import make_edition, make_enrolment, make_module, make_session

pytestmark = pytest.mark.django_db
HEADER = "email,name,role,team,team_name,sessions\n"
LEA = "lea@invente.example,Léa Inventée,learner"
JO = "jo@invente.example,Jo Inventé,guest"
EVE = "eve@invente.example,Ève Inventée,expert"


@pytest.fixture
def edition(db: None) -> Edition:
    edition = make_edition()
    module = make_module(edition)
    make_session(module, slug="m1-ouverture")
    make_session(module, slug="m1-atelier")
    make_session(module, slug="m1-retiree", retired_at=module.opens_at)
    return edition


@pytest.fixture
def ana(edition: Edition) -> Enrolment:
    return make_enrolment(edition, Role.COORDINATOR)


def import_(folder: Path, rows: str, *words: str) -> int:
    file = folder / "people.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return main(["people", "import", "--edition", "2027", str(file), *words])


def withdraw(*words: str) -> int:
    return main(["people", "withdraw", "--edition", "2027", *words])


def members() -> set[tuple[str, int, str]]:
    found = TeamMember.objects.values_list("enrolment__person__email", "team__number", "team__name")
    return set(found)


def test_a_file_forms_its_teams_and_twice_is_once(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"{LEA},2,Vigie,\n{JO},2,,\n"

    codes = [import_(tmp_path, rows), import_(tmp_path, rows)]

    told = capsys.readouterr().out
    assert codes == [0, 0]
    assert told.count("joins team 2 (Vigie)") == 2
    assert members() == {
        ("lea@invente.example", 2, "Vigie"),
        ("jo@invente.example", 2, "Vigie"),
    }
    (line,) = Entry.objects.filter(verb="formed a team")
    assert (line.actor_label, line.object_label, line.detail) == (
        "Passerelle",
        "Vigie",
        {"members": 2},
    )


def test_someone_enrolled_already_joins_a_team_that_is_there(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_(tmp_path, f"{LEA},2,Vigie,\n{JO},,,\n")
    capsys.readouterr()

    import_(tmp_path, f"{JO},2,,\n", "--json")

    (told,) = json.loads(capsys.readouterr().out)["people"]
    assert (told["standing"], told["joined_team"]) == ("already enrolled", 2)
    assert ("jo@invente.example", 2, "Vigie") in members()


def test_a_person_with_two_roles_is_in_their_team_once(edition: Edition, tmp_path: Path) -> None:
    import_(tmp_path, f"{LEA},2,Vigie,\n{LEA.replace('learner', 'guest')},2,,\n")

    member = TeamMember.objects.get()
    assert (member.enrolment.role, member.team.name) == ("learner", "Vigie")


def test_an_expert_is_asked_for_the_sessions_of_their_row_once(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_(tmp_path, f"{EVE},,,m1-atelier\n")
    capsys.readouterr()

    import_(tmp_path, f"{EVE},,,m1-ouverture  m1-atelier\n", "--json")

    (told,) = json.loads(capsys.readouterr().out)["people"]
    given = set(SessionExpert.objects.values_list("person__email", "session__slug"))
    assert told["given_sessions"] == ["m1-ouverture"]
    assert given == {
        ("eve@invente.example", "m1-ouverture"),
        ("eve@invente.example", "m1-atelier"),
    }
    assert Entry.objects.filter(verb="invited an expert").count() == 2


def test_every_row_that_sends_someone_nowhere_is_named_and_nobody_is_enrolled(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_(tmp_path, f"{LEA},2,Vigie,\n")
    capsys.readouterr()
    rows = (
        f"{LEA},3,Cairn,\n"
        f"{JO},4,,\n"
        "a@invente.example,A,learner,2,Fanal,m1-atelier\n"
        "b@invente.example,B,learner,two,,\n"
        "c@invente.example,C,juror,3,,\n"
        "d@invente.example,D,guest,,Sterne,\n"
        f"{EVE},,,m1-atelier m1-retiree m9\n"
    )

    code = import_(tmp_path, rows, "--json")

    found = json.loads(capsys.readouterr().out)["problems"]
    said = {(each["row"], each["column"]): each["sentence"] for each in found}
    assert (code, Person.objects.count(), Team.objects.count()) == (1, 1, 1)
    assert said == {
        (2, "team"): "lea@invente.example is in team 2, “Vigie”. Write 2, or nothing.",
        (3, "team_name"): "Team 4 is new: name it here, in its first row.",
        (4, "team_name"): "Team 2 is called “Vigie”. Write that, or nothing.",
        (4, "sessions"): "Only an expert gives sessions; this is a row of learner.",
        (5, "team"): "“two” is no team. Write a number from 1 to 999.",
        (6, "team"): "Only a learner or a guest joins a team; this is a row of juror.",
        (7, "team_name"): "A team has a number too: write it in the column team.",
        (8, "sessions"): "No session is called “m1-retiree”, “m9”. The edition has: "
        "m1-ouverture, m1-atelier.",
    }


def test_whoever_withdrew_joins_no_team_and_gives_no_session(
    edition: Edition, ana: Enrolment, tmp_path: Path
) -> None:
    import_(tmp_path, f"{LEA},,,\n{EVE},,,\n")
    withdraw("lea@invente.example", "--reason", "Départ", "--by", ana.person.email)
    withdraw("eve@invente.example", "--reason", "Départ", "--by", ana.person.email)

    code = import_(tmp_path, f"{LEA},2,Vigie,\n{EVE},,,m1-atelier\n")

    assert (code, members(), SessionExpert.objects.count()) == (0, set(), 0)
    assert not Team.objects.exists()


def test_a_withdrawal_is_recorded_once_with_its_reason_and_its_line(
    edition: Edition, ana: Enrolment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_(tmp_path, f"{LEA},,,\n")
    words = ("Lea@Invente.example", "--by", ana.person.email, "--json", "--reason")
    capsys.readouterr()

    withdraw(*words, "Changement  de poste")
    told = json.loads(capsys.readouterr().out)
    withdraw(*words, "Autre")
    again = json.loads(capsys.readouterr().out)

    left = Withdrawal.objects.get()
    assert (left.reason, left.by) == ("Changement de poste", ana.person)
    assert (told["standing"], again["standing"]) == ("withdrawn", "already withdrawn")
    assert told | {"standing": ""} == again | {"standing": ""}
    (line,) = Entry.objects.filter(verb="withdrew")
    assert (line.actor_label, line.object_label) == (str(ana.person), "Léa Inventée")


def test_a_withdrawal_that_cannot_be_says_all_that_is_wrong(
    edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_(tmp_path, f"{LEA},,,\n{LEA.replace('learner', 'juror')},,,\n")
    capsys.readouterr()

    code = withdraw("lea@invente.example", "--reason", " ", "--by", "lea@invente.example")

    told = capsys.readouterr().err
    assert (code, Withdrawal.objects.count()) == (1, 0)
    assert told.splitlines() == [
        "--role: lea@invente.example has several roles. Give one of learner, juror.",
        "--reason: It is empty; write why they leave.",
        "--by: lea@invente.example coordinates nothing here. Give a coordinator of 2027.",
        "Nobody was withdrawn.",
    ]


def test_one_of_several_roles_ends_and_the_other_stays(
    edition: Edition, ana: Enrolment, tmp_path: Path
) -> None:
    import_(tmp_path, f"{LEA},,,\n{LEA.replace('learner', 'juror')},,,\n")

    withdraw(
        *("lea@invente.example", "--role", "juror"),
        *("--reason", "Conflit", "--by", ana.person.email),
    )

    assert list(Withdrawal.objects.values_list("enrolment__role", flat=True)) == ["juror"]


def test_the_list_says_who_is_there_in_which_team_and_who_withdrew(
    edition: Edition, ana: Enrolment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_(tmp_path, f"{LEA},2,Vigie,\n{JO},,,\n")
    withdraw("jo@invente.example", "--reason", "Départ", "--by", ana.person.email)
    day = f"{Withdrawal.objects.get().at:%Y-%m-%d}"
    capsys.readouterr()

    main(["people", "list", "--edition", "2027", "--role", "guest"])
    table = capsys.readouterr().out
    main(["people", "list", "--edition", "2027", "--role", "learner", "--json"])
    (lea,) = json.loads(capsys.readouterr().out)["people"]

    assert table.splitlines() == [
        "email               name        role   institution  team  withdrawn",
        f"jo@invente.example  Jo Inventé  guest                     {day}",
        "1 enrolled in 2027, 1 of them withdrawn.",
    ]
    assert lea == {
        "email": "lea@invente.example",
        "name": "Léa Inventée",
        "role": "learner",
        "institution": None,
        "team": 2,
        "withdrawn": None,
    }


def test_the_list_of_many_takes_no_more_queries_than_of_one(
    edition: Edition, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    import_(tmp_path, f"{LEA},2,Vigie,\n{JO},2,,\n{EVE},,,\n")

    with django_assert_max_num_queries(2):
        code = main(["people", "list", "--edition", "2027"])

    assert code == 0
