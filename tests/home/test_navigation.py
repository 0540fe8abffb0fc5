"""The places of each reader hold in one line of a wide page; what does not waits under "More"."""

from __future__ import annotations

import pytest

from passerelle.home.navigation import Item
from tests.campus.agenda_cast import a_year, browser_of, reader

pytestmark = pytest.mark.django_db
LETTERS = 72


def places_of(role: str, language: str) -> list[Item]:
    edition, _module = a_year()
    person = reader(edition, role).person
    person.language = language
    person.save()
    found: list[Item] = browser_of(person).get("/").context["navigation"]
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", ["learner", "expert", "module_lead", "coordinator", "registrar"])
def test_what_stands_in_sight_holds_in_one_line(role: str, language: str) -> None:
    places = places_of(role, language)

    in_sight = [each.label for each in places if not each.further]
    assert in_sight
    assert sum(len(label) + 2 for label in in_sight) <= LETTERS


def test_a_coordinator_finds_every_place_in_sight_or_under_more() -> None:
    places = places_of("coordinator", "fr")

    further = [each.label for each in places if each.further]
    assert {"Jury", "Diplômes", "Journal"} <= set(further)
    assert [each.label for each in places][:2] == ["Aujourd’hui", "Programme"]


def test_a_short_list_keeps_nothing_back() -> None:
    assert not any(each.further for each in places_of("learner", "en"))
