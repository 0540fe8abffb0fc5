"""A learner's evening: what is next, a lesson, a quiz with its reasons, a paper handed in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import Place
from tests.browser.reading import PHONE, Desk, Reading

pytestmark = pytest.mark.browser
LEARNER = "learner in Montréal"
ASSIGNMENT = "/2027/modules/02-transformateurs/04-lecture-critique/"
LESSON = "/2027/modules/02-transformateurs/01-attention-et-contexte/"


def open_quiz(reading: Reading, places: list[Place]) -> str:
    """A quiz on which this learner has an attempt left."""
    for place in places:
        if place.route == "activity":
            reading.go(place.path)
            start = reading.page.get_by_role("button", name=re.compile("Begin (the quiz|another)"))
            if start.count():
                return place.path
    raise AssertionError("no quiz with an attempt left was reached")


def answer_first_choices(page: Page) -> None:
    for question in page.locator("fieldset.question").all():
        choice = question.locator("input[type=radio], input[type=checkbox]").first
        if choice.count():
            choice.focus()
            page.keyboard.press("Space")


def test_home_says_what_is_next_in_both_zones_and_how_many_hours_are_proven(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en", width=PHONE) as reading:
        reading.go("/")

        main = reading.page.locator("main")
        expect(main).to_contain_text("Montréal")
        expect(main).to_contain_text("Paris")
        expect(main).to_contain_text("80")


def test_from_home_the_keyboard_alone_leads_to_a_lesson(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en") as reading:
        page = reading.page
        reading.go("/")
        page.keyboard.press("Tab")
        skip = page.evaluate("document.activeElement.getAttribute('href')")

        reading.press("Programme")
        reading.enter(page.locator("main a[href*='/modules/02-']").first)
        reading.enter(page.locator(f"main a[href='{LESSON}']"))

        assert skip == "#main"
        expect(page.locator("article.prose[lang=en]")).to_be_visible()
        assert reading.look() == []


def test_a_lesson_is_read_in_the_other_language_by_one_press(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en") as reading:
        reading.go(LESSON)
        english = reading.page.locator("article.prose h2").first.inner_text()

        reading.press("Français")

        expect(reading.page.locator("article.prose[lang=fr]")).to_be_visible()
        assert reading.page.url.endswith(LESSON)
        assert reading.page.locator("article.prose h2").first.inner_text() != english


def test_the_agenda_is_read_as_a_list_and_as_a_month_and_can_be_subscribed_to(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en") as reading:
        page = reading.page
        reading.go("/2027/agenda/")
        reading.press("Month")
        expect(page.locator("ol.month")).to_be_visible()

        reading.press("On your telephone")
        reading.press("Make my calendar address")

        feed = page.request.get(page.locator("copy-text input").input_value())
        assert feed.ok
        assert feed.text().startswith("BEGIN:VCALENDAR")
        assert "TZID" in feed.text()


def test_a_quiz_keeps_answers_while_one_types_then_says_what_was_right_and_why(
    desk: Desk, places: list[Place]
) -> None:
    with desk.reading(LEARNER, language="en") as reading:
        page = reading.page
        open_quiz(reading, places)
        reading.press("Begin")
        with page.expect_response(lambda answer: answer.status == 204):
            answer_first_choices(page)
        chosen = page.locator("input:checked").count()
        page.reload()
        kept = page.locator("input:checked").count()
        asked = reading.look()

        reading.press("Submit my answers")
        if page.get_by_role("button", name="Submit as it is").count():
            reading.press("Submit as it is")

        expect(page.locator("h1")).to_contain_text("You scored")
        expect(page.locator(".choice.settled.right").first).to_be_visible()
        assert (kept, asked, reading.look()) == (chosen, [], [])


def test_a_paper_refused_keeps_its_text_then_is_handed_in_once_with_its_file(
    desk: Desk, tmp_path: Path
) -> None:
    empty, paper = tmp_path / "vide.txt", tmp_path / "travail.txt"
    empty.write_bytes(b"")
    paper.write_text("Ma lecture critique.", encoding="utf-8")

    with desk.reading("learner in Dijon", language="en") as reading:
        page = reading.page
        reading.go(ASSIGNMENT)
        page.get_by_label("Your text").fill("Trois erreurs, dont une dangereuse.")
        page.get_by_label("Your files").set_input_files(empty)
        reading.press("Hand in my work")
        refused = reading.look()
        kept = page.get_by_label("Your text").input_value()

        page.get_by_label("Your files").set_input_files(paper)
        reading.press("Hand in my work")

        expect(page.locator("main")).to_contain_text("travail.txt")
        expect(page.get_by_role("button", name="Hand in my work")).to_have_count(0)
        assert (kept, refused) == ("Trois erreurs, dont une dangereuse.", [])
        assert reading.look() == []


def test_results_say_how_the_total_is_reached(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en") as reading:
        reading.go("/2027/results/")

        expect(reading.page.locator("ol.steps").first).to_be_visible()


def test_without_scripts_a_quiz_is_answered_and_submitted(desk: Desk, places: list[Place]) -> None:
    with desk.reading("learner in Dijon", language="en", scripts=False) as reading:
        page = reading.page
        open_quiz(reading, places)
        page.get_by_role("button", name="Begin").first.click()
        for question in page.locator("fieldset.question").all():
            choice = question.locator("input[type=radio], input[type=checkbox]").first
            if choice.count():
                choice.check()

        page.get_by_role("button", name="Submit my answers").click()
        if page.get_by_role("button", name="Submit as it is").count():
            page.get_by_role("button", name="Submit as it is").click()

        expect(page.locator("h1")).to_contain_text("You scored")
