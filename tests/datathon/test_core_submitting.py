"""Submitting: refused with every reason, counted once, in time, never for our faults."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from passerelle.datathon import actions
from passerelle.datathon.errors import (
    AlreadyEvaluated,
    FormKeyUsed,
    NotYourTeam,
    PhaseNotOpen,
    PhaseOver,
    QuotaOfTheDaySpent,
    QuotaSpent,
    SubmissionRefused,
)
from passerelle.datathon.models import Evaluation, Phase, Submission
from passerelle.foundation import clock
from passerelle.foundation.models import Entry, Job
from tests.datathon.core_cast import CLOSES, DAY_TWO, OPENS, Stage, evaluate, guesses, send


def test_every_problem_of_a_file_is_named_and_nothing_is_stored(stage: Stage) -> None:
    lines = guesses(0.5).decode().splitlines()
    lines[3], lines[5] = "c02,fever", "c04,1.7"
    before = Submission.objects.count()

    with pytest.raises(SubmissionRefused) as refused:
        send(stage, "\n".join(lines[:-1]).encode())

    assert [(each.row, each.column) for each in refused.value.problems] == [
        (None, "id"),
        (4, "score"),
        (6, "score"),
    ]
    assert Submission.objects.count() == before


def test_a_format_that_is_not_taken_is_refused_with_those_that_are(stage: Stage) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        send(stage, guesses(0.5), name="predictions.xlsx")

    assert refused.value.problems[0].remedy.en == "Send one of these: csv, json."


def test_a_submission_is_stored_queued_and_noted(stage: Stage) -> None:
    submission = send(stage, guesses(0.5))

    evaluation = submission.evaluations.get()
    assert (submission.number, submission.rows, evaluation.queued_at) == (1, 48, DAY_TWO)
    assert Job.objects.filter(key=f"datathon.score_submission:{evaluation.pk}").count() == 1
    assert Entry.objects.filter(verb="submitted").get().object_label == "Fièvre · 1"


@pytest.mark.parametrize("name", ["prédictions" * 20 + ".csv", "預" * 150 + ".csv"])
def test_a_name_too_long_for_a_disk_is_taken(stage: Stage, name: str) -> None:
    submission = send(stage, guesses(0.5), name=name)

    assert submission.name == name[-200:]
    assert evaluate(submission).outcome == "scored"


def test_the_same_form_twice_is_one_submission(stage: Stage) -> None:
    key = uuid4()

    first, second = (send(stage, guesses(0.5), form_key=key) for _ in range(2))

    assert first == second
    with pytest.raises(FormKeyUsed):
        send(stage, guesses(0.5), team=stage.loutres, form_key=key)


def test_nobody_submits_for_another_team(stage: Stage) -> None:
    with pytest.raises(NotYourTeam):
        actions.submit(
            stage.phase,
            team=stage.loutres,
            by=stage.amina.person,
            upload=SimpleUploadedFile("predictions.csv", guesses(0.5)),
            form_key=uuid4(),
        )


def test_what_is_received_before_the_deadline_counts_and_a_second_later_not(stage: Stage) -> None:
    with clock.standing_at(CLOSES - timedelta(seconds=1)):
        in_time = send(stage, guesses(0.5))
    with clock.standing_at(CLOSES + timedelta(hours=3)):
        evaluation = evaluate(in_time)

    assert evaluation.outcome == "scored"
    with clock.standing_at(CLOSES), pytest.raises(PhaseOver) as refused:
        send(stage, guesses(0.6))
    assert "12\u00a0h\u00a000 Paris · 6\u00a0h\u00a000 Montréal" in str(refused.value)
    with clock.standing_at(OPENS - timedelta(seconds=1)), pytest.raises(PhaseNotOpen):
        send(stage, guesses(0.6))


def test_the_day_s_quota_is_counted_in_the_phase_s_zone(stage: Stage) -> None:
    late = DAY_TWO.replace(hour=21, minute=59)  # 23:59 in Paris
    with clock.standing_at(late):
        for _ in range(4):
            send(stage, guesses(0.5))
        with pytest.raises(QuotaOfTheDaySpent):
            send(stage, guesses(0.5))

    with clock.standing_at(late + timedelta(minutes=1)):
        send(stage, guesses(0.5))
        with pytest.raises(QuotaSpent):
            send(stage, guesses(0.5))
        assert send(stage, guesses(0.5), team=stage.loutres).number == 1


def test_a_cancelled_submission_is_not_counted_nor_evaluated(stage: Stage) -> None:
    Phase.objects.update(most_per_team=1)
    stage.phase.refresh_from_db()
    taken_back = send(stage, guesses(0.5))

    actions.cancel(taken_back, by=stage.amina.person)
    actions.cancel(taken_back, by=stage.amina.person)

    kept = send(stage, guesses(0.6))
    assert evaluate(taken_back).outcome == "cancelled"
    assert evaluate(kept).outcome == "scored"
    with pytest.raises(AlreadyEvaluated):
        actions.cancel(kept, by=stage.amina.person)
    with pytest.raises(NotYourTeam):
        actions.cancel(kept, by=stage.luc.person)


def test_our_fault_is_said_and_not_charged(stage: Stage) -> None:
    Phase.objects.update(most_per_team=1)
    stage.phase.refresh_from_db()
    unlucky = send(stage, guesses(0.5))

    actions.give_up(unlucky.evaluations.get().pk)

    assert Evaluation.objects.get(submission=unlucky).outcome == "ours"
    assert send(stage, guesses(0.6)).number == 2
