"""A module passed is certified by all the institutions, once, and verifies in public."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from passerelle.campus.actions import invite_expert, withdraw
from passerelle.campus.models import Attendance, Enrolment
from passerelle.diploma.actions import establish_keys, give_mandate
from passerelle.diploma.actions.certifying import issue_certificates
from passerelle.diploma.cli import add_commands
from passerelle.diploma.errors import MandatesAwaited
from passerelle.diploma.models import Certificate
from passerelle.diploma.queries.certificates import due_certificates
from passerelle.diploma.queries.verification import answer_about, canonicaliser
from passerelle.foundation import clock
from passerelle.people.models import Person
from passerelle.programme.models import Module
from tests.diploma.graduation import Graduation
from tests.factories import make_module, make_person, make_session, sign_in

MOST_QUERIES = 8


@pytest.fixture(scope="module", autouse=True)
def _worker() -> None:
    canonicaliser.start()


@pytest.fixture
def learner(graduation: Graduation) -> Enrolment:
    return graduation.learner()


@pytest.fixture
def mandated(graduation: Graduation, learner: Enrolment) -> Graduation:
    establish_keys(graduation.edition, by=graduation.coordinator)
    for each in (graduation.montreal, graduation.dijon):
        registrar = graduation.registrars[each.slug]
        give_mandate(graduation.edition, institution=each, by=registrar)
    return graduation


def issued(graduation: Graduation) -> list[Certificate]:
    return issue_certificates(graduation.edition, by=graduation.coordinator)


def test_a_module_passed_is_due_and_a_module_failed_is_not(graduation: Graduation) -> None:
    passed, _failed = graduation.learner(), graduation.learner("Paul Recalé", points=4)

    assert [(due.person, due.kind) for due in due_certificates(graduation.edition)] == [
        (passed.person, "module")
    ]


def test_it_is_genuine_and_signed_by_all(mandated: Graduation) -> None:
    (certificate,) = issued(mandated)

    report = answer_about(bytes(certificate.document)).report

    assert report.verdict == "valid"
    assert len(report.signatures) == 2
    achievement = json.loads(bytes(certificate.document))["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == "Badge"


def test_twice_is_once(mandated: Graduation) -> None:
    assert (len(issued(mandated)), len(issued(mandated))) == (1, 0)


def test_nothing_is_issued_without_every_mandate(
    graduation: Graduation, learner: Enrolment
) -> None:
    establish_keys(graduation.edition, by=graduation.coordinator)

    with pytest.raises(MandatesAwaited):
        issued(graduation)

    assert not Certificate.objects.exists()


def test_its_pages_answer_strangers(mandated: Graduation) -> None:
    (certificate,) = issued(mandated)
    cited = json.loads(bytes(certificate.document))["credentialSubject"]["achievement"]
    path = cited["id"].partition("://")[2].partition("/")[2]

    page = Client().get(f"/verify/{certificate.number}/").content.decode()
    given = Client().get(f"/{path}.json").json()

    assert "Ce certificat est authentique" in page
    assert given.pop("@context")
    assert given == cited


def test_the_status_list_of_a_certificate_is_published(mandated: Graduation) -> None:
    issued(mandated)

    assert Client().get("/status/chum/1").status_code == 200


def test_the_coordinator_issues_with_one_button_and_the_holder_keeps_it(
    mandated: Graduation, learner: Enrolment
) -> None:
    office, holder = Client(), Client()
    sign_in(office, mandated.coordinator)
    sign_in(holder, learner.person)

    before = office.get("/2026/certificates/").content.decode()
    office.post("/2026/certificates/issue/")

    number = Certificate.objects.get().number
    assert learner.person.name in before
    assert number in holder.get("/diploma/").content.decode()
    assert holder.get(f"/certificate/{number}.json")["Content-Type"] == "application/vc"
    assert office.get(f"/certificate/{number}.json").status_code == 404


@pytest.fixture
def presentation(mandated: Graduation, learner: Enrolment) -> bytes:
    """What the holder downloads after ticking their diploma and their certificate."""
    (certificate,), diploma = issued(mandated), mandated.issued(learner)
    holder = Client()
    sign_in(holder, learner.person)
    numbers = {"number": [diploma.number, certificate.number, "DIU-2026-ELSE"]}
    return holder.get("/diploma/presentation", numbers).content


def test_a_presentation_shows_what_was_ticked_and_is_answered_one_by_one(
    presentation: bytes,
) -> None:
    shown = json.loads(presentation)["verifiableCredential"]
    shown[0]["credentialSubject"]["identifier"][0]["identityHash"] = "Quelqu’un d’autre"
    forged = json.dumps({**json.loads(presentation), "verifiableCredential": shown}).encode()

    genuine, other = (
        Client().post("/verify/", {"file": SimpleUploadedFile("p.json", each)}).content.decode()
        for each in (presentation, forged)
    )

    assert len(shown) == 2
    assert (genuine.count('<h2 class="good">'), other.count('<h2 class="good">')) == (2, 1)
    assert "Quelqu’un d’autre" not in other


def test_the_command_line_answers_a_presentation(
    presentation: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "presentation.json"
    file.write_bytes(presentation)
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    options = parser.parse_args(["credential", "verify", str(file), "--json", "--at", "2026-06-19"])

    code = int(options.run(options))

    assert [each["verdict"] for each in json.loads(capsys.readouterr().out)] == ["valid", "valid"]
    assert code == 0


def test_ticking_nothing_is_said(learner: Enrolment) -> None:
    holder = Client()
    sign_in(holder, learner.person)

    assert holder.get("/diploma/presentation").headers["Location"] == "/diploma/"


def test_the_coordinators_page_costs_the_same_for_three_as_for_one(
    graduation: Graduation, learner: Enrolment
) -> None:
    give(graduation, minutes=60)
    office = Client()
    sign_in(office, graduation.coordinator)
    office.get("/2026/certificates/")
    with CaptureQueriesContext(connection) as one:
        office.get("/2026/certificates/")
    graduation.learner("Deuxième Inventée")
    graduation.learner("Troisième Inventé")

    with CaptureQueriesContext(connection) as three:
        page = office.get("/2026/certificates/").content.decode()

    assert "Troisième Inventé" in page
    assert "Experte Inventée" in page
    assert len(three) == len(one) <= MOST_QUERIES


@pytest.mark.parametrize("kind", ["diploma", "certificate"])
def test_a_number_is_verified_in_eight_queries(mandated: Graduation, kind: str) -> None:
    number = mandated.issued().number if kind == "diploma" else issued(mandated)[0].number
    reader, address = Client(), f"/verify/{number.lower()}/"
    sign_in(reader, mandated.coordinator)
    reader.get(address)

    with CaptureQueriesContext(connection) as asked:
        page = reader.get(address).content.decode()

    assert number in page
    assert len(asked) <= MOST_QUERIES


def give(graduation: Graduation, *, minutes: int, **fields: object) -> Person:
    """An expert gives a session of that length, which ended a day ago."""
    known = Person.objects.filter(name="Experte Inventée").first()
    ended = clock.now() - timedelta(days=1)
    times = {"starts_at": ended - timedelta(minutes=minutes), "ends_at": ended}
    module = Module.objects.filter(edition=graduation.edition).first()
    assert module is not None
    expert = known or make_person("Experte Inventée")
    invite_expert(make_session(module, **(times | fields)), person=expert)
    return expert


def test_an_expert_is_certified_once_for_the_hours_they_gave_in_all(mandated: Graduation) -> None:
    expert = give(mandated, minutes=60)
    give(mandated, minutes=90)
    give(mandated, minutes=45, retired_at=clock.now())

    certificates = issued(mandated)

    own = [each for each in certificates if each.person == expert]
    assert [(each.kind, each.minutes) for each in own] == [("expert", 150)]
    assert answer_about(bytes(own[0].document)).report.verdict == "valid"
    assert not issued(mandated)


def test_an_expert_with_a_session_to_come_waits_for_it(graduation: Graduation) -> None:
    give(graduation, minutes=60)
    coming = clock.now() + timedelta(days=1)
    give(graduation, minutes=0, starts_at=coming, ends_at=coming + timedelta(hours=1))

    assert due_certificates(graduation.edition) == []


def test_an_expert_who_left_keeps_what_they_gave(graduation: Graduation) -> None:
    expert = give(graduation, minutes=60)
    enrolment = Enrolment.objects.get(person=expert, role="expert")
    withdraw(enrolment, reason="Retraite", by=graduation.coordinator)

    assert [due.person for due in due_certificates(graduation.edition)] == [expert]


def test_an_expert_reaches_their_certificate_and_strangers_its_page(mandated: Graduation) -> None:
    expert = give(mandated, minutes=90)
    office, holder = Client(), Client()
    sign_in(office, mandated.coordinator)
    sign_in(holder, expert)

    before = holder.get("/diploma/").content.decode()
    office.post("/2026/certificates/issue/")

    certificate = Certificate.objects.get(person=expert)
    first, shelf = (holder.get(each, follow=True).content.decode() for each in ("/", "/diploma/"))
    told = Client().get("/achievements/2026/expert-90").content.decode()
    cited = json.loads(bytes(certificate.document))["credentialSubject"]["achievement"]
    given = Client().get("/achievements/2026/expert-90.json").json()
    assert certificate.number not in before
    assert 'href="/diploma/"' in first
    assert certificate.number in shelf
    assert "1,5 heure de séances" in told
    assert "1.5 hours of sessions" in told
    assert given.pop("@context")
    assert given == cited


@pytest.mark.parametrize("slug", ["expert-90", "expert-", "expert-0", "expert-x", "expert-9999999"])
def test_no_length_is_told_that_nobody_was_certified_for(graduation: Graduation, slug: str) -> None:
    assert Client().get(f"/achievements/2026/{slug}").status_code == 404


@pytest.mark.parametrize(("minutes", "kinds"), [(119, []), (120, ["conferences"])])
def test_conferences_are_certified_from_the_whole_of_their_hours(
    mandated: Graduation, minutes: int, kinds: list[str]
) -> None:
    conferences = make_module(mandated.edition, 2, kind=Module.CONFERENCES, hours=2)
    enrolment = mandated.learner("Auditrice Inventée", points=4)
    for present in (60, minutes - 60):
        Attendance.objects.create(
            session=make_session(conferences),
            enrolment=enrolment,
            minutes=present,
            evidence="presence",
            recorded_at=clock.now(),
            recorded_by=mandated.coordinator,
        )

    own = [each.kind for each in issued(mandated) if each.person == enrolment.person]

    assert own == kinds


def run_command(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    options = parser.parse_args(["credential", "issue", "--edition", "2026", "--all", *words])
    return int(options.run(options))


def test_the_command_line_issues_them_once(
    mandated: Graduation, learner: Enrolment, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [run_command("--certificates"), run_command("--certificates"), run_command()]

    said = [each for each in capsys.readouterr().out.splitlines() if "certificates" in each]
    assert codes == [0, 0, 0]
    assert said == ["1 certificates issued; 1 in all.", "0 certificates issued; 1 in all."]
    assert Certificate.objects.get().issued_by is None


def test_the_command_line_says_whose_mandate_is_awaited(
    graduation: Graduation, learner: Enrolment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command("--certificates") == 1

    assert "No certificate issued: " in capsys.readouterr().out
    assert not Certificate.objects.exists()


def test_some_people_s_certificates_are_issued_and_the_others_wait(mandated: Graduation) -> None:
    expert = give(mandated, minutes=60)

    issue_certificates(mandated.edition, by=mandated.coordinator, to={expert})

    assert [each.person for each in Certificate.objects.all()] == [expert]
    assert [due.kind for due in due_certificates(mandated.edition)] == ["module"]
