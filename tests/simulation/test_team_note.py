"""The hand-off note of a team: nobody writes over what a teammate wrote without reading it."""

from __future__ import annotations

import pytest
from django.test import Client

from passerelle.campus.models import Enrolment
from passerelle.simulation.models import Encounter, Handoff
from tests.simulation.cast import client_of, make_clinic, make_learner, make_team, met, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
TYPING = {"X-Autosave": "1"}


@pytest.fixture
def team() -> tuple[Encounter, Enrolment, Client, Client]:
    clinic = make_clinic(mode="team")
    one, other = make_learner(clinic), make_learner(clinic)
    make_team(clinic, one, other)
    return met(clinic, one), one, client_of(one), client_of(other)


Team = tuple[Encounter, Enrolment, Client, Client]


def kept() -> str:
    return Handoff.objects.get().text


def test_what_a_teammate_wrote_is_not_written_over_while_one_types(team: Team) -> None:
    encounter, one, first, second = team
    address = url_of(encounter, "encounter_handoff")
    first.post(address, {"text": "Stiff neck."}, headers=TYPING)

    answer = second.post(address, {"text": "Fever."}, headers=TYPING)

    assert (answer.status_code, kept()) == (409, "Stiff neck.")
    assert str(one.person) in answer.content.decode()


def test_both_notes_are_shown_and_the_one_kept_next_stands(team: Team) -> None:
    encounter, _one, first, second = team
    address = url_of(encounter, "encounter_handoff")
    first.post(address, {"text": "Stiff neck."})

    answer = second.post(address, {"text": "Fever."})
    page = answer.content.decode()
    version = Handoff.objects.get().version
    again = second.post(address, {"text": "Fever, stiff neck.", "read": version})

    assert answer.status_code == 422
    assert all(words in page for words in ("Stiff neck.", "Fever.", f'value="{version}"'))
    assert (again.status_code, kept()) == (302, "Fever, stiff neck.")


def test_one_writes_over_ones_own_as_often_as_one_types(team: Team) -> None:
    encounter, _one, first, _second = team
    address = url_of(encounter, "encounter_handoff")

    answers = [
        first.post(address, {"text": text}, headers=TYPING).status_code for text in ("S", "St")
    ]

    assert (answers, kept()) == ([204, 204], "St")
