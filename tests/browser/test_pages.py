"""Every sort of page, looked at as someone whose page it is: axe, width, console, other hosts.

`./do test` reads each page in French on a phone (that it holds on a tablet too), and in English on
a desk; with PASSERELLE_EVERY_PAGE=4 (`./do ci`) also the other way round, in dark."""

from __future__ import annotations

import os

import pytest

from tests.browser.places import PERSONAS, Place
from tests.browser.reading import DESKTOP, PHONE, TABLET, Desk, Language
from tests.permissions.routes import all_routes
from tests.permissions.table import TABLE

pytestmark = pytest.mark.browser
USUAL = [("fr", PHONE, False), ("en", DESKTOP, False)]
OTHERS = [("fr", DESKTOP, True), ("en", PHONE, True)]
SIGHTS = USUAL + (OTHERS if os.environ.get("PASSERELLE_EVERY_PAGE") == "4" else [])
# Reached by a secret or a step; the tests of these steps look at them where they are ours.
NOT_BY_LINKS = {
    "account_change_password",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_reauthenticate",
    "encounter_pause",  # only where a question may be of oneself
    "diploma_refusal",  # no diploma of the demo waits for a signature
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "day_repair",  # no conflict of the demo came after the day was laid out
    "passkey",
    "peer_rating",  # its learners reread talks in module 6
    "personal_link",
    "word",  # nobody of the demo asked for one
}
# Addresses that answer with a file or with data.
NOT_PAGES = {
    "cohort_csv",
    "journal_csv",
    "marking_offline",
    "marking_worker",
    "paper_file",
    "team_file",
    "diploma_pdf",
    "diploma_json",
    "trust",
    "programme_did",
    "institution_did",
    "status_list",
    "session_ics",
    "day_ics",
    "day_pack_zip",
    "calendar",
    "access_people_csv",
    "access_downloads_csv",
    "challenge_file",
    "datathon_board_live",
    "datathon_submission_live",
    "achievement_json",
    "achievement_with_honours_json",
    "api_description",
    "deliberation_now",
    "certificate_bundle",
    "certificate_json",
    "certificate_pdf",
    "certificate_png",
    "certificate_svg",
    "diploma_bundle",
    "diploma_ceremony_csv",
    "diploma_ceremony_pdf",
    "diploma_png",
    "diploma_supplement",
    "diploma_svg",
    "diploma_transcript",
    "own_supplement",
    "own_transcript",
    "presentation",
    "suspension_list",
    "terms_document",
}


# Pale words, two buttons of ten pixels, a very wide line.
_SPOILT = """() => {
  const main = document.querySelector("main")
  main.insertAdjacentHTML("beforeend", `<p id=pale>Des mots pâles.</p>
    <div id=wide></div><button id=one>a</button><button id=two>b</button>`)
  const style = (id, set) => Object.assign(document.getElementById(id).style, set)
  style("pale", { color: "#bbb", background: "#fff" })
  style("wide", { width: "1000px", height: "1px", position: "absolute", left: "0" })
  for (const id of ["one", "two"])
    style(id, { width: "10px", height: "10px", minWidth: "0", minHeight: "0", padding: "0" })
}"""


@pytest.mark.parametrize("language, width, dark", SIGHTS)
@pytest.mark.parametrize("persona", PERSONAS)
def test_pages_are_for_everyone(
    armchair: Desk, places: list[Place], persona: str, language: Language, width: int, dark: bool
) -> None:
    theirs = [place for place in places if place.persona == persona]

    faults = {}
    sight = {"language": language, "width": width, "dark": dark, "looks_at_each": True}
    with armchair.reading(persona, **sight) as reading:
        for place in theirs:
            reading.go(place.path)
            found = reading.look()
            if width == PHONE:
                found += reading.held_at(TABLET)
            if found:
                faults[f"{place.route} {place.path}"] = found

    assert faults == {}


@pytest.mark.parametrize("language, width, dark", SIGHTS)
def test_pages_that_refuse_are_for_everyone_too(
    armchair: Desk, language: Language, width: int, dark: bool
) -> None:
    paths = ["/nowhere/at/all/", "/1999/journal/", "/link/never-given/", "/verify/DIU-0000-NONE/"]

    faults = {}
    with armchair.reading(
        "learner in Montréal", language=language, width=width, dark=dark
    ) as reading:
        for path in [*paths, "/2027/journal/"]:
            reading.go(path)
            if found := reading.look():
                faults[path] = found

    assert faults == {}


@pytest.mark.parametrize("start", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_the_steps_of_signing_in_are_for_everyone(armchair: Desk, start: str) -> None:
    with armchair.reading("visitor", language="en", width=PHONE) as reading:
        reading.go(start)
        reading.page.locator("main input[type=email]").fill("nobody@invente.example")
        reading.enter(reading.page.locator("main form button.button").first)

        faults = reading.look()

        assert not reading.page.url.endswith(start)
        assert faults == []


def test_where_nothing_is_drawn_what_is_pale_small_or_too_wide_is_found_all_the_same(
    armchair: Desk,
) -> None:
    with armchair.reading("visitor", width=PHONE) as reading:
        reading.go("/verify/")
        clean = reading.look()
        reading.page.evaluate(_SPOILT)

        faults = reading.look()

    assert clean == []
    assert {fault.partition(":")[0] for fault in faults} == {
        "color-contrast",
        "target-size",
        "the page scrolls sideways by 640 px",
    }


def test_every_page_of_the_product_is_reached_by_following_links(places: list[Place]) -> None:
    pages = {row.route for row in TABLE if row.method == "get" and "in" in row.answers.values()}
    accounts = {each.name for each in all_routes() if each.name.startswith("account_")}

    unreached = (pages | accounts) - {place.route for place in places} - NOT_PAGES - NOT_BY_LINKS

    assert unreached == set()
