"""Passkeys: added after proof, bound to the campus's address, one more door and no second lock."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from passerelle.foundation.models import Entry, OutgoingMail
from passerelle.people.models import Person
from passerelle.people.passkeys import bound_origin, passkeys_of
from tests.factories import make_person
from tests.people.authenticator import Telephone

pytestmark = pytest.mark.django_db
PAGE, HOST = "/settings/passkeys/", {"headers": {"host": "localhost:8000"}}
SIGN_IN = "/sign-in/passkey/"


@pytest.fixture(autouse=True)
def _codes_are_not_counted_from_one_test_to_the_next() -> None:
    cache.clear()


@pytest.fixture
def amina() -> Person:
    return make_person("Amina Inventée")


@pytest.fixture
def browser(amina: Person) -> Client:
    """Amina's, at the address that passkeys are bound to; she came in by a personal link."""
    client = Client(**HOST)
    client.force_login(amina)
    return client


def the_code() -> str:
    text = OutgoingMail.objects.latest("pk").text
    found = re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", text, re.MULTILINE)
    assert found, text
    return found[1]


def confirm(browser: Client) -> None:
    browser.post(f"{PAGE}codes/")
    browser.post(f"{PAGE}confirmations/", {"code": the_code().lower()})


def question(browser: Client) -> dict[str, Any]:
    options: dict[str, Any] = browser.get(PAGE).context["options"]
    return options


def add(browser: Client, telephone: Telephone) -> Any:
    made = telephone.makes(question(browser))
    return browser.post(f"{PAGE}additions/", {"name": "Mon téléphone", "credential": made})


def sign_in(telephone: Telephone, visitor: Client) -> Any:
    options = visitor.get(SIGN_IN, headers={"accept": "application/json"}).json()
    return visitor.post(SIGN_IN, {"credential": telephone.answers(options["request_options"])})


def test_a_passkey_is_added_after_a_code_then_signs_its_person_in(
    browser: Client, amina: Person
) -> None:
    telephone, visitor = Telephone(), Client(**HOST)
    confirm(browser)

    added = add(browser, telephone)
    answer = sign_in(telephone, visitor)

    assert (added.status_code, [str(each) for each in passkeys_of(amina)]) == (
        302,
        ["Mon téléphone"],
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert visitor.session["_auth_user_id"] == str(amina.pk)
    assert Entry.objects.filter(verb="added a passkey", actor_id=amina.pk).count() == 1
    assert "Mon téléphone" in OutgoingMail.objects.latest("pk").text


def test_without_a_recent_proof_the_page_makes_no_passkey(browser: Client, amina: Person) -> None:
    page = browser.get(PAGE)

    sent = browser.post(f"{PAGE}additions/", {"credential": "{}"})

    assert page.context["options"] is None
    assert "confirmez que c’est vous" in page.text
    assert (sent.status_code, passkeys_of(amina)) == (302, [])


def test_three_wrong_codes_and_the_right_one_no_longer_counts(browser: Client) -> None:
    browser.post(f"{PAGE}codes/")

    answers = [
        browser.post(f"{PAGE}confirmations/", {"code": code}).status_code
        for code in ("WRONG-1", "WRONG-2", "WRONG-3", the_code())
    ]

    assert answers == [422, 422, 422, 422]
    assert browser.get(PAGE).context["options"] is None


def test_a_question_is_answered_once(browser: Client, amina: Person) -> None:
    confirm(browser)
    made = Telephone().makes(question(browser))

    answers = [browser.post(f"{PAGE}additions/", {"credential": made}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert len(passkeys_of(amina)) == 1


@pytest.mark.parametrize(
    "telephone",
    [Telephone(origin="https://elsewhere.example"), Telephone(verifies=False)],
    ids=["another origin", "nobody verified"],
)
def test_a_passkey_of_another_page_or_of_nobody_is_refused(
    browser: Client, amina: Person, telephone: Telephone
) -> None:
    confirm(browser)

    answer = add(browser, telephone)

    assert (answer.status_code, passkeys_of(amina)) == (422, [])


HOSTILE = (
    "{}",
    "[]",
    "null",
    '"text"',
    "1e999",
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": "x"}),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {"clientDataJSON": "AA", "attestationObject": "AA", "userHandle": "AA"},
        }
    ),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "AAAA",
                "signature": "é",
                "userHandle": "____",
            },
        }
    ),
)


