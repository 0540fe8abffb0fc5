"""What a page is on paper: what it says, with nothing that only a screen can use."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reading import PHONE, Desk

pytestmark = pytest.mark.browser
LEARNER, LEAD = "learner in Montréal", "module lead"
ASSIGNMENT = "/2027/modules/02-transformateurs/04-lecture-critique/"
LESSON = "/2027/modules/01-fondements/01-histoire-et-limites/"


def test_on_paper_a_page_ends_with_what_it_says(desk: Desk) -> None:
    with desk.reading(LEARNER) as reading:
        reading.go("/")
        reading.page.emulate_media(media="print")

        expect(reading.page.get_by_role("heading", level=1)).to_be_visible()
        expect(reading.page.locator(".colophon")).to_be_hidden()
        expect(reading.page.get_by_role("link", name="Tout l’agenda")).to_be_hidden()


def test_on_paper_a_rubric_is_open(desk: Desk) -> None:
    with desk.reading(LEAD) as reading:  # who hands nothing in: another test may have, here
        reading.go(ASSIGNMENT)
        level = reading.page.locator("details.on-paper dd").first
        expect(level).to_be_hidden()

        reading.page.emulate_media(media="print")

        expect(level).to_be_visible()


def test_a_wide_table_of_a_lesson_moves_under_the_arrow_keys(desk: Desk) -> None:
    with desk.reading(LEARNER, width=PHONE) as reading:
        reading.go(LESSON)
        table = reading.page.locator(".prose .scroller").first
        table.focus()

        reading.page.keyboard.press("ArrowRight")

        reading.page.wait_for_function("table => table.scrollLeft > 0", arg=table.element_handle())
        assert reading.look() == []
