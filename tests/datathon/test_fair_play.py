"""Nobody gains by cheating: looking after one's own race, choosing what is checked twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import override_settings

from passerelle.datathon import actions
from passerelle.datathon.cards import card_shown
from passerelle.datathon.enums import BoardName, StewardPart
from passerelle.datathon.errors import ChallengeClosed, TooManyAnHour
from passerelle.datathon.generators import generate
from passerelle.datathon.kinds.schemas import GeneratorSpec
from passerelle.datathon.models import Evaluation, Phase
from passerelle.datathon.queries.boards import board_of
from passerelle.datathon.queries.desk import keepers_of
from passerelle.datathon.queries.stewards import owns
from passerelle.datathon.queries.submissions import ScoreRow, submission_page
from passerelle.datathon.twins import is_drawn_twice
from passerelle.foundation import clock
from passerelle.people.models import Person
from tests.datathon.core_cast import CLOSES, DAY_TWO, Stage, evaluate, guesses, send


def test_whoever_competes_looks_after_no_challenge(stage: Stage) -> None:
    luc: Person = stage.luc.person
    for part in StewardPart:
        actions.appoint(stage.challenge, person=luc, part=part, by=stage.coordinator)
    theirs = send(stage, guesses(0.5))
    evaluate(theirs)

    standing = stage.standing(luc)

    assert board_of(stage.challenge, BoardName.PRIVATE, standing) is None
    assert submission_page(theirs.pk, stage.challenge, standing) is None
    assert not owns(luc, stage.challenge)
    assert luc.pk not in {each.id for each in keepers_of(stage.challenge).candidates}


def test_nobody_can_work_out_what_is_evaluated_twice(stage: Stage) -> None:
    stage.challenge.settings["scoring"]["twice"] = 0.5
    stage.challenge.save()
    sent = [send(stage, guesses(0.5), team=team) for team in (stage.herons, stage.loutres) * 4]
    known = Evaluation.objects.select_related("submission__phase__challenge")
    evaluations = list(known.filter(submission__in=sent))

    drawn = set()
    for key in ("a", "b", "c"):
        with override_settings(SECRET_KEY=key):
            drawn.add(tuple(map(is_drawn_twice, evaluations)))

    assert len(drawn) > 1


def test_sending_and_taking_back_has_an_end(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("passerelle.datathon.actions.submitting.MOST_AN_HOUR", 2)
    for _ in range(2):
        actions.cancel(send(stage, guesses(0.5)), by=stage.amina.person)

    with pytest.raises(TooManyAnHour) as refused:
        send(stage, guesses(0.5))

    assert "19\u00a0h\u00a000 Paris" in str(refused.value)
    with clock.standing_at(DAY_TWO + timedelta(hours=1)):
        assert send(stage, guesses(0.5)).number == 3


def test_a_case_alone_in_its_bin_does_not_tell_its_label(stage: Stage) -> None:
    scores = ["0.1", *["0.5"] * 47]
    table = "\n".join(f"c{number:02},{score}" for number, score in enumerate(scores))
    evaluation = evaluate(send(stage, f"id,score\n{table}\n".encode()))
    score = evaluation.scores.get(board="public")
    row = ScoreRow("public", score.value, None, None, None, "", score.card)

    shown = card_shown(row)

    assert [point["n"] for point in score.card["calibration"]["equal_mass"]] == [1, 23]
    assert [point.cases for point in shown.points] == [23]


def test_nobody_submits_with_the_private_board_in_view(stage: Stage) -> None:
    with clock.standing_at(CLOSES):
        actions.reveal(stage.challenge, by=stage.coordinator)
    Phase.objects.update(closes_at=CLOSES + timedelta(days=1))
    reopened = Phase.objects.select_related("challenge__edition").get()

    with clock.standing_at(CLOSES), pytest.raises(ChallengeClosed):
        send(replace(stage, phase=reopened), guesses(0.5))


def test_a_seed_may_be_too_large_to_be_tried_out() -> None:
    largest = 2**128 - 1

    spec = GeneratorSpec(name="weekly_dose", seed=largest, rows=240)

    made = [generate(spec.name, seed=seed, rows=spec.rows) for seed in (spec.seed, largest - 1)]
    assert made[0].files["truth.csv"] != made[1].files["truth.csv"]
