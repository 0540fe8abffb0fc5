"""A turn is stored once, under its encounter's lock; distress is stored nowhere."""

from __future__ import annotations

from uuid import uuid4

import pytest

from passerelle.campus.models import Attempt
from passerelle.foundation.models import Entry
from passerelle.simulation.actions import ask, begin_encounter, end_encounter, resume
from passerelle.simulation.enums import Spoken
from passerelle.simulation.errors import (
    CaseNotReady,
    EncounterOver,
    KeyUsedElsewhere,
    Paused,
    TalkWentOn,
)
from passerelle.simulation.models import Encounter, Pause, Turn
from tests.simulation.cast import Script, make_clinic, make_learner, make_team, met, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
DISTRESS = "I want to kill myself"


def test_an_encounter_is_an_attempt_of_the_campus_that_keeps_its_case() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)

    encounter = met(clinic, learner)

    assert encounter.attempt.enrolment == learner
    assert encounter.case == clinic.case
    assert encounter.with_assistant


def test_pressed_twice_the_patient_is_met_once() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)

    pair = (met(clinic, learner), met(clinic, learner))

    assert pair[0] == pair[1]
    assert Attempt.objects.count() == 1


def test_nobody_meets_a_draft() -> None:
    clinic = make_clinic(gate=None)
    learner = make_learner(clinic)

    with pytest.raises(CaseNotReady):
        begin_encounter(clinic.activity, enrolment=learner, language=Spoken.FR, form_key=uuid4())

    assert Attempt.objects.count() == 0


def test_a_turn_keeps_what_was_asked_and_what_was_said() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)

    turn = said(encounter, learner, "Where does it hurt?")

    encounter.refresh_from_db()
    assert isinstance(turn, Turn)
    assert (turn.number, turn.kind, turn.facts) == (1, "told", ["headache"])
    assert turn.say in (
        "My head has hurt since yesterday.",
        "It is my head, it has hurt since yesterday.",
    )
    assert (encounter.turns_taken, encounter.clock_seconds) == (1, 30)


def test_the_same_question_sent_twice_is_one_turn() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter, key, reader = met(clinic, learner), uuid4(), Script()

    turns = [
        said(encounter, learner, "Where does it hurt?", form_key=key, seen=0, reader=reader)
        for _time in range(2)
    ]

    assert turns[0] == turns[1]
    assert Turn.objects.count() == 1
    assert len(reader.read_so_far) == 1


def test_a_window_that_missed_a_turn_asks_nothing_before_it_has_read_it() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    said(encounter, learner, "Where does it hurt?")

    with pytest.raises(TalkWentOn):
        said(encounter, learner, "How did it start?", seen=0)

    assert Turn.objects.count() == 1


def test_a_turn_that_arrived_while_this_one_was_read_is_not_overwritten() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)

    class Slow(Script):
        def read(self, text: str, **context: object):  # type: ignore[no-untyped-def]
            if not Turn.objects.exists():
                said(Encounter.objects.get(), learner, "Do you take anything?")
            return super().read(text, **context)  # type: ignore[arg-type]

    with pytest.raises(TalkWentOn):
        said(encounter, learner, "Where does it hurt?", reader=Slow())

    assert [turn.facts for turn in Turn.objects.all()] == [["pills"]]


def test_a_form_of_another_encounter_is_refused() -> None:
    clinic = make_clinic()
    one, other = make_learner(clinic), make_learner(clinic)
    key = uuid4()
    said(met(clinic, one), one, "Where does it hurt?", form_key=key)

    with pytest.raises(KeyUsedElsewhere):
        said(met(clinic, other), other, "Where does it hurt?", form_key=key)


def test_nothing_is_asked_once_the_encounter_is_over() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    end_encounter(encounter, by=learner.person)

    with pytest.raises(EncounterOver):
        said(encounter, learner, "Where does it hurt?")


def test_distress_pauses_the_encounter_and_its_words_are_kept_nowhere() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    said(encounter, learner, "Where does it hurt?")
    lines = Entry.objects.count()

    heard = said(encounter, learner, DISTRESS)

    encounter.refresh_from_db()
    assert isinstance(heard, Pause)
    assert (encounter.turns_taken, Turn.objects.count()) == (1, 1)
    assert DISTRESS not in str(encounter.state)
    assert Entry.objects.count() == lines


def test_distress_sent_twice_is_one_pause() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter, key = met(clinic, learner), uuid4()

    pauses = [said(encounter, learner, DISTRESS, form_key=key) for _time in range(2)]

    assert pauses[0] == pauses[1]
    assert Pause.objects.count() == 1


def test_a_paused_encounter_waits_until_it_is_resumed() -> None:
    clinic = make_clinic()
    learner = make_learner(clinic)
    encounter = met(clinic, learner)
    said(encounter, learner, DISTRESS)
    with pytest.raises(Paused):
        said(encounter, learner, "Where does it hurt?")

    resume(encounter, person=learner.person)

    assert isinstance(said(encounter, learner, "Where does it hurt?"), Turn)


def test_a_team_meets_one_patient_and_each_turn_says_who_asked() -> None:
    clinic = make_clinic(mode="team")
    one, other = make_learner(clinic), make_learner(clinic)
    make_team(clinic, one, other)
    encounter = met(clinic, one)

    same = met(clinic, other)
    said(encounter, one, "Where does it hurt?")
    said(same, other, "How did it start?")

    assert same == encounter
    assert [turn.asked_by for turn in Turn.objects.all()] == [one.person, other.person]


def test_the_pause_of_one_member_is_theirs_alone() -> None:
    clinic = make_clinic(mode="team")
    one, other = make_learner(clinic), make_learner(clinic)
    make_team(clinic, one, other)
    encounter = met(clinic, one)
    said(encounter, one, DISTRESS)

    turn = ask(
        encounter,
        text="Where does it hurt?",
        seen=0,
        by=other.person,
        form_key=uuid4(),
        reader=Script(),
    )

    assert isinstance(turn, Turn)
