"""Showing a diploma elsewhere, and a link of ours that someone types."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from passerelle.diploma.addresses import public_url
from passerelle.diploma.queries.diplomas import diplomas_of, with_seals
from passerelle.diploma.sharing import linkedin_address
from tests.diploma.graduation import Graduation
from tests.factories import sign_in


def test_the_linkedin_link_says_what_and_where(graduation: Graduation) -> None:
    number = graduation.issued().number

    address = urlsplit(linkedin_address(with_seals(list(diplomas_of(graduation.edition)))[0]))

    filled = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert address.netloc == "www.linkedin.com"
    assert (filled["issueYear"], filled["issueMonth"]) == ("2026", "6")
    assert filled["certUrl"].endswith(f"/verify/{number}/")
    assert filled["certId"] == number


def test_the_holders_page_says_what_leaving_means(graduation: Graduation) -> None:
    graduation.issued()
    client = Client()
    sign_in(client, diplomas_of(graduation.edition)[0].decision.enrolment.person)

    page = client.get("/diploma/", headers={"accept-language": "en"}).content.decode()

    assert "LinkedIn lira" in page
    assert "https://europass.europa.eu/" in page
    assert '<script src="http' not in page


@pytest.mark.parametrize("is_cited", [True, False])
def test_a_link_of_ours_leads_to_its_number(graduation: Graduation, *, is_cited: bool) -> None:
    """The address the diploma cites, or this very installation's."""
    credential = graduation.issued()
    link = credential.address if is_cited else public_url(credential.number)

    answer = Client().post("/verify/", {"number": f" {link} "})

    assert answer.headers["Location"] == f"/verify/{credential.number}/"


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/verify/DIU-2026-AAAA/", "http://[::1/", "https://evil.example/x"],
)
def test_another_sites_address_is_said_and_never_fetched(db: None, link: str) -> None:
    answer = Client().post("/verify/", {"number": link}, headers={"accept-language": "en"})

    assert answer.status_code == 422
    assert "no other site is consulted" in answer.content.decode()


def brought(words: str, *, kind: str = "PNG", side: int = 0) -> Any:
    """What the page answers to a picture of a QR code."""
    drawing, picture = BytesIO(), BytesIO()
    segno.make(words).save(drawing, kind="png", scale=4, border=4)
    image = Image.open(drawing).convert("L")
    (image.resize((side, side)) if side else image).save(picture, kind)
    upload = SimpleUploadedFile("qr.png", picture.getvalue())
    return Client().post("/verify/", {"file": upload}, headers={"accept-language": "en"})


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_our_qr_code_leads_to_its_number(graduation: Graduation, kind: str) -> None:
    number = graduation.issued().number

    answer = brought(public_url(number), kind=kind)

    assert answer.headers["Location"] == f"/verify/{number}/"


def test_a_qr_code_of_another_site_is_said(db: None) -> None:
    answer = brought("https://evil.example/verify/DIU-2026-AAAA/")

    assert answer.status_code == 422
    assert "no other site is consulted" in answer.content.decode()


def test_a_picture_too_large_is_not_read(db: None) -> None:
    answer = brought(public_url("DIU-2026-AAAA"), kind="PNG", side=2_001)

    assert answer.status_code == 200
    assert "This file cannot be read as a diploma." in answer.content.decode()


def test_a_damaged_picture_asks_for_the_number(db: None) -> None:
    upload = SimpleUploadedFile("qr.jpg", b"\xff\xd8\xff\xe0 not a picture")

    answer = Client().post("/verify/", {"file": upload}, headers={"accept-language": "en"})

    assert "No QR code can be read in this picture." in answer.content.decode()
