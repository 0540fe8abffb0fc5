"""Yes, I was speaking of myself: the turn never happened, whatever came after it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.forms.models import model_to_dict

from passerelle.campus.enums import Role
from passerelle.foundation.models import Entry
from passerelle.simulation.actions import (
    commit_hypothesis,
    consult,
    end_encounter,
    order,
    unsay,
)
from passerelle.simulation.enums import Likelihood, OrderKind
from passerelle.simulation.models import AddedPhrasing, Encounter, Order, Turn, TurnReviewed
from passerelle.simulation.transcripts import plain_transcript
from tests.factories import NOW
from tests.simulation.cast import (
    client_of,
    make_clinic,
    make_learner,
    make_staff,
    make_team,
    met,
    said,
    url_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
WORN_OUT = "I can't see any way out anymore."
PAIN, START = "Where does it hurt?", "How did it start?"


def standing(encounter: Encounter) -> dict[str, Any]:
    """All that an encounter holds, but where it stood before its last turn."""
    encounter.refresh_from_db()
    turns = encounter.turns.order_by("number").values("number", "text", "clock_seconds", "facts")
    return model_to_dict(encounter, exclude=["state_before"]) | {"turns": list(turns)}


def holds(encounter: Encounter, words: str) -> bool:
    """Whether any column that the encounter or its talk has still holds the words."""
    encounter.refresh_from_db()
    rows = [*Turn.objects.values_list(), *Encounter.objects.values_list()]
    return words in repr(rows) or words in plain_transcript(encounter)


@pytest.mark.parametrize("asked_before", [[], [PAIN], [PAIN, START, PAIN, PAIN]])
def test_the_talk_is_as_if_it_had_never_been_said(asked_before: list[str]) -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    for text in asked_before:
        said(encounter, learner, text)
    before, lines = standing(encounter), Entry.objects.count()
    turn = said(encounter, learner, WORN_OUT)
    assert holds(encounter, "way out")

    for _time in range(2):
        unsay(encounter, turn.pk, by=learner.person)

    assert standing(encounter) == before
    assert not holds(encounter, "way out")
    assert Entry.objects.count() == lines


def test_two_in_a_row_are_both_taken_out() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    said(encounter, learner, PAIN)
    first, last = (said(encounter, learner, text) for text in (WORN_OUT, "I see no way out."))

    for turn in (last, first):
        unsay(encounter, turn.pk, by=learner.person)

    assert not holds(encounter, "way out")
    assert [turn["text"] for turn in standing(encounter)["turns"]] == [PAIN]
    assert encounter.state["number"] == 1


def test_what_came_after_it_moves_up() -> None:
    clinic = make_clinic(mode="team")
    one, other = make_learner(clinic), make_learner(clinic)
    make_team(clinic, one, other)
    encounter = met(clinic, one)
    said(encounter, one, PAIN)
    turn = said(encounter, one, WORN_OUT)
    commit_hypothesis(
        encounter,
        text="Migraine",
        likelihood=Likelihood.MAIN,
        reasons=(),
        by=one.person,
        form_key=uuid4(),
    )
    order(encounter, kind=OrderKind.TEST, item="scan", by=other.person)
    consult(encounter, item="differential", by=other.person)
    said(encounter, other, START)

    unsay(encounter, turn.pk, by=one.person)

    found = standing(encounter)
    assert [(each["number"], each["text"]) for each in found["turns"]] == [(1, PAIN), (2, START)]
    assert (encounter.turns_taken, encounter.state["number"]) == (2, 2)
    assert [each.after_turn for each in Order.objects.all()] == [1]
    assert [each.after_turn for each in encounter.hypotheses.all()] == [1]
    assert [each.after_turn for each in encounter.consultations.all()] == [1]
    assert found["turns"][-1]["clock_seconds"] == encounter.clock_seconds
    assert not holds(encounter, "way out")
    assert said(encounter, other, PAIN).number == 3  # type: ignore[union-attr]  # a turn


def test_what_an_author_made_of_it_meanwhile_goes_with_it() -> None:
    clinic = make_clinic()
    learner, author = make_learner(clinic), make_staff(clinic, Role.MODULE_LEAD).person
    encounter = met(clinic, learner)
    turn = said(encounter, learner, WORN_OUT)
    assert isinstance(turn, Turn)
    TurnReviewed.objects.create(turn=turn, by=author, at=NOW)
    AddedPhrasing.objects.create(
        edition=clinic.edition,
        case_slug=clinic.case.slug,
        fact="headache",
        language="en",
        text=turn.text,
        turn=turn,
        by=author,
        at=NOW,
    )

    unsay(encounter, turn.pk, by=learner.person)

    assert (Turn.objects.count(), AddedPhrasing.objects.count()) == (0, 0)


def test_no_other_question_is_taken_back_nor_by_anyone_else() -> None:
    clinic = make_clinic(mode="team")
    one, other = make_learner(clinic), make_learner(clinic)
    make_team(clinic, one, other)
    encounter = met(clinic, one)
    plain, worn_out = (said(encounter, one, text) for text in (PAIN, WORN_OUT))

    unsay(encounter, plain.pk, by=one.person)
    unsay(encounter, worn_out.pk, by=other.person)

    assert Turn.objects.count() == 2


def test_once_handed_in_the_page_says_that_it_stays() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    turn = said(encounter, learner, WORN_OUT)
    end_encounter(encounter, by=learner.person)

    answer = client_of(learner).post(
        url_of(encounter, "encounter_turn_withdrawal", turn.pk), follow=True
    )

    assert "what you wrote stays in its talk" in answer.content.decode()
    assert Turn.objects.count() == 1
