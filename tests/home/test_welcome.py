"""What a visitor reads first."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import make_edition, make_module, make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
ENGLISH = {"accept-language": "en"}


def test_a_visitor_reads_what_the_diploma_is_and_who_signs_it(client: Client) -> None:
    make_module(make_edition())

    text = client.get("/", headers=ENGLISH).content.decode()

    assert "<h1>IA en santé (en)</h1>" in text
    assert "Module 1 (en)" in text
    assert "CHUM (en)" in text
    assert 'href="/accounts/login/"' in text
    assert 'href="/verify/"' in text


def test_the_same_page_speaks_french(client: Client) -> None:
    make_module(make_edition())

    text = client.get("/", headers={"accept-language": "fr"}).content.decode()

    assert "<h1>IA en santé</h1>" in text
    assert '<html lang="fr">' in text


def test_an_empty_house_says_how_to_fill_it(client: Client) -> None:
    text = client.get("/", headers=ENGLISH).content.decode()

    assert "No diploma is published here yet." in text


def test_someone_in_no_edition_is_told_so(client: Client) -> None:
    make_edition()
    sign_in(client, make_person(language="en"))

    text = client.get("/").content.decode()

    assert "You take part in no edition at present." in text
    assert 'href="/accounts/login/"' not in text


def test_a_visitor_costs_three_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = make_edition()
    make_module(edition)
    make_module(edition, 2)

    with django_assert_num_queries(3):
        answer = client.get("/", headers=ENGLISH)

    assert answer.status_code == 200
