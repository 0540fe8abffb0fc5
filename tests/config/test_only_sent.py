"""An address that forms are sent to, opened by hand."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_who_opens_it_reads_what_it_is_and_where_to_go() -> None:
    answer = Client().get("/language/")

    text = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address only takes what a form sends." in text or "Cette adresse" in text
    assert 'href="/"' in text


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Accept": "application/json"}])
def test_a_script_is_told_by_the_status_alone(headers: dict[str, str]) -> None:
    answer = Client().get("/language/", headers=headers)

    assert (answer.status_code, answer.content) == (405, b"")
