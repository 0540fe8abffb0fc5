"""The supplement and the transcript, from what the jury decided on."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from passerelle.campus.models import Result
from passerelle.diploma.models import Credential
from passerelle.diploma.printing_records import Language, supplement, transcript
from passerelle.diploma.queries.diplomas import diplomas_of, with_seals
from passerelle.diploma.queries.sealed import Diploma
from tests.diploma.graduation import Graduation
from tests.factories import sign_in


def diploma_of(credential: Credential) -> Diploma:
    return with_seals(list(diplomas_of(credential.edition).filter(pk=credential.pk)))[0]


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("fr", ["1. Titulaire", "8. Systèmes", "Anaïs Montplaisir", "17 / 20", "Très bien"]),
        ("en", ["1. Holder", "8. Higher", "Anaïs Montplaisir", "17 / 20", "High honours"]),
    ],
)
def test_the_supplement_has_its_eight_sections(
    graduation: Graduation, language: Language, wanted: list[str]
) -> None:
    diploma = diploma_of(graduation.issued())

    said = words_of(supplement(diploma, language))

    wanted = [*wanted, *(f"{number}. " for number in range(1, 9)), diploma.credential.number]
    assert [words for words in wanted if words not in said] == []


def test_the_transcript_shows_marks_hours_and_credits(graduation: Graduation) -> None:
    said = words_of(transcript(diploma_of(graduation.issued()), "fr"))

    wanted = ["Relevé de notes", "Quiz", "17", "40 %", "Heures attestées 80 h", "Crédits ECTS 8"]
    wanted += ["Crédits universitaires québécois 4", "Module 1", "9 h"]
    assert [words for words in wanted if words not in said] == []


def test_a_mark_changed_since_changes_no_transcript(graduation: Graduation) -> None:
    diploma = diploma_of(graduation.issued())
    before = transcript(diploma, "en")

    Result.objects.update(points=3)

    assert transcript(diploma_of(diploma.credential), "en") == before


def test_the_documents_declare_archiving_and_accessibility(graduation: Graduation) -> None:
    reader = PdfReader(BytesIO(transcript(diploma_of(graduation.issued()), "fr")))

    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert ("pdfaid:part>3<" in metadata, "pdfuaid:part>1<" in metadata) == (True, True)
    assert reader.trailer["/Root"]["/Lang"] == "fr-FR"  # type: ignore[index]


def test_holder_and_offices_take_them_and_nobody_else(graduation: Graduation) -> None:
    credential = graduation.issued()
    other = graduation.prepared(graduation.learner("Autre Inventé"))
    own, office = (
        f"/diploma/{credential.number}/supplement.pdf",
        f"/2026/diplomas/{credential.number}/transcript.pdf",
    )

    answers = {
        name: (client.get(own).status_code, client.get(office).status_code)
        for name, client in {
            "holder": _signed_in(credential),
            "curious": _signed_in(other),
            "coordinator": _client_of(graduation),
        }.items()
    }

    assert answers == {"holder": (200, 403), "curious": (404, 403), "coordinator": (404, 200)}


def _signed_in(credential: Credential) -> Client:
    client = Client()
    sign_in(client, credential.decision.enrolment.person)
    return client


def _client_of(graduation: Graduation) -> Client:
    client = Client()
    sign_in(client, graduation.coordinator)
    return client
