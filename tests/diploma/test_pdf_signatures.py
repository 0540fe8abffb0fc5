"""Every institution signs the PDF (PAdES), and `pdfsig` of poppler says so."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from django.core.files.storage import default_storage
from django.test import Client
from pypdf import PdfReader

from passerelle.diploma.actions import printed, revoke, sign_diploma
from passerelle.diploma.attachment import attached_credential
from passerelle.diploma.certificates import make_authority, make_certificate
from passerelle.diploma.enums import PaperSize, RevocationReason
from passerelle.diploma.errors import NoPaperOfTheRevoked, NotIssuedYet
from passerelle.diploma.models import Credential, Paper, PaperCertificate
from passerelle.diploma.pades import Signatory, signed_by_all
from passerelle.diploma.printing import drawn
from passerelle.diploma.queries.diplomas import diplomas_of, with_seals
from passerelle.diploma.queries.sealed import Diploma
from passerelle.diploma.queries.verification import MOST_BYTES, answer_about
from passerelle.foundation import clock
from tests.diploma.graduation import JUNE, Graduation
from tests.factories import sign_in

FIVE = (
    "École inventée d’intelligence artificielle et de santé",
    "Bourgogne inventée",
    "Caen inventée",
    "Paris inventée",
    "Nantes inventée",
)


def diploma_of(credential: Credential) -> Diploma:
    return with_seals(list(diplomas_of(credential.edition).filter(pk=credential.pk)))[0]


def words_of_pdfsig(file: Path, pdf: bytes) -> str:
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig is not on this machine: apt-get install poppler-utils")
    file.write_bytes(pdf)
    said = subprocess.run(
        ["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False
    )
    return said.stdout


@pytest.fixture(scope="module")
def five_signatures(graduation_of_the_file: Graduation) -> bytes:
    """The page of a diploma signed by five institutions."""
    authority = make_authority(name="Programme inventé", did="did:web:x.example", at=JUNE)
    signatories = [
        Signatory(
            field=f"signature-{rank}",
            name=name,
            certified=make_certificate(
                authority,
                name=name,
                country="FR",
                did=f"did:web:x.example:{rank}",
                authority_url="https://x.example/certificates/authority.cer",
                at=JUNE,
            ),
        )
        for rank, name in enumerate(FIVE)
    ]
    with clock.standing_at(JUNE):
        page = drawn(diploma_of(graduation_of_the_file.issued()))
    return signed_by_all(
        page, signatories, authority=authority.certificate, at=JUNE, reason="Diplôme inventé"
    )


def test_pdfsig_says_that_each_of_the_five_signatures_is_valid(
    five_signatures: bytes, tmp_path: Path
) -> None:
    words = words_of_pdfsig(tmp_path / "diploma.pdf", five_signatures)

    assert words.count("Signature Validation: Signature is Valid.") == 5
    assert words.count("Signature Type: ETSI.CAdES.detached") == 5
    assert words.count("Not total document signed") == 4  # each of the earlier ones
    assert words.count("  - Total document signed") == 1
    assert [name for name in FIVE if f"Common Name: {name}" not in words] == []


def test_pdfsig_refuses_a_page_that_was_changed(five_signatures: bytes, tmp_path: Path) -> None:
    # In the metadata, which lie in clear within what the first signature covers.
    changed = five_signatures.replace(b"Joint", b"Jaint").replace(b"a\xc3\xafs", b"a\xc3\xa8s")
    assert (changed != five_signatures, len(changed)) == (True, len(five_signatures))

    words = words_of_pdfsig(tmp_path / "changed.pdf", changed)

    assert words.count("Signature is Valid.") == 0
    assert words.count("Digest Mismatch.") == 5


def test_each_signature_leaves_the_bytes_before_it_alone(five_signatures: bytes) -> None:
    fields = PdfReader(BytesIO(five_signatures)).get_fields() or {}

    ends = [sum(each["/V"]["/ByteRange"][2:]) for each in fields.values()]

    assert (sorted(ends), ends[-1]) == (ends, len(five_signatures))


def test_fields_take_no_room_on_the_page_and_are_named(five_signatures: bytes) -> None:
    reader = PdfReader(BytesIO(five_signatures))
    widgets = [
        each.get_object()
        for each in reader.pages[0]["/Annots"]  # type: ignore[union-attr]
        if each.get_object()["/Subtype"] == "/Widget"
    ]

    assert [each["/TU"] for each in widgets] == list(FIVE)
    assert {tuple(each["/Rect"]) for each in widgets} == {(0, 0, 0, 0)}
    assert {each["/F"] & 0b100111 for each in widgets} == {0b100}  # printed, never hidden (PDF/A)
    assert reader.pages[0]["/Tabs"] == "/S"
    assert reader.pdf_header == "%PDF-1.7"
    assert "/Version" not in reader.trailer["/Root"]  # type: ignore[operator]


def test_signing_keeps_what_the_file_declares_of_itself(five_signatures: bytes) -> None:
    reader = PdfReader(BytesIO(five_signatures))

    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]

    wanted = ('pdfaid:part="3"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"')
    assert [words for words in wanted if words not in metadata] == []
    assert "/StructTreeRoot" in reader.trailer["/Root"]  # type: ignore[operator]


def test_the_paper_is_made_once_and_known_by_its_digest(graduation: Graduation) -> None:
    credential = graduation.issued()

    first = printed(diploma_of(credential))
    second = printed(diploma_of(credential))
    letter = printed(diploma_of(credential), PaperSize.LETTER)

    papers = {each.size: each.digest for each in Paper.objects.filter(credential=credential)}
    assert (first, letter != first) == (second, True)
    assert default_storage.exists(f"diplomas/{papers['a4']}.pdf")
    assert set(papers) == {"a4", "letter"}
    assert PaperCertificate.objects.count() == 2  # one an institution, however many papers


def test_a_paper_whose_file_was_lost_is_made_again(graduation: Graduation) -> None:
    diploma = diploma_of(graduation.issued())
    printed(diploma)
    lost = Paper.objects.get().digest
    default_storage.delete(f"diplomas/{lost}.pdf")

    again = printed(diploma)

    assert again == printed(diploma)
    assert Paper.objects.get().digest != lost


def test_a_signed_paper_still_verifies_and_carries_its_credential(graduation: Graduation) -> None:
    credential = graduation.issued()

    pdf = printed(diploma_of(credential))

    assert attached_credential(pdf, most_bytes=MOST_BYTES) == bytes(credential.document)
    assert answer_about(pdf).report.verdict == "valid"


def test_no_paper_is_signed_before_the_last_signature_or_after_a_revocation(
    graduation: Graduation,
) -> None:
    credential = graduation.prepared()
    registrar = graduation.registrars["chum"]
    sign_diploma(credential, institution=graduation.montreal, by=registrar)
    with pytest.raises(NotIssuedYet):
        printed(diploma_of(credential))
    sign_diploma(
        credential,
        institution=graduation.dijon,
        by=graduation.registrars["bourgogne-europe"],
    )
    credential.refresh_from_db()
    revoke(
        credential,
        institution=graduation.montreal,
        reason=RevocationReason.ERROR,
        by=registrar,
    )

    with pytest.raises(NoPaperOfTheRevoked):
        printed(diploma_of(credential))


def test_the_authority_publishes_its_certificate(graduation: Graduation) -> None:
    printed(diploma_of(graduation.issued()))
    client = Client()

    authority = x509.load_der_x509_certificate(client.get("/certificates/authority.cer").content)
    published = x509.load_pem_x509_certificates(client.get("/certificates.pem").content)

    assert published[-1] == authority
    for each in published:
        each.verify_directly_issued_by(authority)
    assert len(published) == 3


@pytest.mark.usefixtures("graduation")
def test_before_the_first_paper_there_is_no_certificate() -> None:
    assert Client().get("/certificates/authority.cer").status_code == 404


def test_a_graduate_chooses_the_size(graduation: Graduation) -> None:
    credential = graduation.issued()
    client = Client()
    sign_in(client, credential.decision.enrolment.person)

    answer = client.get(f"/diploma/{credential.number}.pdf?paper=letter")

    assert round(PdfReader(BytesIO(answer.content)).pages[0].mediabox.width) == 792
