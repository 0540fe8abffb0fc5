"""Who is signed in, by prepared queries: the answers of Django's own, whatever became of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as Plain
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from passerelle.people.models import Person
from passerelle.people.signed_in import SessionStore
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_each_of_two_readers_is_themselves_however_often_they_come() -> None:
    people = [make_person("Amina Inventée"), make_person("Basile Inventé")]
    clients = [signed_in(person) for person in people]

    for _ in range(2):
        for person, client in zip(people, clients, strict=True):
            assert client.get("/settings/").wsgi_request.user == person


def test_what_a_session_holds_is_what_django_reads_of_it() -> None:
    store = SessionStore()
    store["moment"], store["pieces"] = "soir", [1, 2]
    store.save()

    read = SessionStore(store.session_key)

    assert dict(read.items()) == dict(Plain(store.session_key).items())
    assert read.session_key == store.session_key


@pytest.mark.parametrize("becomes", ["over", "deleted", "unknown"])
def test_a_session_that_is_no_more_lets_nobody_in(becomes: str) -> None:
    client = signed_in(make_person())
    assert is_in(client)

    if becomes == "over":
        Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    elif becomes == "deleted":
        Session.objects.all().delete()
    else:
        client.cookies[settings.SESSION_COOKIE_NAME] = "k" * 32

    assert not is_in(client)


@pytest.mark.parametrize("leaves", ["inactive", "deleted"])
def test_who_has_left_is_signed_in_no_more(leaves: str) -> None:
    person = make_person()
    client = signed_in(person)
    assert is_in(client)

    if leaves == "inactive":
        Person.objects.filter(pk=person.pk).update(is_active=False)
    else:
        person.delete()

    assert not is_in(client)