@pytest.mark.parametrize("sent", HOSTILE)
def test_a_forged_answer_is_a_sentence_never_a_fault(browser: Client, sent: str) -> None:
    confirm(browser)
    visitor = Client(**HOST)
    question(browser)
    visitor.get(SIGN_IN, headers={"accept": "application/json"})

    adding = browser.post(f"{PAGE}additions/", {"credential": sent})
    coming = visitor.post(SIGN_IN, {"credential": sent})

    assert (adding.status_code, coming.status_code) == (422, 302)
    assert "_auth_user_id" not in visitor.session


def test_a_removed_passkey_opens_nothing(browser: Client, amina: Person) -> None:
    telephone, visitor = Telephone(), Client(**HOST)
    confirm(browser)
    add(browser, telephone)

    removed = browser.post(f"{PAGE}{passkeys_of(amina)[0].pk}/removal/")
    sign_in(telephone, visitor)

    assert (removed.status_code, passkeys_of(amina)) == (302, [])
    assert "_auth_user_id" not in visitor.session


def test_nobody_reaches_the_passkey_of_another(browser: Client) -> None:
    other = Authenticator.objects.create(
        user=make_person(), type=Authenticator.Type.WEBAUTHN, data={"name": "Autre"}
    )

    answers = [
        browser.post(f"{PAGE}{other.pk}/{end}", {"name": "Pris"}).status_code
        for end in ("", "removal/")
    ]

    other.refresh_from_db()
    assert (answers, str(other)) == ([404, 404], "Autre")


def test_whoever_lost_their_telephone_still_comes_in_by_a_code(
    browser: Client, amina: Person
) -> None:
    confirm(browser)
    add(browser, Telephone())
    visitor = Client()
    visitor.post("/accounts/login/code/", {"email": amina.email})

    visitor.post("/accounts/login/code/confirm/", {"code": the_code()})

    assert visitor.session["_auth_user_id"] == str(amina.pk)


@pytest.mark.parametrize(
    "address, origin",
    [
        ("https://diu.example", "https://diu.example"),
        ("http://127.0.0.1:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://localhost:8000"),
        ("http://localhost", "http://localhost"),
        ("http://diu.example", ""),
        ("http://192.0.2.7:8000", ""),
        ("https://192.0.2.7", ""),
    ],
)
def test_passkeys_are_bound_to_the_address_of_the_campus(
    settings: Settings, address: str, origin: str
) -> None:
    settings.SITE_URL = address

    assert bound_origin() == origin


def test_elsewhere_the_page_says_where_passkeys_are_made(amina: Person) -> None:
    client = Client(headers={"host": "127.0.0.1:8000"})
    client.force_login(amina)

    page = client.get(PAGE)

    assert "http://localhost:8000/settings/passkeys/" in page.text


def test_a_personal_link_changes_neither_the_address_nor_the_password(
    browser: Client, amina: Person
) -> None:
    """Codes go to the address and a password is a proof: either would give the account away."""
    other = {"email": "other@invente.example"}
    chosen = {"password1": "une-phrase-assez-longue", "password2": "une-phrase-assez-longue"}
    before = amina.email

    answers = [
        browser.post("/accounts/email/", {"action_add": "", **other}),
        browser.post("/accounts/email/", {"action_primary": "", **other}),
        browser.post("/accounts/password/set/", chosen),
    ]
    amina.refresh_from_db()
    kept = (amina.email, amina.has_usable_password())
    confirm(browser)
    browser.post("/accounts/password/set/", chosen)
    amina.refresh_from_db()

    assert {answer.headers["Location"] for answer in answers} == {PAGE}
    assert kept == (before, False)
    assert amina.check_password(chosen["password1"])
