"""The language and the clocks a person reads in."""

from __future__ import annotations

import pytest
from django.test import Client

from passerelle.people.models import Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_choice_is_kept_and_the_next_page_speaks_that_language() -> None:
    person = make_person(language="fr")

    answer = browser_of(person).post(
        "/settings/", {"language": "en", "zone": "America/Toronto"}, follow=True
    )

    kept = Person.objects.get(pk=person.pk)
    assert (kept.language, kept.zone) == ("en", "America/Toronto")
    assert '<html lang="en">' in answer.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"language": "xx", "zone": "Europe/Paris"}, {"language": "fr", "zone": "Mars"}]
)
def test_a_choice_that_is_none_is_refused_and_nothing_changes(sent: dict[str, str]) -> None:
    person = make_person(language="fr")

    answer = browser_of(person).post("/settings/", sent)

    kept = Person.objects.get(pk=person.pk)
    assert answer.status_code == 422
    assert (kept.language, kept.zone) == ("fr", "Europe/Paris")


def test_visitors_are_asked_to_sign_in(client: Client) -> None:
    answer = client.get("/settings/")

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/settings/")
