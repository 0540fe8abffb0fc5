"""Scoring again: a new version that keeps the old one; and replaying a score to check it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from passerelle.engines.scoring import VERSION as ENGINE_VERSION
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..data_files import data_file, scored_against
from ..enums import Outcome
from ..errors import NotAnOwner, NotScored
from ..evaluators import BoardScore, evaluate, score_predictions
from ..models import Challenge, Evaluation, Submission
from ..queries.stewards import owns
from .queueing import queue_evaluation


@dataclass(frozen=True, slots=True)
class Replay:
    """What a score gives when it is made again; `same` when every figure is equal to the digit."""

    same: bool
    stored: tuple[BoardScore, ...]
    found: tuple[BoardScore, ...]
    same_data: bool
    engine_version: str


@transaction.atomic
def rescore(submission: Submission, *, by: Person) -> Evaluation:
    """Queue a new version, on the data and the plan of today; while one waits it is that one."""
    challenge = submission.phase.challenge
    if not owns(by, challenge):
        raise NotAnOwner
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    made = locked.evaluations.filter(twin_of=None)
    waiting = made.filter(ended_at=None).first()
    if waiting is not None:
        return waiting
    latest = made.order_by("-version").first()
    evaluation = queue_evaluation(locked, version=latest.version + 1 if latest else 1, asked_by=by)
    thing = Thing("submission", str(locked.pk), f"{challenge.title.fr} · {locked.number}")
    note(
        by,
        "asked to score again",
        thing,
        edition=challenge.edition.slug,
        version=evaluation.version,
    )
    return evaluation


@transaction.atomic
def rescore_all(challenge: Challenge, *, by: Person) -> int:
    """Every submission that was not taken back, the baseline too; gives how many."""
    submissions = Submission.objects.filter(phase__challenge=challenge, cancellation=None)
    return len(
        [rescore(each, by=by) for each in submissions.select_related("phase__challenge__edition")]
    )


def replay(evaluation: Evaluation) -> Replay:
    """Make a score again from what is stored: the file, the data version, the plan, the seed.

    Predictions that a team's program made are scored again, not made again: a twin does that."""
    if evaluation.outcome != Outcome.SCORED:
        raise NotScored
    challenge = evaluation.submission.phase.challenge
    against = data_file(challenge, scored_against(challenge), version=evaluation.data_version)
    found = tuple(sorted(_again(evaluation), key=_board_of))
    stored = tuple(
        BoardScore(
            board=row.board,
            value=row.value,
            low=row.low,
            high=row.high,
            level=row.level,
            cases=row.cases,
            method=row.method,
            card=row.card,
        )
        for row in evaluation.scores.order_by("board")
    )
    return Replay(
        same=stored == found,
        stored=stored,
        found=found,
        same_data=against.digest == evaluation.data_digest,
        engine_version=ENGINE_VERSION,
    )


def _again(evaluation: Evaluation) -> tuple[BoardScore, ...]:
    if not evaluation.predictions:
        return evaluate(evaluation, on_line=_unheard, for_owners=_unheard).scores
    with evaluation.predictions.open("rb") as stored:
        data: bytes = stored.read()
    return score_predictions(evaluation, data, str(evaluation.predictions.name)).scores


def _board_of(score: BoardScore) -> str:
    return score.board


def _unheard(_line: str) -> None:
    """A replay keeps no log."""
