"""A module passed is certified by all the institutions, once, and verifies in public."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from passerelle.campus.models import Enrolment
from passerelle.diploma.actions import establish_keys, give_mandate
from passerelle.diploma.actions.certifying import issue_certificates
from passerelle.diploma.cli import add_commands
from passerelle.diploma.errors import MandatesAwaited
from passerelle.diploma.models import Certificate
from passerelle.diploma.queries.certificates import due_certificates
from passerelle.diploma.queries.verification import answer_about, canonicaliser
from tests.diploma.graduation import Graduation


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
    office.force_login(mandated.coordinator)
    holder.force_login(learner.person)

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
    holder.force_login(learner.person)
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
    holder.force_login(learner.person)

    assert holder.get("/diploma/presentation").headers["Location"] == "/diploma/"


def test_the_coordinators_page_costs_the_same_for_three_as_for_one(
    graduation: Graduation, learner: Enrolment
) -> None:
    office = Client()
    office.force_login(graduation.coordinator)
    office.get("/2026/certificates/")
    with CaptureQueriesContext(connection) as one:
        office.get("/2026/certificates/")
    graduation.learner("Deuxième Inventée")
    graduation.learner("Troisième Inventé")

    with CaptureQueriesContext(connection) as three:
        page = office.get("/2026/certificates/").content.decode()

    assert "Troisième Inventé" in page
    assert len(three) == len(one)
