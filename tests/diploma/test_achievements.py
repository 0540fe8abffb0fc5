"""The address of what a diploma certifies answers people and programs."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.diploma.graduation import Graduation


def test_the_address_a_diploma_cites_gives_what_it_says(graduation: Graduation) -> None:
    cited = json.loads(bytes(graduation.issued().document))["credentialSubject"]["achievement"]
    path = cited["id"].partition("://")[2].partition("/")[2]

    answer = Client().get(f"/{path}", headers={"accept": "application/json"})

    assert path == "achievements/2026/high-honours"
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Vary"].startswith("Accept")
    given = answer.json()
    assert given.pop("@context")
    assert given == cited


def test_a_stranger_reads_both_languages_in_two_queries(
    graduation: Graduation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        page = Client().get("/achievements/2026").content.decode()

    assert '<section lang="fr">' in page
    assert '<section lang="en">' in page
    assert "An average of at least 10 out of 20." in page
    assert "Le jury, souverain, décide ensuite." in page


def test_the_same_bytes_are_not_sent_twice(graduation: Graduation) -> None:
    first = Client().get("/achievements/2026.json")

    again = Client().get("/achievements/2026.json", headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


@pytest.mark.parametrize("path", ["1999", "1999.json", "2026/no-such-honours"])
def test_nothing_is_invented(graduation: Graduation, path: str) -> None:
    assert Client().get(f"/achievements/{path}").status_code == 404


@pytest.mark.parametrize(
    ("count", "points", "french", "english"),
    [
        (
            1,
            "1.5",
            "Une composante au plus peut être compensée, à 1,5 point",
            "no more than 1.5 points",
        ),
        (
            2,
            "1",
            "2 composantes au plus peuvent être compensées, à 1 point",
            "no more than 1 point",
        ),
    ],
)
def test_what_can_be_compensated_is_told_in_the_right_number(
    graduation: Graduation, count: int, points: str, french: str, english: str
) -> None:
    edition = graduation.edition
    terms = {"allowed": True, "most_components": count, "most_shortfall": points}
    components = [{**each, "pass": 10} for each in edition.award["components"]]
    edition.award = {**edition.award, "components": components, "compensation": terms}
    edition.save()

    page = Client().get("/achievements/2026").content.decode()

    assert f"{french} au plus sous" in page
    assert f"{english} below" in page
