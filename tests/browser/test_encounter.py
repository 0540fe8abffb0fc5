"""A learner before a patient: by the keyboard, on a phone, without scripts, without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.reading import PHONE, Desk, Reading

pytestmark = pytest.mark.browser
LEARNER = "learner in Montréal"
PATIENT = "/2027/modules/03-emergents/03-un-patient/"


def turns_of(reading: Reading) -> Locator:
    return reading.page.locator(".talk > .turn")


def go_to_the_patient(reading: Reading) -> int:
    """The encounter that the rehearsal left under way; gives how many turns it holds."""
    reading.go(PATIENT)
    reading.press("Go back to the patient")
    return turns_of(reading).count()


def ask(reading: Reading, text: str) -> None:
    field = reading.page.get_by_label("Your question")
    field.fill(text)
    field.press("Enter")


def test_a_question_is_answered_in_place_and_the_next_one_can_be_typed(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en", width=PHONE) as reading:
        before = go_to_the_patient(reading)
        address = reading.page.url

        ask(reading, "Bonjour, je vous écoute.")

        expect(turns_of(reading)).to_have_count(before + 1, timeout=20_000)
        expect(reading.page.get_by_label("Your question")).to_have_value("")
        expect(reading.page.get_by_label("Your question")).to_be_focused()
        assert reading.page.url == address
        assert reading.look() == []


def test_a_reply_is_heard_where_the_last_one_was(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en", width=PHONE) as reading:
        before = go_to_the_patient(reading)
        status = reading.page.locator("#said").element_handle()
        assert status is not None

        ask(reading, "Depuis quand ?")

        expect(turns_of(reading)).to_have_count(before + 1, timeout=20_000)
        last = turns_of(reading).last.locator("[data-spoken]").inner_text()
        heard = status.evaluate("node => [node.isConnected, node.textContent]")
        assert [heard[0], heard[1].rstrip("\u200b")] == [True, last]


def test_a_browser_without_scripts_asks_too(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en", width=PHONE, scripts=False) as reading:
        before = go_to_the_patient(reading)

        ask(reading, "Depuis quand ?")

        expect(turns_of(reading)).to_have_count(before + 1, timeout=20_000)
        assert reading.page.url.endswith("#question")


def test_a_question_that_did_not_leave_is_kept_and_asked_again(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en", width=PHONE) as reading:
        before = go_to_the_patient(reading)
        reading.page.context.set_offline(True)
        ask(reading, "Et la nuit ?")
        expect(reading.page.get_by_text("It did not leave")).to_be_visible()
        reading.page.context.set_offline(False)

        reading.page.reload()
        expect(reading.page.get_by_label("Your question")).to_have_value("Et la nuit ?")
        reading.page.get_by_label("Your question").press("Enter")

        expect(turns_of(reading)).to_have_count(before + 1, timeout=20_000)


# What a team's page asks for every ten seconds: the talk, and the hypotheses beside it.
POLLED = """beside => {
  const talk = Object.assign(document.createElement("div"), { id: "polled", textContent: "talk" });
  talk.setAttribute("hx-trigger", "every 10s");
  talk.setAttribute("hx-select-oob", "#beside");
  document.body.append(talk, Object.assign(document.createElement("p"), { id: "beside" }));
  const serverResponse = `<div id=polled>talk</div><p id=beside>${beside}</p>`;
  const detail = { target: talk, serverResponse, shouldSwap: true };
  talk.dispatchEvent(new CustomEvent("htmx:beforeSwap", { bubbles: true, detail }));
  talk.remove();
  document.getElementById("beside").remove();
  return detail.shouldSwap;
}"""


def test_what_is_beside_the_talk_comes_even_when_the_talk_says_nothing_new(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en", width=PHONE) as reading:
        go_to_the_patient(reading)

        swapped = [reading.page.evaluate(POLLED, beside) for beside in ("", "A hypothesis")]

        assert swapped == [False, True]
