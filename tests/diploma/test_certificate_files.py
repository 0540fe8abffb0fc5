"""The holder of a certificate takes away what a graduate does: PDF, bundle, images, address."""

from __future__ import annotations

import io
import re
from copy import deepcopy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from passerelle.campus.models import Enrolment
from passerelle.diploma.actions import establish_keys, give_mandate, revoke
from passerelle.diploma.actions.certifying import issue_certificates
from passerelle.diploma.attachment import carried_credential
from passerelle.diploma.enums import RevocationReason
from passerelle.diploma.models import Certificate, Paper
from passerelle.diploma.queries.verification import MOST_BYTES, answer_about, canonicaliser
from passerelle.foundation import clock
from tests.diploma.graduation import JUNE, Graduation
from tests.diploma.test_certificate_standing import signed_in
from tests.diploma.test_certificates import give


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
    learner = graduation.learner()
    give(graduation, minutes=90)
    establish_keys(graduation.edition, by=graduation.coordinator)
    for each in (graduation.montreal, graduation.dijon):
        registrar = graduation.registrars[each.slug]
        give_mandate(graduation.edition, institution=each, by=registrar)
    issue_certificates(graduation.edition, by=graduation.coordinator)
    return Certificate.objects.get(person=learner.person)


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_its_pdf_carries_the_credential_and_is_signed_by_each_institution(
    learner: Enrolment, certificate: Certificate, size: str
) -> None:
    holder, address = signed_in(learner.person), f"/certificate/{certificate.number}.pdf"

    pdf = holder.get(address, {"paper": size}).content

    paper = PdfReader(io.BytesIO(pdf))
    fields = paper.get_fields() or {}
    assert carried_credential(pdf, most_bytes=MOST_BYTES) == bytes(certificate.document)
    assert sorted(fields) == ["signature-bourgogne-europe", "signature-chum"]
    assert all(each["/V"]["/SubFilter"] == "/ETSI.CAdES.detached" for each in fields.values())
    assert holder.get(address, {"paper": size}).content == pdf
    assert Paper.objects.get().certificate == certificate


def test_its_page_says_in_both_languages_what_it_certifies(
    learner: Enrolment, certificate: Certificate
) -> None:
    pdf = signed_in(learner.person).get(f"/certificate/{certificate.number}.pdf").content

    words = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())

    assert learner.person.name in words
    assert certificate.number in words
    assert "Module du programme «\u00a0" in words.replace("« ", "«\u00a0")
    assert "Les établissements soussignés le certifient ensemble" in words
    assert "The undersigned institutions certify it together" in words
    assert "décision du jury" not in words


@pytest.mark.parametrize("kind", ["json", "pdf", "png", "svg", "bundle.json"])
def test_each_of_its_files_verifies_and_nobody_elses_exists(
    graduation: Graduation, learner: Enrolment, certificate: Certificate, kind: str
) -> None:
    address = f"/certificate/{certificate.number}.{kind}"
    other = Certificate.objects.get(kind="expert")

    file = signed_in(learner.person).get(address)

    answer = answer_about(file.content)
    assert file["Cache-Control"] == "private, no-store"
    assert (answer.report.verdict, answer.report.credential_id) == ("valid", certificate.address)
    assert "diplôme" not in answer.report.sentence.fr.lower()
    assert signed_in(other.person).get(address).status_code == 404
    assert signed_in(learner.person).get(f"/diploma/{certificate.number}.{kind}").status_code == 404
    assert Client().get(address).status_code == 302


def test_a_bundle_kept_from_before_a_revocation_says_so_here(
    graduation: Graduation, learner: Enrolment, certificate: Certificate
) -> None:
    bundle = signed_in(learner.person).get(f"/certificate/{certificate.number}.bundle.json")
    revoke(
        certificate,
        institution=graduation.montreal,
        reason=RevocationReason.FRAUD,
        by=graduation.registrars["chum"],
    )

    answer = answer_about(bundle.content)

    assert answer.report.verdict == "revoked"


def test_no_pdf_of_a_revoked_certificate_is_signed(
    graduation: Graduation, learner: Enrolment, certificate: Certificate
) -> None:
    revoke(
        certificate,
        institution=graduation.montreal,
        reason=RevocationReason.FRAUD,
        by=graduation.registrars["chum"],
    )
    holder = signed_in(learner.person)

    answer = holder.get(f"/certificate/{certificate.number}.pdf", follow=True)

    page, shelf = answer.content.decode(), holder.get("/diploma/").content.decode()
    assert "aucun PDF n’en est plus signé" in page
    assert "Votre certificat a été révoqué." in page
    assert "une fraude a été établie" in page
    assert "révoqué le" in shelf
    assert "Un de vos certificats est révoqué ou suspendu." in shelf
    assert not Paper.objects.exists()


def test_its_page_gives_the_address_and_the_files(
    learner: Enrolment, certificate: Certificate
) -> None:
    holder = signed_in(learner.person)

    page = holder.get(f"/certificate/{certificate.number}/").content.decode()

    offered = [f'"/certificate/{certificate.number}.{each}"' for each in ("pdf", "json", "png")]
    assert all(each in page for each in offered)
    assert f"/verify/{certificate.number}/</code>" in page
    assert f'href="/certificate/{certificate.number}/"' in holder.get("/diploma/").content.decode()


def test_a_forged_certificate_names_the_field_that_differs(certificate: Certificate) -> None:
    forged = bytes(certificate.document).decode().replace("Anaïs Montplaisir", "Anaïs Ailleurs")
    file = SimpleUploadedFile("certificat.json", forged.encode())

    page = Client().post("/verify/", {"file": file}).content.decode()

    assert "Ce fichier n’est pas authentique." in page
    assert "Par rapport à ce qui a été délivré" in page


def test_the_seal_of_an_expert_names_the_hours_whole(
    learner: Enrolment, certificate: Certificate
) -> None:
    expert = Certificate.objects.get(kind="expert")

    svg = signed_in(expert.person).get(f"/certificate/{expert.number}.svg").content.decode()

    lines = re.findall(r">([^<>]+)</text>", svg)
    assert "Enseignement donné à titre" in lines
    assert "d’expert, 1,5 heure" in lines
    assert "Teaching given as an expert," in lines
    assert not any("…" in each for each in lines)
