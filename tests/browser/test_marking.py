"""An expert marks by digits, a coordinator follows, a juror decides; the journal says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import PHONE, Desk

pytestmark = pytest.mark.browser


FIRST_COPY = "main ul.plain a[href*='/marking/']"
FIRST_COPY_UNTOUCHED = f"section:has(h2:text-is('To mark')) {FIRST_COPY.removeprefix('main ')}"
FIRST_CANDIDATE = "main :is(li, td, th) a[href*='/jury/']"
_SEND_ALL = """async () => {
  const sheet = document.querySelector("offline-sheet")
  await sheet.keep()
  await sheet.sent
}"""


def leave_nothing_unsent(page: Page, *, told: str) -> None:
    """The draft keeps itself; what is still under way when a page closes would arrive while the
    next test writes."""
    expect(page.locator(".save-state")).to_contain_text(told)
    page.evaluate(_SEND_ALL)
    expect(page.locator(".save-state")).to_contain_text(told)


def test_a_link_shows_a_button_then_leads_the_expert_to_what_they_were_invited_to(
    desk: Desk,
) -> None:
    door = desk.site.doors["expert"]

    with desk.reading("nobody yet", language="en") as reading:
        page = reading.page
        reading.go(door.removeprefix(desk.site.url))
        before = reading.look()
        reading.press("Come in as")

        expect(page.locator("nav a[href='/2027/marking/']")).to_be_visible()
        expect(page.locator("nav a[href='/2027/cohort/']")).to_have_count(0)
        assert before == []


def test_digits_choose_levels_the_draft_keeps_itself_and_signing_leads_on(desk: Desk) -> None:
    with desk.reading("expert", language="en") as reading:
        page = reading.page
        reading.go("/2027/marking/")
        reading.enter(page.locator(FIRST_COPY).first)
        criteria = page.locator("fieldset.criterion").count()
        expect(page.locator("fieldset.criterion :focus")).to_have_count(1)
        for _ in range(criteria):
            page.keyboard.press("3")
        expect(page.locator(".save-state")).to_contain_text("All sent at")
        page.reload()
        kept = page.locator("fieldset.criterion input:checked").count()
        seen = reading.look()

        reading.press("Sign")

        assert (kept, seen) == (criteria, [])
        expect(page.locator(".notice, .answer").first).to_be_visible()
        expect(page.locator("fieldset.criterion").first.locator(":focus")).to_have_count(1)


def test_the_title_follows_the_levels_as_they_are_chosen(desk: Desk) -> None:
    with desk.reading("expert", language="en") as reading:
        page = reading.page
        reading.go("/2027/marking/")
        reading.enter(page.locator(FIRST_COPY_UNTOUCHED).first)
        criteria = page.locator("fieldset.criterion")
        title, count = page.locator("h1"), criteria.count()
        expect(title).to_contain_text(f": {count} criteria to judge.")

        criteria.first.locator("input").first.check()

        expect(title).to_contain_text(f": {count - 1} criteria to judge.")
        for criterion in criteria.all():
            criterion.locator("input").first.check()
        expect(title).to_contain_text(": every level is chosen, you may sign.")
        leave_nothing_unsent(page, told="All sent")


def test_on_a_phone_the_bar_of_a_sheet_takes_at_most_a_fifth_of_the_screen(desk: Desk) -> None:
    with desk.reading("expert", width=PHONE) as reading:
        page = reading.page
        page.set_viewport_size({"width": PHONE, "height": 640})
        reading.go("/2027/marking/")
        reading.enter(page.locator(FIRST_COPY).first)
        expect(page.locator("fieldset.criterion :focus")).to_have_count(1)
        assert page.evaluate("scrollY") == 0
        for criterion in page.locator("fieldset.criterion").all():
            criterion.locator("input:not(:checked)").first.check()
        leave_nothing_unsent(page, told="Tout est envoyé")

        height = page.locator(".bar").evaluate("bar => bar.offsetHeight")

        assert height <= 640 / 5


def test_without_scripts_a_sheet_is_saved_by_its_button(desk: Desk) -> None:
    with desk.reading("expert", language="en", scripts=False) as reading:
        page = reading.page
        reading.go("/2027/marking/")
        page.locator(FIRST_COPY).first.click()
        criteria = page.locator("fieldset.criterion")
        for criterion in criteria.all():
            criterion.locator("input").nth(1).check()

        page.get_by_role("button", name="Save", exact=True).click()

        expect(page.locator("fieldset.criterion input:checked")).to_have_count(criteria.count())


def test_from_the_cohort_one_learners_gradebook_says_how_the_total_was_reached(desk: Desk) -> None:
    with desk.reading("coordinator", language="en") as reading:
        page = reading.page
        reading.go("/2027/cohort/")
        rows = page.locator("tbody tr").count()
        reading.enter(page.locator("tbody th a").first)

        expect(page.locator("ol.steps").first).to_be_visible()
        assert rows == 6
        assert reading.look() == []


def test_a_juror_reads_the_rules_reasons_then_the_minutes_that_all_signed(desk: Desk) -> None:
    with desk.reading("juror (2026)", language="en") as reading:
        page = reading.page
        reading.go("/2026/jury/")
        reading.enter(page.locator(FIRST_CANDIDATE).first)
        expect(page.locator("ol.steps")).to_be_visible()
        expect(page.get_by_role("button", name="Record the decision")).to_have_count(0)

        reading.go("/2026/jury/minutes/")
        reading.enter(page.locator("main a[href*='/jury/minutes/']").first)

        expect(page.locator("h1")).to_contain_text("signed")
