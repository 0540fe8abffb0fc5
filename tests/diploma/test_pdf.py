"""The diploma on paper."""

from __future__ import annotations

import zlib
from io import BytesIO
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from passerelle.diploma.attachment import attached_credential, is_pdf
from passerelle.diploma.enums import PaperSize
from passerelle.diploma.errors import NotPrintable
from passerelle.diploma.models import Credential
from passerelle.diploma.printing import drawn
from passerelle.diploma.queries.diplomas import diplomas_of, with_seals
from passerelle.diploma.queries.sealed import Diploma
from passerelle.diploma.queries.verification import MOST_BYTES, answer_about
from passerelle.engines.credential import Refusal
from tests.diploma.graduation import IN_NO_FONT, Graduation
from tests.factories import sign_in


def diploma_of(credential: Credential) -> Diploma:
    return with_seals(list(diplomas_of(credential.edition).filter(pk=credential.pk)))[0]


def test_the_pdf_carries_the_credential_byte_for_byte(graduation: Graduation) -> None:
    credential = graduation.issued()

    pdf = drawn(diploma_of(credential))

    attachments = PdfReader(BytesIO(pdf)).attachments
    assert list(attachments) == ["credential.json"]
    assert attachments["credential.json"] == [bytes(credential.document)]
    assert attached_credential(pdf, most_bytes=MOST_BYTES) == bytes(credential.document)


def test_the_credential_is_attached_as_data_to_the_document(graduation: Graduation) -> None:
    reader = PdfReader(BytesIO(drawn(diploma_of(graduation.issued()))))

    attached = [each.get_object() for each in reader.trailer["/Root"]["/AF"]]  # type: ignore[index]

    assert [(each["/UF"], each["/AFRelationship"]) for each in attached] == [
        ("credential.json", "/Data")
    ]


@pytest.mark.parametrize(("size", "points"), [("a4", (842, 595)), ("letter", (792, 612))])
def test_the_page_has_the_size_that_was_asked_for(
    graduation: Graduation, size: str, points: tuple[int, int]
) -> None:
    reader = PdfReader(BytesIO(drawn(diploma_of(graduation.issued()), PaperSize(size))))

    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height), len(reader.pages)) == (*points, 1)


def test_the_page_says_who_what_and_that_it_is_a_specimen(graduation: Graduation) -> None:
    credential = graduation.issued()

    reader = PdfReader(BytesIO(drawn(diploma_of(credential))))

    text = reader.pages[0].extract_text()
    wanted = ["Anaïs Montplaisir", "CHUM", "BOURGOGNE-EUROPE", "signé le 19 juin 2026"]
    wanted += [credential.number, "Spécimen, sans lien avec les établissements nommés", "Très bien"]
    assert [words for words in wanted if words not in text] == []
    assert len(reader.pages) == 1


def test_the_file_declares_archiving_and_accessibility(graduation: Graduation) -> None:
    reader = PdfReader(BytesIO(drawn(diploma_of(graduation.issued()))))

    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]

    found = [
        mark
        for mark in ("pdfaid:part>3<", "pdfaid:conformance>A<", "pdfuaid:part>1<")
        if mark in metadata
    ]
    assert found == ["pdfaid:part>3<", "pdfaid:conformance>A<", "pdfuaid:part>1<"]


@pytest.mark.parametrize("name", ["#evil[$x$] \\ \"'{}<b>", "#sys.inputs", "李明", "Ж" * 150])
def test_a_name_is_printed_and_never_interpreted(graduation: Graduation, name: str) -> None:
    credential = graduation.issued(graduation.learner(name))

    try:
        reader = PdfReader(BytesIO(drawn(diploma_of(credential))))
    except NotPrintable:
        if name.isascii() or name.startswith("Ж"):  # typst's own fonts write these everywhere
            raise
        pytest.skip("no font of this machine writes Chinese: apt-get install fonts-noto-cjk")

    text = "".join(reader.pages[0].extract_text().split())
    assert "".join(name.split()) in text


def test_a_name_that_no_font_writes_is_refused_rather_than_printed_with_blanks(
    graduation: Graduation, client: Client
) -> None:
    credential = graduation.issued(graduation.learner(IN_NO_FONT))
    holder = credential.decision.enrolment.person
    sign_in(client, holder)

    answer = client.get(f"/diploma/{credential.number}.pdf", follow=True)

    with pytest.raises(NotPrintable):
        drawn(diploma_of(credential))
    assert "aucune police" in answer.content.decode()
    assert answer.redirect_chain == [("/diploma/", 302)]


def test_the_pdf_itself_can_be_verified_and_says_what_was_not(graduation: Graduation) -> None:
    pdf = drawn(diploma_of(graduation.issued()))

    report = answer_about(pdf).report

    assert (report.verdict, "PDF" in report.not_checked[0].fr) == ("valid", True)


def test_a_pdf_that_unpacks_for_ever_is_cut(graduation: Graduation) -> None:
    bomb = zlib.compress(b"{" + b" " * 50_000_000)
    pdf = b"%PDF-1.7\n1 0 obj <</Type /EmbeddedFile /Filter /FlateDecode>> stream\n" + bomb

    content = attached_credential(pdf, most_bytes=MOST_BYTES)

    assert (is_pdf(pdf), len(content or b"")) == (True, MOST_BYTES)


def pdf_with(*contents: bytes) -> bytes:
    files = (b"<</Type /EmbeddedFile>>\nstream\n%b\nendstream\n" % each for each in contents)
    return b"%PDF-1.7\n" + b"".join(files)


def test_a_file_attached_beside_the_diploma_leaves_nothing_verified(graduation: Graduation) -> None:
    """A reader of PDFs shows the last one: the answer must not be about another."""
    document = bytes(graduation.issued().document)

    one, two = (answer_about(pdf_with(document, *more)) for more in ((), (b'{"forged": 1}',)))

    assert one.report.verdict == "valid"
    assert (two.report.verdict, two.report.failures[0].code) == ("refused", "several-attached")


def test_the_page_of_a_number_says_that_the_page_of_the_pdf_was_not_read(
    graduation: Graduation,
) -> None:
    upload = SimpleUploadedFile("d.pdf", pdf_with(bytes(graduation.issued().document)))

    page = Client().post(
        "/verify/", {"file": upload}, follow=True, headers={"accept-language": "en"}
    )

    assert page.redirect_chain[0][0].endswith("/?shown=page")
    assert "only the digital diploma attached" in page.content.decode()
    opening = page.content.decode().partition("<h1")[2].partition("</header>")[0]
    assert "Not compared: the page itself." in page.context["finding"].caveat
    assert page.context["finding"].caveat in opening


@pytest.mark.parametrize("opening", [b"", b"<<"])
def test_a_pdf_made_to_be_searched_for_long_is_answered_at_once(opening: bytes) -> None:
    data = b"%PDF-1.7\n" + opening + b"/Type/EmbeddedFile " * 13_000
    began = process_time()

    with pytest.raises(Refusal):
        attached_credential(data, most_bytes=MOST_BYTES)

    assert process_time() - began < 1
