"""The page of a PDF is believed when the institutions signed it and nothing was changed since."""

from __future__ import annotations

import argparse
import io
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader, PdfWriter

from passerelle.diploma import signed_page
from passerelle.diploma.actions import printed
from passerelle.diploma.certificates import make_authority, make_certificate
from passerelle.diploma.cli import add_commands
from passerelle.diploma.models import Credential
from passerelle.diploma.pdf_signatures import (
    PdfSignature,
    SignaturesUnreadable,
    read_signatures,
)
from passerelle.diploma.printing import drawn
from passerelle.diploma.queries.verification import answer_about, canonicaliser
from passerelle.diploma.remarks import PRINTED_PAGE
from passerelle.engines.credential import Report
from passerelle.foundation import clock
from tests.asynchronous import done
from tests.diploma.graduation import JUNE, Graduation
from tests.diploma.test_pdf_signatures import diploma_of

VERIFY = "/verify/"
BOTH = [("did:web:chum.example", "valid"), ("did:web:bourgogne-europe.example", "valid")]


@pytest.fixture(scope="module", autouse=True)
def _workers() -> None:
    canonicaliser.start()
    signed_page.pdf_reader.start()


@pytest.fixture(scope="module")
def credential(graduation_of_the_file: Graduation) -> Credential:
    with clock.standing_at(JUNE):
        return graduation_of_the_file.issued()


@pytest.fixture(scope="module")
def pdf(credential: Credential) -> bytes:
    """The diploma's PDF as the campus gives it: signed for CHUM, then for Bourgogne Europe."""
    with clock.standing_at(JUNE):
        return printed(diploma_of(credential))


@pytest.fixture
def unsigned(credential: Credential, graduation: Graduation) -> bytes:
    return drawn(diploma_of(credential))


def signed_by(
    name: str, pdf: bytes, *, did: str = "did:web:x.example", box: tuple[int, ...] | None = None
) -> bytes:
    """Signed by someone who made an authority of their own, whatever institution they name."""
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, async_sign_pdf
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    authority = make_authority(name=name, did="did:web:ia-sante.example", at=JUNE)
    certified = make_certificate(
        authority, name=name, country="CA", did=did, authority_url="https://x.example/a", at=JUNE
    )
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(certified.certificate),
        signing_key=keys.PrivateKeyInfo.load(certified.key),
        cert_registry=SimpleCertificateStore(),
    )
    signed = done(
        async_sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            PdfSignatureMetadata(field_name="another", md_algorithm="sha256"),
            signer=signer,
            new_field_spec=SigFieldSpec("another", on_page=0, box=box),
        )
    )
    return bytes(signed.getvalue())


