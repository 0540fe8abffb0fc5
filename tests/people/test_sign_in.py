"""Signing in by a code sent by e-mail, or by a password; pages never say who is known."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import Settings

from passerelle.foundation.models import OutgoingMail
from passerelle.people.models import Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db
UNKNOWN = "nobody@invente.example"


@pytest.fixture
def amina() -> Person:
    return make_person("Amina Inventée", password="une-phrase-assez-longue")


def ask_for_code(client: Client, email: str) -> None:
    client.post("/accounts/login/code/", {"email": email})


def the_code() -> str:
    """As the only mail of the outbox gives it."""
    text = OutgoingMail.objects.get().text
    found = re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", text, re.MULTILINE)
    assert found, text
    return found[1]


def without_varying(page: str, email: str) -> str:
    """The page, its one-time token and the typed address left out."""
    return re.sub(r'value="[^"]{20,}"', "", page).replace(email, "")


def test_a_code_sent_by_e_mail_signs_its_person_in(client: Client, amina: Person) -> None:
    ask_for_code(client, amina.email)
    entering = client.get("/accounts/login/code/confirm/")

    answer = client.post("/accounts/login/code/confirm/", {"code": the_code()})

    assert OutgoingMail.objects.get().to == amina.email
    assert entering.status_code == 200
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(amina.pk)


def test_a_wrong_code_signs_nobody_in(client: Client, amina: Person) -> None:
    ask_for_code(client, amina.email)

    answer = client.post("/accounts/login/code/confirm/", {"code": "WRONG-CODE"})

    assert OutgoingMail.objects.count() == 1
    assert answer.status_code in {200, 422}
    assert "_auth_user_id" not in client.session


def test_a_code_opens_only_in_the_browser_that_asked_for_it(client: Client, amina: Person) -> None:
    ask_for_code(client, amina.email)
    other = Client()

    other.post("/accounts/login/code/confirm/", {"code": the_code()})

    assert "_auth_user_id" not in other.session


def test_asking_for_a_code_says_the_same_of_a_known_and_of_an_unknown_address(
    amina: Person,
) -> None:
    pages = []
    for email in (amina.email, UNKNOWN):
        browser = Client()
        answer = browser.post("/accounts/login/code/", {"email": email}, follow=True)
        pages.append((answer.status_code, without_varying(answer.text, email)))

    assert pages[0] == pages[1]


def test_a_wrong_password_says_the_same_of_a_known_and_of_an_unknown_address(
    amina: Person,
) -> None:
    pages = []
    for email in (amina.email, UNKNOWN):
        answer = Client().post("/accounts/login/", {"login": email, "password": "wrong"})
        pages.append((answer.status_code, without_varying(answer.text, email)))

    assert pages[0] == pages[1]


def test_a_forgotten_password_says_the_same_of_a_known_and_of_an_unknown_address(
    amina: Person,
) -> None:
    pages = []
    for email in (amina.email, UNKNOWN):
        answer = Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        pages.append((answer.status_code, without_varying(answer.text, email)))

    assert pages[0] == pages[1]


def test_a_password_signs_in_whoever_chose_one(client: Client, amina: Person) -> None:
    answer = client.post(
        "/accounts/login/", {"login": amina.email, "password": "une-phrase-assez-longue"}
    )

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(amina.pk)


def test_someone_registered_by_the_programme_has_no_password_to_guess(client: Client) -> None:
    luc = make_person()

    answer = client.post("/accounts/login/", {"login": luc.email, "password": "!"})

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_registers_themselves(client: Client) -> None:
    secret = "une-phrase-assez-longue"
    filled = {"email": UNKNOWN, "password1": secret, "password2": secret}

    shown, sent = client.get("/accounts/signup/"), client.post("/accounts/signup/", filled)

    assert (shown.status_code, sent.status_code) == (200, 200)
    assert not Person.objects.filter(email=UNKNOWN).exists()


def test_an_unknown_address_is_written_nothing(client: Client) -> None:
    ask_for_code(client, UNKNOWN)

    assert not OutgoingMail.objects.exists()


def test_signing_out_asks_first_then_ends_the_session(client: Client, amina: Person) -> None:
    client.force_login(amina)

    asked = client.get("/accounts/logout/")
    still = "_auth_user_id" in client.session
    client.post("/accounts/logout/")

    assert (asked.status_code, still) == (200, True)
    assert "_auth_user_id" not in client.session


def test_a_browser_keeps_no_page_of_someone_who_signed_out(client: Client, amina: Person) -> None:
    before = client.get("/verify/")
    client.force_login(amina)

    theirs = client.get("/verify/")

    assert theirs["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in before


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_signing_in_never_leads_to_another_site(
    client: Client, amina: Person, next_page: str
) -> None:
    answer = client.post(
        "/accounts/login/",
        {"login": amina.email, "password": "une-phrase-assez-longue", "next": next_page},
    )

    assert "elsewhere" not in answer["Location"]


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_choosing_a_language_never_leads_to_another_site(client: Client, next_page: str) -> None:
    answer = client.post("/language/", {"language": "en", "next": next_page})

    assert answer["Location"] == "/"


def test_a_visitors_language_is_kept_in_a_cookie_a_persons_with_the_person(
    client: Client, amina: Person, settings: Settings
) -> None:
    client.post("/language/", {"language": "en", "next": "/verify/"})
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME].value
    client.force_login(amina)

    answer = client.post("/language/", {"language": "en", "next": "/verify/"})

    amina.refresh_from_db()
    assert (cookie, amina.language, answer["Location"]) == ("en", "en", "/verify/")


def test_an_unknown_language_changes_nothing(client: Client, settings: Settings) -> None:
    client.post("/language/", {"language": "xx"})

    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
