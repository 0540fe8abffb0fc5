"""An evaluation enters the queue."""

from __future__ import annotations

from collections.abc import Iterable

from passerelle.foundation import clock, jobs
from passerelle.people.models import Person

from ..models import Evaluation, Leaderboard, Submission
from ..plans import VERSION, plan_written, seed_for

SCORE, RANK = "datathon.score_submission", "datathon.rank_board"


def queue_evaluation(
    submission: Submission, *, version: int = 1, asked_by: Person | None = None
) -> Evaluation:
    """On the data in force, with the plan of today and a seed that belongs to the version."""
    challenge = submission.phase.challenge
    evaluation = Evaluation.objects.create(
        submission=submission,
        version=version,
        asked_by=asked_by,
        queued_at=clock.now(),
        seed=seed_for(f"{submission.digest}:{version}"),
        data_version=challenge.data_version,
        plan=plan_written(challenge),
        plan_version=VERSION,
    )
    ask_to_score(evaluation)
    return evaluation


def queue_twin(evaluation: Evaluation) -> Evaluation:
    """The same again: same file, data, plan and seed."""
    twin, created = Evaluation.objects.get_or_create(
        twin_of=evaluation,
        defaults={
            "submission": evaluation.submission,
            "version": evaluation.version,
            "queued_at": clock.now(),
            "seed": evaluation.seed,
            "data_version": evaluation.data_version,
            "plan": evaluation.plan,
            "plan_version": evaluation.plan_version,
        },
    )
    if created:
        ask_to_score(twin)
    return twin


def ask_to_score(evaluation: Evaluation) -> None:
    key = f"{SCORE}:{evaluation.pk}"
    jobs.later(SCORE, key=key, evaluation_id=evaluation.pk)


def ask_to_rank(challenge_id: int, boards: Iterable[str]) -> None:
    """Ask for the next ranking of each board, inside the transaction of what changed it.

    The lock decides: a ranking that begins later sees the change, one that has begun does not and
    another is asked for. However many ask meanwhile, one job answers them all."""
    for board in sorted(boards):
        Leaderboard.objects.get_or_create(challenge_id=challenge_id, board=board)
        asked = Leaderboard.objects.select_for_update().get(challenge_id=challenge_id, board=board)
        number = asked.begun + 1
        key = f"{RANK}:{challenge_id}:{board}:{number}"
        jobs.later(RANK, key=key, challenge_id=challenge_id, board=board, number=number)
