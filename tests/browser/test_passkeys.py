"""A passkey is made on the settings page and opens the door; a virtual telephone answers.

Browsers bind passkeys to names, never to bare addresses: the campus is opened at localhost."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import PHONE, Desk, Reading
from tools.figures.site import Site

pytestmark = pytest.mark.browser
SETTINGS = "/settings/passkeys/"
TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def named_desk(browser: Browser, site: Site) -> Desk:
    """The same campus, under the name passkeys are bound to."""
    doors = {who: door.replace("127.0.0.1", "localhost") for who, door in site.doors.items()}
    return Desk(browser, replace(site, url=site.url.replace("127.0.0.1", "localhost"), doors=doors))


@contextmanager
def telephone_of(page: Page) -> Iterator[None]:
    """A device with a screen lock, plugged into this page."""
    driver = page.context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    driver.send("WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE})
    yield
    driver.send("WebAuthn.disable")


def the_code(site: Site) -> str:
    """As the last mail of the demo gives it."""
    with closing(sqlite3.connect(site.data / "passerelle.sqlite3")) as campus:
        (text,) = campus.execute(
            "SELECT text FROM foundation_outgoingmail ORDER BY id DESC LIMIT 1"
        ).fetchone()
    found = re.search(r"^([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)$", text, re.MULTILINE)
    assert found, text
    return found[1]


def make_a_passkey(reading: Reading, site: Site) -> None:
    reading.go(SETTINGS)
    reading.press("M’envoyer un code")
    reading.page.get_by_label("Code").fill(the_code(site))
    reading.press("Confirmer")
    reading.page.get_by_label("Nom de la clé d’accès").fill("Mon téléphone")
    reading.press("Créer une clé d’accès sur cet appareil")


def test_a_passkey_is_made_then_opens_the_door(named_desk: Desk, site: Site) -> None:
    with named_desk.reading("learner in Dijon", width=PHONE) as reading:
        page = reading.page
        with telephone_of(page):
            make_a_passkey(reading, site)
            expect(page.get_by_role("link", name="Mon téléphone")).to_be_visible()
            seen, who = reading.look(), page.locator(".tools .who").inner_text()

            page.context.clear_cookies(name="sessionid")
            reading.go("/accounts/login/")
            door = reading.look()
            reading.press("Se connecter avec une clé d’accès")

            expect(page.locator(".tools .who")).to_have_text(who)
            assert (seen, door, reading.look()) == ([], [], [])


def test_a_passkey_signs_the_minutes_of_a_jury(named_desk: Desk, site: Site) -> None:
    with closing(sqlite3.connect(site.data / "passerelle.sqlite3")) as campus, campus:
        # The chair signed last in the played year: here they have not signed yet.
        campus.execute(
            "DELETE FROM jury_minutessignature"
            " WHERE member_id IN (SELECT id FROM jury_member WHERE chair)"
        )
    with named_desk.reading("juror (2026)") as reading:
        page = reading.page
        with telephone_of(page):
            make_a_passkey(reading, site)
            expect(page.get_by_role("link", name="Mon téléphone")).to_be_visible()
            reading.go("/2026/jury/minutes/1/")
            before = reading.look()

            reading.press("Signer avec ma clé d’accès")

            expect(page.locator("h1")).to_contain_text("Tous les membres présents ont signé")
            expect(page.locator("main")).to_contain_text("1 signature par clé d’accès, vérifiée")
            assert (before, reading.look()) == ([], [])
