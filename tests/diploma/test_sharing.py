"""Showing a diploma elsewhere, and a link of ours that someone types."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from passerelle.diploma.addresses import public_url
from passerelle.diploma.queries.diplomas import diplomas_of, with_seals
from passerelle.diploma.sharing import linkedin_address
from tests.diploma.graduation import Graduation


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
    client.force_login(diplomas_of(graduation.edition)[0].decision.enrolment.person)

    page = client.get("/diploma/", headers={"accept-language": "en"}).content.decode()

    assert "LinkedIn will read" in page
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
