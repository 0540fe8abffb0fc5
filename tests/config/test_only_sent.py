"""An address that forms are sent to, opened by hand."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_who_opens_it_reads_what_it_is_and_where_to_go() -> None:
    answer = Client(headers={"accept-language": "en"}).get("/language/")

    text = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address only takes what a form sends." in text
    assert 'href="/"' in text


def test_its_page_is_as_closed_as_any_other() -> None:
    client = Client()

    refused, plain = client.get("/language/"), client.get("/verify/")

    for header in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert refused[header] == plain[header] != ""


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Accept": "application/json"}])
def test_a_script_is_told_by_the_status_alone(headers: dict[str, str]) -> None:
    answer = Client().get("/language/", headers=headers)

    assert (answer.status_code, answer.content) == (405, b"")
