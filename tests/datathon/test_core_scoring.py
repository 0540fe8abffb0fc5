"""Evaluations: stored with what replays them, made again beside the old, made twice to compare."""

from __future__ import annotations

import pytest

from passerelle.datathon import actions
from passerelle.datathon.actions import evaluating
from passerelle.datathon.actions.logs import LogBook
from passerelle.datathon.enums import BoardName, Outcome
from passerelle.datathon.errors import NotAnOwner
from passerelle.datathon.evaluators import Found
from passerelle.datathon.models import DataFile, Evaluation, Score
from passerelle.datathon.queries.standing_scores import standing_scores
from passerelle.programme.actions import load
from passerelle.programme.checks import check_files
from tests.datathon.core_cast import (
    PATH,
    Stage,
    case_rows,
    challenge_files,
    challenge_yaml,
    evaluate,
    guesses,
    programme_files,
    send,
    table,
)


def test_a_score_is_stored_with_its_interval_on_each_board(stage: Stage) -> None:
    evaluation = evaluate(send(stage, guesses(1.0)))

    figures = list(evaluation.scores.order_by("board").values_list("board", "value", "cases"))
    card = Score.objects.get(evaluation=evaluation, board="public").card
    assert figures == [("private", 1.0, 24), ("public", 1.0, 24)]
    assert [(row["column"], row["value"], row["n"]) for row in card["slices"]] == [
        ("sex", "F", 11),
        ("sex", "M", 13),
    ]
    assert [figure["metric"] for figure in card["figures"]] == ["brier"]


def test_any_score_can_be_replayed(stage: Stage) -> None:
    evaluation = evaluate(send(stage, guesses(0.4)))

    assert actions.replay(evaluation).same
    assert actions.replay(evaluation).same_data

    Score.objects.filter(evaluation=evaluation, board="private").update(low=0.123)
    assert not actions.replay(evaluation).same


def test_evaluating_twice_stores_once(stage: Stage) -> None:
    evaluation = evaluate(send(stage, guesses(0.4)))
    before = list(Score.objects.values_list("pk", "value"))

    actions.score_submission(evaluation.pk)

    assert list(Score.objects.values_list("pk", "value")) == before


def test_what_a_lost_worker_held_is_done_once_by_the_next(stage: Stage) -> None:
    evaluation = send(stage, guesses(0.4)).evaluations.get()
    begun = evaluating._begin(evaluation.pk)
    assert begun is not None
    LogBook(begun).add("the first line of a worker that is about to die")

    actions.score_submission(evaluation.pk)
    evaluating._end(evaluation.pk, Found(Outcome.FAILED), last_line="too late")

    evaluation.refresh_from_db()
    assert (evaluation.outcome, evaluation.tries, evaluation.last_line) == ("scored", 2, "")
    assert (evaluation.scores.count(), evaluation.lines.count()) == (2, 1)


def test_another_metric_asks_for_another_evaluation(stage: Stage) -> None:
    evaluate(send(stage, guesses(0.4)))
    written = challenge_yaml()
    written["scoring"].update(metric="brier", direction="lower", also=["auroc"])

    load(check_files(programme_files(challenge_files(written))), edition="2027")
    stage.challenge.refresh_from_db()
    before = standing_scores(stage.challenge, BoardName.PUBLIC)
    actions.rescore_all(stage.challenge, by=stage.coordinator)
    evaluate(stage.phase.submissions.get(team=stage.herons))
    after = standing_scores(stage.challenge, BoardName.PUBLIC)

    assert (before.teams, before.outdated) == ((), (stage.herons,))
    assert ([row.evaluation.version for row in after.teams], after.outdated) == ([2], ())


def test_scoring_again_keeps_the_old_version(stage: Stage) -> None:
    submission = send(stage, guesses(0.4))
    first = evaluate(submission)

    with pytest.raises(NotAnOwner):
        actions.rescore(submission, by=stage.amina.person)
    actions.rescore(submission, by=stage.coordinator)
    actions.rescore(submission, by=stage.coordinator)
    second = evaluate(submission)

    assert (first.version, second.version, second.asked_by) == (1, 2, stage.coordinator)
    assert first.scores.count() == second.scores.count() == 2


def test_changed_labels_are_a_new_version_of_the_data_and_old_scores_stay(stage: Stage) -> None:
    submission = send(stage, guesses(1.0))
    old = evaluate(submission)
    flipped = [{**row, "label": 1 - row["label"]} for row in case_rows()]
    files = {**challenge_files(), f"{PATH}/data/truth.csv": table(flipped)}

    load(check_files(programme_files(files)), edition="2027")
    stage.challenge.refresh_from_db()
    replayed = actions.replay(Evaluation.objects.get(pk=old.pk))
    actions.rescore_all(stage.challenge, by=stage.coordinator)
    again = evaluate(submission)

    assert replayed.same
    assert [
        (each.data_version, each.scores.get(board="public").value) for each in (old, again)
    ] == [
        (1, 1.0),
        (2, 0.0),
    ]
    assert DataFile.objects.filter(role="truth").count() == 2


def test_what_does_not_repeat_itself_is_flagged(stage: Stage) -> None:
    stage.challenge.settings["scoring"]["twice"] = 1
    stage.challenge.save()
    submission = send(stage, guesses(0.4))
    original = evaluate(submission)
    twin = submission.evaluations.exclude(twin_of=None).get()

    assert original.differs_at is None  # predictions, scored twice, give the same
    actions.score_submission(twin.pk)
    original.refresh_from_db()
    assert original.differs_at is None

    other = evaluate(send(stage, guesses(0.5)))
    Score.objects.filter(evaluation=other, board="public").update(value=0.5)
    actions.score_submission(other.twin.pk)
    other.refresh_from_db()
    assert other.differs_at is not None
