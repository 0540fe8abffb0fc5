"""News that is opened is read; a session that ends under a script says so, with a way back in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reading import PHONE, Desk

pytestmark = pytest.mark.browser
LEARNER = "learner in Dijon"


def test_news_that_is_opened_is_new_no_more(desk: Desk) -> None:
    with desk.reading(LEARNER, language="en", width=PHONE) as reading:
        new = reading.page.locator("a[data-reading]")
        reading.go("/news/")
        before = new.count()

        with reading.page.expect_request("**/reading/"):
            reading.enter(new.last)
        reading.go("/news/")

        assert before > 0
        expect(new).to_have_count(before - 1)


def test_a_session_that_ends_under_a_script_says_so_with_a_way_back_in(desk: Desk) -> None:
    with desk.reading(LEARNER, width=PHONE) as reading:
        page = reading.page
        reading.go("/settings/")
        page.context.clear_cookies(name="sessionid")

        page.evaluate("htmx.ajax('GET', '/news/', {target: 'main'})")

        said = page.get_by_role("status").filter(has_text="Votre session est terminée.")
        link = said.get_by_role("link", name="Se reconnecter")
        expect(link).to_have_attribute("href", "/accounts/login/?next=/settings/")
