"""A diploma baked into an image is found again, and hostile images are refused with a sentence."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from passerelle.diploma.attachment import PNG_OPENING, carried_credential
from passerelle.diploma.baking import baked_png, seal, with_credential
from passerelle.diploma.queries.diplomas import diplomas_of, with_seals
from passerelle.diploma.queries.verification import answer_about, canonicaliser
from passerelle.engines.credential import Refusal
from tests.diploma.graduation import Graduation
from tests.factories import sign_in

MOST = 50_000
CREDENTIAL = '<o:credential xmlns:o="https://purl.imsglobal.org/ob/v3p0">{}</o:credential>'
BOMB = """<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg>&b;</svg>"""
READS = """<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>"""


@pytest.fixture(scope="module", autouse=True)
def _worker() -> None:
    canonicaliser.start()


def chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return len(content).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def png(*chunks: bytes) -> bytes:
    return PNG_OPENING + b"".join(chunks) + chunk(b"IEND", b"")


def test_both_images_are_genuine_and_say_so_of_the_picture(graduation: Graduation) -> None:
    number = graduation.issued().number
    client = Client()
    sign_in(client, diplomas_of(graduation.edition)[0].decision.enrolment.person)

    svg, image = (client.get(f"/diploma/{number}.{kind}") for kind in ("svg", "png"))

    assert (svg["Content-Type"], image["Content-Type"]) == ("image/svg+xml", "image/png")
    assert len(image.content) < 150_000
    for answer in (answer_about(svg.content), answer_about(image.content)):
        assert answer.report.verdict == "valid"
        assert "picture" in answer.report.not_checked[0].en


def test_the_public_page_reads_a_baked_image(graduation: Graduation) -> None:
    credential = graduation.issued()
    image = baked_png(with_seals(list(diplomas_of(graduation.edition)))[0])

    page = Client().post("/verify/", {"file": SimpleUploadedFile("diploma.png", image)})

    assert page.headers["Location"] == f"/verify/{credential.number}/?shown=picture"
    followed = Client().get(page.headers["Location"], headers={"accept-language": "en"})
    assert "picture" in followed.context["finding"].not_checked[0]


def test_a_screenshot_is_told_what_it_lost(db: None) -> None:
    page = Client().post(
        "/verify/", {"file": SimpleUploadedFile("x.png", png())}, headers={"accept-language": "en"}
    )

    assert "a screenshot" in page.content.decode()


@pytest.mark.parametrize("name", ["simple-json.png", "simple-json.svg"])
def test_the_images_of_the_standard_are_read(testdata: Path, name: str) -> None:
    image = (testdata / "standards/ob30-samples" / name).read_bytes()

    assert b'"OpenBadgeCredential"' in carried_credential(image, most_bytes=MOST)


@pytest.mark.parametrize("name", ["simple-jwt.png", "simple-jwt.svg", "simple-jwt_v1.svg"])
def test_a_token_in_an_image_is_handed_on_as_it_is(testdata: Path, name: str) -> None:
    image = (testdata / "standards/ob30-samples" / name).read_bytes()

    assert carried_credential(image, most_bytes=MOST).startswith(b"eyJ")


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (png(), "nothing-baked"),
        (PNG_OPENING + b"\xff\xff\xff\xffiTXt", "nothing-baked"),
        (PNG_OPENING + b"\0\0", "nothing-baked"),
        (with_credential(with_credential(png(), b"{}"), b"{}"), "several-baked"),
        (
            png(
                chunk(
                    b"iTXt",
                    b"openbadgecredential\0\1\0\0\0" + zlib.compress(b" " * 9_000_000),
                )
            ),
            "baked-too-large",
        ),
        (b"<svg/>", "nothing-baked"),
        (f"<svg>{CREDENTIAL}{CREDENTIAL}</svg>".encode(), "several-baked"),
        (b"<svg", "svg-unreadable"),
        (b"<svg>" * 200, "svg-unreadable"),
        (b'<?xml version="1.0" encoding="nonesuch"?><svg/>', "svg-unreadable"),
        (BOMB.encode(), "svg-entity"),
        (READS.encode(), "svg-entity"),
    ],
)
def test_a_hostile_image_is_refused_with_its_reason(image: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        carried_credential(image, most_bytes=MOST)

    assert refused.value.failure.code == code


def test_what_would_end_the_section_is_written_otherwise(graduation: Graduation) -> None:
    graduation.issued()
    diploma = with_seals(list(diplomas_of(graduation.edition)))[0]

    image = seal(diploma, credential='{"a": "]]>"}').encode()

    assert json.loads(carried_credential(image, most_bytes=MOST)) == {"a": "]]>"}
