"""A talk as a screen reader hears it, and its figures as one says them."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from passerelle.simulation.models import Turn
from passerelle.simulation.views import encounters
from passerelle.simulation.wording import NO_BREAK, lasting
from tests.simulation.cast import Script, client_of, make_clinic, make_learner, met, said, url_of


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_now")
def test_a_reply_is_heard_and_not_again_when_the_next_question_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(encounters, "reader_of", lambda _case: Script())
    learner = make_learner(clinic := make_clinic())
    encounter, client = met(clinic, learner), client_of(learner)
    said(encounter, learner, "Where does it hurt?")
    status = re.compile(r'role="status" id="said" lang="en">([^<]*?)(?:&#8203;)?<')
    empty = {"text": "", "seen": 1, "form_key": uuid4()}

    asked = client.get(url_of(encounter)).content.decode()
    refused = client.post(url_of(encounter, "encounter_turns"), empty).content.decode()

    assert status.findall(asked) == [Turn.objects.get().say]
    assert status.findall(refused) == [""]


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, ""), (60, "60 min"), (120, "2 h"), (150, "2 h 30"), (2880, "48 h")]
)
def test_a_long_examination_is_counted_in_hours(minutes: int, words: str) -> None:
    assert lasting(minutes).replace(NO_BREAK, " ") == words
