"""How one evaluation reads and scores: frozen with it, so that any score can be replayed."""

from __future__ import annotations

from typing import Any

from passerelle.foundation.ids import digest_of
from passerelle.programme.schemas import Strict

from .intake import challenge_file, is_imported
from .kinds.schemas import BoardsSpec, ScoringSpec, SubmissionSpec
from .models import Challenge, Evaluation

VERSION = 1


class EvaluationPlan(Strict):
    """The parts of challenge.yaml that decide a score."""

    submission: SubmissionSpec
    scoring: ScoringSpec
    boards: BoardsSpec


# Any: JSON-safe fields, as stored beside `plan_version`.
def plan_written(challenge: Challenge) -> dict[str, Any]:
    """What an evaluation asked for today keeps."""
    if is_imported(challenge):
        return dict(challenge.settings)
    return plan_today(challenge).model_dump(mode="json")


def plan_today(challenge: Challenge) -> EvaluationPlan:
    file = challenge_file(challenge)
    return EvaluationPlan(submission=file.submission, scoring=file.scoring, boards=file.boards)


def plan_kept(evaluation: Evaluation) -> EvaluationPlan:
    return EvaluationPlan.model_validate(evaluation.plan)


def seed_for(text: str) -> int:
    """A seed that anyone can find again from what it is for."""
    return int(digest_of(text)[:7], 16)
