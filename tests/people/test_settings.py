"""The language and the clocks a person reads in."""

from __future__ import annotations

import pytest
from django.test import Client

from passerelle.people.models import Person
from tests.factories import make_person, sign_in

pytestmark = pytest.mark.django_db


def browser_of(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def test_a_choice_is_kept_and_the_next_page_speaks_that_language() -> None:
    person = make_person(language="fr")

    answer = browser_of(person).post(
        "/settings/", {"language": "en", "zone": "America/Toronto", "mails": "daily"}, follow=True
    )

    kept = Person.objects.get(pk=person.pk)
    assert (kept.language, kept.zone, kept.mails) == ("en", "America/Toronto", "daily")
    assert '<html lang="en">' in answer.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"language": "xx", "zone": "Europe/Paris", "mails": "never"},
        {"language": "fr", "zone": "Mars", "mails": "never"},
        {"language": "fr", "zone": "Europe/Paris", "mails": "hourly"},
    ],
)
def test_a_choice_that_is_none_is_refused_and_nothing_changes(sent: dict[str, str]) -> None:
    person = make_person(language="fr")

    answer = browser_of(person).post("/settings/", sent)

    kept = Person.objects.get(pk=person.pk)
    assert answer.status_code == 422
    assert (kept.language, kept.zone, kept.mails) == ("fr", "Europe/Paris", "at_once")


def test_visitors_are_asked_to_sign_in(client: Client) -> None:
    answer = client.get("/settings/")

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/settings/")