def updated(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    """An incremental update, as an editor of PDFs saves one."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def draw_over_the_page(writer: Any) -> None:
    from pyhanko.pdf_utils import generic

    words = generic.StreamObject(stream_data=b"BT /F1 40 Tf 100 400 Td (Mention) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(words))


def forget_the_form(writer: Any) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def one_byte_changed(pdf: bytes) -> bytes:
    """In the first stream that the page draws: the text one reads."""
    place = pdf.index(b"stream\n", pdf.index(b"/FlateDecode")) + 40
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def end_of_revision(pdf: bytes, rank: int) -> int:
    ends = [place for place in range(len(pdf)) if pdf.startswith(b"%%EOF", place)]
    return ends[rank] + len(b"%%EOF\n")


def pages(report: Report) -> list[tuple[str, str]]:
    return [(each.institution, each.state) for each in report.page_signatures]


def codes(report: Report) -> list[str]:
    return [each.code for each in report.failures]


# What is believed


def test_an_intact_pdf_is_the_one_that_every_institution_signed(
    pdf: bytes, graduation: Graduation
) -> None:
    report = answer_about(pdf).report

    assert (report.verdict, codes(report), pages(report)) == ("valid", [], BOTH)
    assert report.checked[0].fr.endswith("ces établissements\u00a0: CHUM et BOURGOGNE-EUROPE.")
    assert PRINTED_PAGE not in report.not_checked
    assert "no third party vouches" in report.not_checked[0].en


def test_a_pdf_without_signatures_keeps_its_caveat(unsigned: bytes) -> None:
    report = answer_about(unsigned).report

    assert (report.verdict, pages(report)) == ("valid", [])
    assert report.not_checked[0] == PRINTED_PAGE


def test_a_pdf_stripped_of_its_signatures_keeps_its_caveat(
    pdf: bytes, graduation: Graduation
) -> None:
    writer, output = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf))), io.BytesIO()
    for field in writer.root_object["/AcroForm"]["/Fields"]:  # type: ignore[index]  # ours has one
        del field.get_object()["/V"]
    del writer.root_object["/Perms"]
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    writer.write(output)

    report = answer_about(output.getvalue()).report

    assert b"/ByteRange" not in output.getvalue()
    assert (report.verdict, pages(report)) == ("valid", [])
    assert report.not_checked[0] == PRINTED_PAGE


def test_a_pdf_cut_after_its_first_signature_says_who_did_not_sign_it(
    pdf: bytes, graduation: Graduation
) -> None:
    report = answer_about(pdf[: end_of_revision(pdf, 1)]).report

    assert report.verdict == "valid"
    assert pages(report) == [BOTH[0], ("did:web:bourgogne-europe.example", "missing")]
    assert report.not_checked[0].fr.endswith("aucune signature au nom de\u00a0: BOURGOGNE-EUROPE.")


def test_whoever_signs_afterwards_is_named_and_not_vouched_for(
    pdf: bytes, graduation: Graduation
) -> None:
    report = answer_about(signed_by("Notaire inventé", pdf)).report

    assert report.verdict == "valid"
    assert pages(report) == [*BOTH, ("", "untrusted key")]
    assert "under the name of “Notaire inventé”" in report.not_checked[0].en


def test_a_stranger_who_signs_in_an_institutions_name_vouches_for_nothing(
    unsigned: bytes,
) -> None:
    report = answer_about(signed_by("CHUM", unsigned, did="did:web:chum.example")).report

    assert (report.verdict, pages(report)) == ("valid", [("", "untrusted key")])
    assert PRINTED_PAGE in report.not_checked
    assert "anyone can make one in any name" in report.not_checked[0].en
    assert not [each for each in report.checked if "PDF" in each.en]


# What is refused


TAMPERING: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "one byte of the page": (one_byte_changed, "page-signature-bad"),
    "an update that draws": (lambda pdf: updated(pdf, draw_over_the_page), "page-changed"),
    "an update that forgets": (
        lambda pdf: updated(pdf, forget_the_form),
        "page-signatures-unreadable",
    ),
    "a drawing, signed again": (
        lambda pdf: signed_by("CHUM", updated(pdf, draw_over_the_page)),
        "page-changed",
    ),
    "a signature that shows": (
        lambda pdf: signed_by("CHUM", pdf, box=(100, 100, 400, 200)),
        "page-changed",
    ),
    "a line after the end": (lambda pdf: pdf + b"% more\n", "page-changed"),
    "a second file": (lambda pdf: pdf + pdf, "page-signatures-unreadable"),
    "a stranger's file": (
        lambda pdf: pdf + b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
        "page-signatures-unreadable",
    ),
    "cut short": (lambda pdf: pdf[:-300], "page-signatures-unreadable"),
    "a wound in the signature": (
        lambda pdf: pdf.replace(b"/ByteRange", b"/ByteRange [(x)] /Was", 1),
        "page-signatures-unreadable",
    ),
    "a hundred signatures": (
        lambda pdf: pdf + b"/ByteRange [0 0 0 0]" * 100,
        "page-signatures-unreadable",
    ),
    "too heavy": (lambda pdf: pdf + b" " * 4_000_000, "page-too-large"),
}


@pytest.mark.parametrize("case", TAMPERING)
def test_a_page_that_was_tampered_with_is_refused_whatever_it_carries(
    pdf: bytes, graduation: Graduation, case: str
) -> None:
    tampering, code = TAMPERING[case]

    report = answer_about(tampering(pdf)).report

    assert (report.verdict, codes(report)) == ("refused", [code])
    assert report.sentence.fr.startswith("Refusé\u00a0: ")
    assert PRINTED_PAGE not in report.not_checked
    assert [each.state for each in report.signatures] == ["valid", "valid"]


def test_a_genuine_signature_copied_into_an_update_signs_nothing_more(pdf: bytes, db: None) -> None:
    """Its container, padded so that all lengths add up, would be that of the whole file."""
    padding = 0
    for _ in range(3):  # what is added adds to the length of the file
        wrapped = wrapped_in_an_update(pdf, padding)
        padding += 2 * _lacking(wrapped)

    states = [each.state for each in read_signatures(wrapped)]

    assert (_lacking(wrapped), states) == (0, ["changed since", "changed since"])


def wrapped_in_an_update(pdf: bytes, padding: int) -> bytes:
    """Written so that its byte range is no longer found by searching for that name."""

    from pyhanko.pdf_utils import generic

    class AsItIs(generic.ByteStringObject):  # type: ignore[misc]  # pyHanko is seen as untyped
        def write_to_stream(self, stream: io.BytesIO, *_: object, **_named: object) -> None:
            written = re.sub(rb"[()\\\r]", lambda found: b"\\%03o" % found[0][0], self)
            stream.write(b"(%b)" % written)

    def wrap(writer: Any) -> None:
        draw_over_the_page(writer)
        field = writer.root["/AcroForm"]["/Fields"][-1]
        signature = field["/V"]
        signature["/Contents"] = AsItIs(signature["/Contents"] + bytes(padding))
        signature["/Spare"] = generic.pdf_string("ab")
        writer.mark_update(field.raw_get("/V").reference)

    update = updated(pdf, wrap)[len(pdf) :]
    hidden = update.replace(b"/ByteRange", b"/Byte#52ange").replace(b"(ab)", b"()")
    assert len(hidden) == len(update)
    return pdf + hidden


def _lacking(pdf: bytes) -> int:
    """How many bytes of padding its last signature lacks to pass for that of the whole file."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[-1]
    _, before, _, after = signature.byte_range
    return int(len(pdf) - before - after - 2) // 2 - len(signature.pkcs7_content)


def test_a_pdf_that_takes_too_long_is_given_up_and_the_next_is_read(
    pdf: bytes, graduation: Graduation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hurried:
        hurried.setattr(signed_page, "_SECONDS", 0.0)
        given_up = answer_about(pdf).report

    assert codes(given_up) == ["page-too-slow"]
    assert answer_about(pdf).report.verdict == "valid"


@pytest.mark.parametrize(
    "data",
    [
        b"/ByteRange",
        b"%PDF-1.7\n/ByteRange [0 1 2 3]",
        b"%PDF-1.7\nstartxref\n9\n%%EOF /ByteRange",
        b"%PDF-1.7\n" + b"[" * 50_000 + b"/ByteRange",
        bytes(range(256)) * 40 + b"/ByteRange",
    ],
)
def test_garbage_is_unreadable_and_nothing_worse(data: bytes) -> None:
    with pytest.raises(SignaturesUnreadable):
        read_signatures(data)


def test_reading_takes_little_and_asks_no_network(
    pdf: bytes, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_signatures(pdf)
    monkeypatch.delattr(socket, "socket")
    began = process_time()

    again = read_signatures(pdf)

    assert process_time() - began < 0.5
    assert (again, [each.state for each in again]) == (first, ["valid", "valid"])
    assert isinstance(again[0], PdfSignature)


def test_the_reader_of_pdfs_has_nothing_to_fetch_with() -> None:
    script = (
        "import io, sys\n"
        "from passerelle.diploma import pdf_worker\n"
        "sys.stdin = io.StringIO('{}\\n')\n"
        "pdf_worker.main()\n"
        "print(sorted(each for each in sys.modules if each.partition('.')[0] == 'aiohttp'))\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert said.stdout.splitlines() == ["{}", "['aiohttp']"]


# What is said


def test_the_answer_says_that_the_page_is_the_one_signed_in_both_languages(
    pdf: bytes, credential: Credential, graduation: Graduation
) -> None:
    client = Client(headers={"accept-language": "fr"})

    french = client.post(VERIFY, {"file": SimpleUploadedFile("d.pdf", pdf)})
    again = {name: french.context[name] for name in ("document", "page")}
    english = client.post(VERIFY, {**again, "language": "en"})

    assert "La page de ce PDF est bien celle qui a été signée" in french.content.decode()
    assert english.context["finding"].page.startswith("The page of this PDF is the one that was")
    assert [row.on_page for row in english.context["finding"].rows] == ["valid", "valid"]
    for page in (french, english):
        assert (page.status_code, page.context["finding"].caveat) == (200, "")
        assert credential.number in page.content.decode()


def test_a_word_that_this_site_did_not_say_vouches_for_no_page(
    pdf: bytes, credential: Credential, graduation: Graduation
) -> None:
    document = bytes(credential.document).decode()

    answer = Client().post(VERIFY, {"document": document, "page": "forged:word", "language": "en"})

    assert answer["Location"].endswith(f"/{credential.number}/")


def test_another_sites_form_does_not_make_this_one_vouch_for_a_page(
    pdf: bytes, credential: Credential, graduation: Graduation
) -> None:
    first = Client().post(VERIFY, {"file": SimpleUploadedFile("d.pdf", pdf)})
    again = {name: first.context[name] for name in ("document", "page")} | {"language": "en"}

    own, others, hidden = (
        Client(headers={"origin": origin}).post(VERIFY, again)
        for origin in ("http://testserver", "https://elsewhere.example", "null")
    )

    assert own.context["finding"].page
    assert [each.status_code for each in (others, hidden)] == [302, 302]


def test_an_altered_page_stays_refused_when_read_again(pdf: bytes, graduation: Graduation) -> None:
    changed = updated(pdf, draw_over_the_page)
    first = Client().post(VERIFY, {"file": SimpleUploadedFile("d.pdf", changed)})
    again = {name: first.context[name] for name in ("document", "page")}

    page = Client().post(VERIFY, {**again, "language": "en"})

    assert page.context["finding"].reasons == (signed_page.FAILURES["page-changed"].en,)
    assert page.context["finding"].holder == ""


@pytest.mark.parametrize(
    ("language", "title", "reason"),
    [
        ("fr", "Ce fichier n’est pas authentique.", "Ce PDF a été modifié après avoir été signé"),
        ("en", "This file is not genuine.", "This PDF was changed after it was signed"),
    ],
)
def test_an_altered_page_is_refused_without_naming_its_holder(
    pdf: bytes, graduation: Graduation, language: str, title: str, reason: str
) -> None:
    changed = updated(pdf, draw_over_the_page)

    page = Client().post(
        VERIFY,
        {"file": SimpleUploadedFile("d.pdf", changed), "language": language},
    )

    finding = page.context["finding"]
    assert (finding.title.replace("'", "’"), finding.tone, finding.holder) == (title, "bad", "")
    assert finding.reasons[0].startswith(reason)
    assert {row.on_page for row in finding.rows} == {
        "modifié depuis" if language == "fr" else "changed since"
    }


# At the command line


@pytest.fixture
def folder(pdf: bytes, graduation: Graduation, tmp_path: Path) -> Path:
    """The PDF, intact and altered, with what the site publishes."""
    client = Client()
    (tmp_path / "d.pdf").write_bytes(pdf)
    (tmp_path / "altered.pdf").write_bytes(updated(pdf, draw_over_the_page))
    (tmp_path / "trust.json").write_bytes(client.get("/trust.json").content)
    (tmp_path / "authority.cer").write_bytes(client.get("/certificates/authority.cer").content)
    (tmp_path / "certificates.pem").write_bytes(client.get("/certificates.pem").content)
    return tmp_path


def verified(folder: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    known = ("--trust", str(folder / "trust.json"), "--at", "2026-06-19")
    options = parser.parse_args(["credential", "verify", *words, *known])
    return int(options.run(options))


@pytest.mark.parametrize("file", ["authority.cer", "certificates.pem"])
def test_the_published_authority_tells_who_signed_the_pdf(
    folder: Path, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    code = verified(folder, str(folder / "d.pdf"), "--authority", str(folder / file), "--json")

    told = json.loads(capsys.readouterr().out)
    assert (code, told["verdict"], told["failures"]) == (0, "valid", [])
    assert [(each["institution"], each["state"]) for each in told["page_signatures"]] == BOTH


def test_without_the_authority_the_command_vouches_for_no_page(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = verified(folder, str(folder / "d.pdf"))

    said = capsys.readouterr().out
    assert (code, said.count("PDF, CHUM: untrusted key")) == (0, 1)
    assert "not verified: What the page of the PDF shows" in said


def test_an_altered_page_exits_1_and_says_why(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = verified(folder, str(folder / "altered.pdf"))

    assert code == 1
    assert capsys.readouterr().out.startswith("refused: This PDF was changed after it was signed")


def test_a_file_that_holds_no_authority_is_said_to_hold_none(folder: Path) -> None:
    with pytest.raises(SystemExit, match=r"trust\.json holds no authority's certificate\."):
        verified(folder, str(folder / "d.pdf"), "--authority", str(folder / "trust.json"))
