"""Personal links: opening one shows a button, only the button signs in, only a digest is kept."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from passerelle.foundation.models import Entry
from passerelle.people.actions import give_personal_link, withdraw_link
from passerelle.people.models import Person, PersonalLink
from tests.factories import make_person

pytestmark = pytest.mark.django_db
AGENDA = "/2027/agenda/"


@pytest.fixture
def amina() -> Person:
    return make_person("Amina Inventée")


@pytest.fixture
def secret(amina: Person) -> str:
    return give_personal_link(amina, purpose="Donner la séance 3", destination=AGENDA, days=7)


def link_behind(secret: str) -> PersonalLink:
    return PersonalLink.objects.select_related("person").latest("pk")


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_opening_a_link_shows_a_button_and_signs_nobody_in(
    client: Client, amina: Person, secret: str
) -> None:
    for _ in range(3):  # a mail scanner opens it more than once
        page = client.get(f"/link/{secret}/")

    assert page.status_code == 200
    assert "Amina" in page.text
    assert "<button" in page.text
    assert not is_signed_in(client)
    assert link_behind(secret).last_used_at is None


def test_a_links_page_is_never_kept_and_never_named_to_another_site(
    client: Client, secret: str
) -> None:
    page = client.get(f"/link/{secret}/")

    assert "no-store" in page["Cache-Control"]
    # Not `no-referrer`: browsers then post the button with `Origin: null`, which is refused.
    assert page["Referrer-Policy"] == "same-origin"


def test_pressing_the_button_signs_in_and_leads_to_the_destination(
    client: Client, amina: Person, secret: str
) -> None:
    answer = client.post(f"/link/{secret}/")

    assert (answer.status_code, answer["Location"]) == (302, AGENDA)
    assert client.session["_auth_user_id"] == str(amina.pk)


def test_using_a_link_is_kept_with_its_time_and_noted_in_the_journal(
    client: Client, amina: Person, secret: str
) -> None:
    client.post(f"/link/{secret}/")

    link, entry = link_behind(secret), Entry.objects.first()
    assert link.last_used_at is not None
    assert entry is not None
    assert (entry.actor_id, entry.verb, entry.object_label) == (
        amina.pk,
        "opened a personal link",
        "Amina Inventée: Donner la séance 3",
    )


def test_without_the_pages_own_token_the_button_does_nothing(secret: str) -> None:
    careful = Client(enforce_csrf_checks=True)

    answer = careful.post(f"/link/{secret}/")

    assert answer.status_code == 403
    assert not is_signed_in(careful)


def test_signing_in_renews_the_session_so_that_none_can_be_planted(
    client: Client, secret: str
) -> None:
    client.session.save()
    client.get(f"/link/{secret}/")
    before = client.session.session_key

    client.post(f"/link/{secret}/")

    assert client.session.session_key != before


def test_an_expired_link_opens_nothing(client: Client, secret: str) -> None:
    now = timezone.now()
    PersonalLink.objects.update(
        created_at=now - timedelta(days=8), expires_at=now - timedelta(seconds=1)
    )

    assert_is_refused(client, secret)


def test_a_withdrawn_link_opens_nothing(client: Client, amina: Person, secret: str) -> None:
    withdraw_link(link_behind(secret), by=amina)

    assert_is_refused(client, secret)


def test_the_link_of_someone_who_may_no_longer_sign_in_opens_nothing(
    client: Client, amina: Person, secret: str
) -> None:
    Person.objects.filter(pk=amina.pk).update(is_active=False)

    assert_is_refused(client, secret)


@pytest.mark.parametrize("change", ["cut", "lengthened", "one letter", "digest"])
def test_a_wrong_link_opens_nothing(client: Client, secret: str, change: str) -> None:
    wrong = {
        "cut": secret[:-1],
        "lengthened": secret + "A",
        "one letter": ("B" if secret[0] == "A" else "A") + secret[1:],
        "digest": link_behind(secret).token_digest,
    }[change]

    assert_is_refused(client, wrong)


def test_every_refusal_says_the_same_so_that_nothing_is_learnt(
    client: Client, amina: Person, secret: str
) -> None:
    withdraw_link(link_behind(secret), by=amina)

    pages = [
        re.sub(r'value="\w{64}"', "", client.get(f"/link/{each}/").text.replace(each, ""))
        for each in (secret, "never-given")
    ]

    assert pages[0] == pages[1]


def test_the_demos_clock_does_not_move_the_end_of_a_link(
    client: Client, secret: str, settings: Settings
) -> None:
    settings.PASSERELLE_CLOCK_SHIFT = timedelta(days=365)
    later = give_personal_link(make_person(), purpose="Démonstration", days=7)

    statuses = [client.get(f"/link/{each}/").status_code for each in (secret, later)]

    left = link_behind(later).expires_at - timezone.now()
    assert statuses == [200, 200]
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_a_dump_of_the_database_holds_no_secret(client: Client, secret: str) -> None:
    client.post(f"/link/{secret}/")
    dump = io.StringIO()

    call_command("dumpdata", stdout=dump)

    assert link_behind(secret).token_digest in dump.getvalue()  # the link itself is there
    assert secret not in dump.getvalue()


def test_a_secret_is_long_and_never_given_twice() -> None:
    amina = make_person()

    secrets = {give_personal_link(amina, purpose="Essai") for _ in range(20)}

    assert len(secrets) == 20
    assert min(len(each) for each in secrets) >= 43  # 256 bits in base 64


def test_a_link_that_would_end_before_it_begins_is_refused(amina: Person) -> None:
    with pytest.raises(IntegrityError, match="a_personal_link_expires_after_its_creation"):
        give_personal_link(amina, purpose="Hier", days=-1)


def assert_is_refused(client: Client, secret: str) -> None:
    """410 with a sentence that says what to do, by GET and by POST, and nobody signed in."""
    answers = [client.get(f"/link/{secret}/"), client.post(f"/link/{secret}/")]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert all("/accounts/login/" in answer.text for answer in answers)
    assert not is_signed_in(client)
