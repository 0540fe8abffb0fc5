"""A certificate is revoked and suspended as a diploma is, and whoever verifies it reads so."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.diploma.actions import (
    establish_keys,
    give_mandate,
    lift_suspension,
    revoke,
    suspend,
)
from passerelle.diploma.actions.certifying import issue_certificates
from passerelle.diploma.enums import RevocationReason, SuspensionReason
from passerelle.diploma.errors import AlreadyRevoked, NotTheirInstitution
from passerelle.diploma.models import Certificate, Revocation, Suspension
from passerelle.diploma.queries.verification import answer_about, canonicaliser
from passerelle.foundation import clock
from passerelle.foundation.models import Entry, Notice
from passerelle.foundation.translated import Translated
from passerelle.people.models import Person
from passerelle.programme.models import Programme
from tests.diploma.graduation import JUNE, Graduation
from tests.factories import make_enrolment, make_institution, make_person, sign_in

DESK = "/2026/certificates/issued/"
MOST_QUERIES = 8


@pytest.fixture(scope="module", autouse=True)
def _worker() -> None:
    canonicaliser.start()


@pytest.fixture(scope="module")
def issued(graduation_of_the_file: Graduation) -> Certificate:
    with clock.standing_at(JUNE):
        return certificate_in(graduation_of_the_file)


@pytest.fixture
def certificate(graduation: Graduation, issued: Certificate) -> Certificate:
    return deepcopy(issued)


@pytest.fixture
def learner(certificate: Certificate) -> Enrolment:
    return Enrolment.objects.get(person=certificate.person)


def certificate_in(graduation: Graduation) -> Certificate:
    graduation.learner()
    establish_keys(graduation.edition, by=graduation.coordinator)
    for each in (graduation.montreal, graduation.dijon):
        registrar = graduation.registrars[each.slug]
        give_mandate(graduation.edition, institution=each, by=registrar)
    (only,) = issue_certificates(graduation.edition, by=graduation.coordinator)
    return only


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def revoked(graduation: Graduation, certificate: Certificate) -> Revocation:
    return revoke(
        certificate,
        institution=graduation.montreal,
        reason=RevocationReason.UNEARNED,
        by=graduation.registrars["chum"],
    )


def suspended(graduation: Graduation, certificate: Certificate) -> Suspension:
    return suspend(
        certificate,
        institution=graduation.montreal,
        reason=SuspensionReason.IDENTITY,
        by=graduation.registrars["chum"],
    )


def verdict(certificate: Certificate) -> str:
    return answer_about(bytes(certificate.document)).report.verdict


def test_a_revoked_certificate_is_revoked_for_whoever_verifies(
    graduation: Graduation, certificate: Certificate
) -> None:
    Programme.objects.update(title=Translated(fr="Diplôme inventé", en="Invented diploma"))
    before = verdict(certificate)
    revoked(graduation, certificate)

    page = Client().get(f"/verify/{certificate.number}/").content.decode()
    given = {"verifiableCredential": json.loads(bytes(certificate.document))}
    answer = Client().post("/api/credentials/verify", given, content_type="application/json")

    assert before == "valid"
    assert "Ce certificat a été révoqué." in page
    assert "Le certificat a été révoqué par CHUM le 19 juin 2026" in page
    assert "ce qu’il atteste n’a pas eu lieu" in page
    assert "diplôme a été révoqué" not in page
    assert "Diplôme inventé" in page  # the programme's own name is left as it is
    assert (answer.status_code, answer.json()["verified"]) == (400, False)
    assert answer.json()["report"]["verdict"] == "revoked"


def test_its_bit_is_set_in_the_published_list_and_the_trust_list_names_it(
    graduation: Graduation, certificate: Certificate
) -> None:
    lists = ("/status/chum/1", "/status/chum/suspension/1")
    before = [Client().get(each).content for each in lists]
    suspended(graduation, certificate)
    revoked(graduation, certificate)

    after = [Client().get(each).content for each in lists]
    signers = Client().get("/trust.json").json()["signers"]

    named = [each["credential"] for signer in signers for each in signer["revocations"]]
    assert named == [certificate.address]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_a_diploma_and_a_certificate_are_revoked_side_by_side(
    graduation: Graduation, learner: Enrolment, certificate: Certificate
) -> None:
    diploma = graduation.issued(learner)
    other = graduation.issued(graduation.learner("Paul Inventé"))
    revoked(graduation, certificate)
    revoke(
        diploma,
        institution=graduation.dijon,
        reason=RevocationReason.ERROR,
        by=graduation.registrars["bourgogne-europe"],
    )

    verdicts = [
        answer_about(bytes(each.document)).report.verdict for each in (certificate, diploma, other)
    ]

    assert verdicts == ["revoked", "revoked", "valid"]


def test_a_suspension_is_lifted_and_the_certificate_is_valid_again(
    graduation: Graduation, certificate: Certificate
) -> None:
    suspension = suspended(graduation, certificate)
    meanwhile = verdict(certificate)
    page = Client().get(f"/verify/{certificate.number}/").content.decode()

    with clock.standing_at(clock.now() + timedelta(days=2)):
        lift_suspension(
            certificate,
            institution=graduation.montreal,
            because="Identité établie.",
            by=graduation.registrars["chum"],
        )
        afterwards = verdict(certificate)

    suspension.refresh_from_db()
    assert (meanwhile, afterwards) == ("suspended", "valid")
    assert "Ce certificat est suspendu." in page
    assert (suspension.lifted_because, suspension.lifted_at is None) == ("Identité établie.", False)


def test_what_was_revoked_to_be_replaced_is_due_again_and_only_that(
    graduation: Graduation, certificate: Certificate
) -> None:
    by, chum = graduation.registrars["chum"], graduation.montreal
    graduation.learner("Paul Inventé")
    (other,) = issue_certificates(graduation.edition, by=graduation.coordinator)
    revoke(other, institution=chum, reason=RevocationReason.FRAUD, by=by)
    revoke(certificate, institution=chum, reason=RevocationReason.REPLACED, by=by)

    issued = issue_certificates(graduation.edition, by=graduation.coordinator)

    assert [each.person for each in issued] == [certificate.person]
    assert [verdict(each) for each in (certificate, other, *issued)] == [
        "revoked",
        "revoked",
        "valid",
    ]


def test_nobody_lifts_the_suspension_of_what_is_theirs(
    graduation: Graduation, learner: Enrolment, certificate: Certificate
) -> None:
    suspension = suspended(graduation, certificate)
    enrolment = make_enrolment(graduation.edition, Role.REGISTRAR, learner.person)
    Enrolment.objects.filter(pk=enrolment.pk).update(institution=graduation.montreal)
    address = reverse("certificate_suspension_lifting", args=["2026", certificate.number])

    answer = signed_in(learner.person).post(address, {"reason": "C’est moi."})

    suspension.refresh_from_db()
    assert (answer.status_code, suspension.lifted_at) == (422, None)
    assert "un autre registraire" in answer.content.decode()


def test_its_holder_and_the_journal_are_told_each_time(
    graduation: Graduation, learner: Enrolment, certificate: Certificate
) -> None:
    suspended(graduation, certificate)
    revoked(graduation, certificate)

    told = Notice.objects.filter(person_id=learner.person_id).order_by("pk")
    noted = Entry.objects.filter(object_kind="certificate", object_id=str(certificate.pk))
    assert [(each.verb, each.url) for each in told] == [
        (f"certificate {verb}", f"/certificate/{certificate.number}/")
        for verb in ("issued", "suspended", "revoked")
    ]
    assert [each.verb for each in noted.order_by("pk")] == [
        "issued a certificate",
        "suspended a certificate",
        "revoked a certificate",
    ]


def test_a_registrar_revokes_for_their_own_institution_alone(
    graduation: Graduation, certificate: Certificate
) -> None:
    with pytest.raises(NotTheirInstitution):
        revoke(
            certificate,
            institution=graduation.dijon,
            reason=RevocationReason.ERROR,
            by=graduation.registrars["chum"],
        )

    assert verdict(certificate) == "valid"


def test_what_is_revoked_need_not_be_suspended(
    graduation: Graduation, certificate: Certificate
) -> None:
    revoked(graduation, certificate)

    with pytest.raises(AlreadyRevoked):
        suspended(graduation, certificate)


def test_a_registrar_suspends_lifts_and_revokes_from_their_page(
    graduation: Graduation, certificate: Certificate
) -> None:
    registrar, number = signed_in(graduation.registrars["chum"]), certificate.number
    address = {
        name: reverse(f"certificate_{name}", args=["2026", number])
        for name in ("suspension", "suspension_lifting", "revocation")
    }
    listed = registrar.get(DESK).content.decode()

    asked = registrar.get(address["revocation"]).content.decode()
    done = [
        registrar.post(address["suspension"], {"reason": "review", "private_note": ""}),
        registrar.post(address["suspension_lifting"], {"reason": "Vérifié."}),
        registrar.post(address["revocation"], {"reason": "unearned", "certain": "on"}),
    ]

    assert number in listed
    assert "Ce qu’il atteste n’a pas eu lieu" in asked
    assert "Le jury est revenu" not in asked
    assert [each["Location"] for each in done] == [DESK] * 3
    assert Suspension.objects.get().lifted_because == "Vérifié."
    assert Revocation.objects.get().certificate == certificate
    assert address["revocation"] not in registrar.get(DESK).content.decode()


def test_a_jurys_reason_is_refused_for_a_certificate(
    graduation: Graduation, certificate: Certificate
) -> None:
    registrar = signed_in(graduation.registrars["chum"])
    address = reverse("certificate_revocation", args=["2026", certificate.number])

    answer = registrar.post(address, {"reason": "withdrawn", "certain": "on"})

    assert (answer.status_code, Revocation.objects.count()) == (422, 0)


def test_a_registrar_whose_institution_did_not_sign_sees_and_revokes_nothing(
    graduation: Graduation, certificate: Certificate
) -> None:
    stranger = make_person("Registraire Étranger")
    enrolment = make_enrolment(graduation.edition, Role.REGISTRAR, stranger)
    enrolment.institution = make_institution("nantes")
    enrolment.save()
    client = signed_in(stranger)

    page = client.get(DESK).content.decode()
    address = reverse("certificate_revocation", args=["2026", certificate.number])
    answer = client.post(address, {"reason": "error", "certain": "on"})

    assert certificate.number not in page
    assert (answer.status_code, Revocation.objects.count()) == (404, 0)


def test_the_coordinator_reads_who_revoked_and_can_do_nothing(
    graduation: Graduation, certificate: Certificate
) -> None:
    revoked(graduation, certificate)
    office = signed_in(graduation.coordinator)

    page = office.get(DESK).content.decode()
    address = reverse("certificate_suspension", args=["2026", certificate.number])

    assert "CHUM" in page
    assert address not in page
    assert office.get(address).status_code == 403


@pytest.mark.parametrize("who", ["coordinator", "registrar", "holder"])
def test_a_page_asks_as_much_for_one_certificate_as_for_three(
    graduation: Graduation, learner: Enrolment, certificate: Certificate, who: str
) -> None:
    people = {
        "coordinator": graduation.coordinator,
        "registrar": graduation.registrars["chum"],
        "holder": learner.person,
    }
    client, address = signed_in(people[who]), "/diploma/" if who == "holder" else DESK
    suspended(graduation, certificate)
    one = queries_of(client, address)
    for name in ("Deux Inventé", "Trois Inventé"):
        graduation.learner(name)
    issue_certificates(graduation.edition, by=graduation.coordinator)

    assert one == queries_of(client, address) <= MOST_QUERIES


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)
