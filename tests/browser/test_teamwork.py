"""A team asks and a mentor answers, by keyboard; many places fold on a phone, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reading import DESKTOP, PHONE, Desk

pytestmark = pytest.mark.browser
QUESTION, ANSWER = "Faut-il centrer les variables ?", "Non, pas pour des arbres."


def test_a_team_asks_and_whoever_helps_takes_the_request_and_answers(desk: Desk) -> None:
    with desk.reading("learner in Montréal", width=PHONE) as learner:
        learner.go("/")
        learner.page.get_by_text("Menu").press("Enter")
        learner.press("Mon équipe")
        learner.page.get_by_text("Demander de l’aide", exact=True).press("Enter")
        learner.page.get_by_label("Votre question en une ligne").fill(QUESTION)
        learner.page.get_by_label("Ce que vous avez essayé, et où cela bloque").fill("Les deux.")
        learner.press("Envoyer la question")
        asked = learner.page.url

        with desk.reading("coordinator") as mentor:
            mentor.go("/2027/help/")
            mentor.enter(mentor.page.get_by_role("link", name=QUESTION))
            mentor.press("Prendre cette demande")
            mentor.page.get_by_label("Votre commentaire").fill(ANSWER)
            mentor.press("Répondre")
            faults = mentor.look()

        learner.page.goto(asked)

        expect(learner.page.locator("#answers")).to_contain_text(ANSWER)
        assert (faults, learner.look()) == ([], [])


def test_a_long_navigation_opens_on_a_phone_without_scripts(desk: Desk) -> None:
    with desk.reading("coordinator", width=PHONE, scripts=False) as reading:
        reading.go("/")
        journal = reading.page.get_by_role("link", name="Journal", exact=True)
        expect(journal).to_be_hidden()
        reading.page.get_by_text("Menu").press("Enter")
        expect(journal).to_be_visible()
        reading.enter(journal)

        assert reading.page.url.endswith("/2027/journal/")


@pytest.mark.parametrize(
    "width, line", [(DESKTOP, ".masthead"), (1000, ".masthead nav"), (760, ".masthead nav")]
)
def test_a_long_navigation_stands_on_one_line_of_a_wide_page_without_scripts(
    desk: Desk, width: int, line: str
) -> None:
    with desk.reading("coordinator", width=width, scripts=False) as reading:
        reading.go("/")
        journal = reading.page.get_by_role("link", name="Journal", exact=True)
        expect(journal).to_be_hidden()
        reading.page.get_by_text("Plus", exact=True).press("Enter")
        expect(journal).to_be_visible()

        tall = reading.page.locator(line).evaluate("line => line.offsetHeight")
        assert tall < 70
