"""allauth's pages and letters say « courriel » in French and “e-mail” in English, as ours do."""

from __future__ import annotations

import gettext
import re
from html import unescape
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.translation import gettext as translated
from django.utils.translation import override

from passerelle.people.allauth_words import SAID_ANEW
from tests.factories import make_person, sign_in

ITS_OWN = Path(allauth.__file__).parent / "locale/fr/LC_MESSAGES/django.mo"
OUR_ENGLISH = Path(__file__).parents[2] / "locale/en/LC_MESSAGES/django.po"
OTHER_WORD = re.compile(r"\be-?mails?\b(?!@)", re.IGNORECASE)


def words_of(content: bytes) -> str:
    """What a page gives to read, without its tags."""
    shown = re.sub(r"(?s)<(script|head).*?</\1>|<[^>]+>", " ", content.decode())
    return " ".join(unescape(shown).split())


@pytest.mark.parametrize("message", SAID_ANEW)
def test_each_message_said_anew_is_still_one_of_allauths(message: str) -> None:
    with ITS_OWN.open("rb") as file:
        its_own = gettext.GNUTranslations(file)

    with override("fr"):
        ours = translated(message)

    assert its_own.gettext(message) not in (message, ours)
    assert OTHER_WORD.search(re.sub(r"%\(.*?\)s|href=\S+", "", ours)) is None


@pytest.mark.parametrize(
    "address",
    ["login/", "login/code/", "password/reset/", "password/reset/key/1-a/", "confirm-email/"],
)
def test_a_visitor_reads_one_word_for_their_mail(db: None, address: str) -> None:
    page = Client(headers={"accept-language": "fr"}).get(f"/accounts/{address}")

    assert (page.status_code, OTHER_WORD.findall(words_of(page.content))) == (200, [])


@pytest.mark.parametrize("address", ["email/", "password/change/", "reauthenticate/"])
def test_a_person_reads_one_word_for_their_mail(db: None, address: str) -> None:
    person = make_person("Anaïs Montplaisir", password="un mot de passe inventé")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    client = Client(headers={"accept-language": "fr"})
    sign_in(client, person)

    page = client.get(f"/accounts/{address}")

    assert (page.status_code, OTHER_WORD.findall(words_of(page.content))) == (200, [])


def test_each_message_of_the_english_catalogue_is_still_one_of_allauths() -> None:
    with OUR_ENGLISH.open("rb") as ours, ITS_OWN.open("rb") as its_own:
        said, known = read_po(ours), gettext.GNUTranslations(its_own)

    assert [each.id for each in said if each.id and known.gettext(each.id) == each.id] == []


@pytest.mark.parametrize("address", ["email/", "password/change/", "reauthenticate/", "login/"])
def test_in_english_allauth_writes_as_our_pages_do(db: None, address: str) -> None:
    person = make_person("Anaïs Montplaisir", password="un mot de passe inventé", language="en")
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    client = Client(headers={"accept-language": "en"})
    if address != "login/":
        sign_in(client, person)

    page = client.get(f"/accounts/{address}", follow=True)

    titles = re.findall(r"(?s)<(?:h1|h2|button)\b.*?</(?:h1|h2|button)>", page.content.decode())
    assert page.status_code == 200
    assert re.findall(r"\b[Ee]mails?\b(?!@)", words_of(page.content)) == []
    assert [each for each in titles if re.search(r">\s*[A-Z][a-z-]+ (?!TOTP)[A-Z]", each)] == []


def test_a_wrong_password_is_told_in_our_words(db: None) -> None:
    person = make_person("Anaïs Montplaisir")

    page = Client(headers={"accept-language": "fr"}).post(
        "/accounts/login/", {"login": person.email, "password": "faux"}
    )

    assert "L’adresse de courriel ou le mot de passe est incorrect." in words_of(page.content)
