"""Examinations, tests, hypotheses, the assistant, the note: what stands beside the talk."""

from __future__ import annotations

from uuid import uuid4

import pytest

from passerelle.campus.models import Enrolment, Result
from passerelle.simulation.actions import (
    commit_hypothesis,
    consult,
    end_encounter,
    judge_claims,
    order,
    set_hypothesis_aside,
    write_handoff,
)
from passerelle.simulation.enums import Likelihood, OrderKind
from passerelle.simulation.errors import (
    EncounterOver,
    HypothesisFirst,
    NoAssistant,
    NoSuchItem,
    NotObtained,
)
from passerelle.simulation.models import ClaimJudged, Encounter, Hypothesis, Order
from tests.simulation.cast import make_clinic, make_learner, met, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def begun(**settings: object) -> tuple[Encounter, Enrolment]:
    clinic = make_clinic(**settings)
    learner = make_learner(clinic)
    return met(clinic, learner), learner


def supposed(encounter: Encounter, learner: Enrolment, *reasons: str, **more: object) -> Hypothesis:
    given = {"text": "A bleed", "likelihood": Likelihood.MAIN, "form_key": uuid4()} | more
    return commit_hypothesis(encounter, reasons=reasons, by=learner.person, **given)  # type: ignore[arg-type]


def test_a_test_takes_its_time_and_its_cost_once() -> None:
    encounter, learner = begun()

    for _time in range(2):
        order(encounter, kind=OrderKind.TEST, item="scan", by=learner.person)

    encounter.refresh_from_db()
    assert (encounter.clock_seconds, encounter.cost_cents) == (1800, 12_000)
    assert Order.objects.count() == 1


def test_what_the_case_does_not_offer_cannot_be_ordered() -> None:
    encounter, learner = begun()

    with pytest.raises(NoSuchItem):
        order(encounter, kind=OrderKind.TEST, item="vitals", by=learner.person)


def test_a_hypothesis_rests_on_what_was_obtained() -> None:
    encounter, learner = begun()
    said(encounter, learner, "How did it start?")
    order(encounter, kind=OrderKind.EXAMINATION, item="neck", by=learner.person)

    kept = supposed(encounter, learner, "onset", "neck")

    assert (kept.reasons, kept.after_turn) == (["onset", "neck"], 1)
    with pytest.raises(NotObtained):
        supposed(encounter, learner, "alcohol")


def test_a_hypothesis_sent_twice_is_one() -> None:
    encounter, learner = begun()
    key = uuid4()

    pair = [supposed(encounter, learner, form_key=key) for _time in range(2)]

    assert pair[0] == pair[1]


def test_a_changed_hypothesis_leaves_the_earlier_one_behind_it() -> None:
    encounter, learner = begun()
    first = supposed(encounter, learner)

    second = supposed(encounter, learner, likelihood=Likelihood.MUST_EXCLUDE, instead_of=first.pk)

    assert list(Hypothesis.objects.filter(set_aside_at=None)) == [second]
    assert Hypothesis.objects.count() == 2


def test_a_hypothesis_set_aside_is_kept_as_having_stood() -> None:
    encounter, learner = begun()
    kept = supposed(encounter, learner)

    set_hypothesis_aside(encounter, kept.pk)

    kept.refresh_from_db()
    assert kept.set_aside_at is not None


def test_the_assistant_opens_after_the_first_hypothesis() -> None:
    encounter, learner = begun()
    with pytest.raises(HypothesisFirst):
        consult(encounter, item="differential", by=learner.person)
    supposed(encounter, learner)

    read = consult(encounter, item="differential", by=learner.person)

    assert consult(encounter, item="differential", by=learner.person) == read


def test_without_an_assistant_nothing_is_consulted() -> None:
    encounter, learner = begun(with_ai=False)
    supposed(encounter, learner)

    with pytest.raises(NoAssistant):
        consult(encounter, item="differential", by=learner.person)


def test_the_last_word_on_a_claim_counts() -> None:
    encounter, learner = begun()
    supposed(encounter, learner)
    consult(encounter, item="differential", by=learner.person)

    for taken in (True, False):
        judge_claims(encounter, item="differential", taken={"pressure": taken}, by=learner.person)

    assert [(one.claim, one.is_taken) for one in ClaimJudged.objects.all()] == [("pressure", False)]


def test_a_claim_that_the_answer_does_not_make_is_refused() -> None:
    encounter, learner = begun()
    supposed(encounter, learner)
    consult(encounter, item="differential", by=learner.person)

    with pytest.raises(NoSuchItem):
        judge_claims(encounter, item="differential", taken={"x": True}, by=learner.person)


def test_the_note_may_be_written_again_until_the_end() -> None:
    encounter, learner = begun()
    for text in ("Sudden", "Sudden onset, stiff neck"):
        write_handoff(encounter, text=text, by=learner.person)
    end_encounter(encounter, by=learner.person)

    with pytest.raises(EncounterOver):
        write_handoff(encounter, text="Later", by=learner.person)

    encounter.refresh_from_db()
    assert encounter.handoff.text == "Sudden onset, stiff neck"


def test_an_ended_encounter_is_submitted_with_its_talk_and_no_mark() -> None:
    encounter, learner = begun()
    turn = said(encounter, learner, "How did it start?")
    order(encounter, kind=OrderKind.EXAMINATION, item="neck", by=learner.person)

    for _time in range(2):
        end_encounter(encounter, by=learner.person)

    attempt = encounter.attempt
    attempt.refresh_from_db()
    assert attempt.submitted_by == learner.person
    assert f"How did it start?\nOdile Brumenuit – {turn.say}" in attempt.text  # type: ignore[union-attr]
    assert "The neck is stiff." in attempt.text
    assert Result.objects.count() == 0


def test_it_counts_where_the_activity_has_a_component() -> None:
    encounter, learner = begun(component="simulations")

    end_encounter(encounter, by=learner.person)

    result = Result.objects.get(attempt=encounter.attempt)
    assert (result.source, result.points, result.maximum) == ("played", 0, 100)


def test_a_rubric_leaves_the_mark_to_its_raters() -> None:
    encounter, learner = begun(component="simulations", rubric="communication")

    end_encounter(encounter, by=learner.person)

    assert Result.objects.count() == 0
