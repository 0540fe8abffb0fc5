"""Which evaluations are made twice, and whether two of the same agree."""

from __future__ import annotations

from random import Random

from .intake import is_imported, twice_share
from .models import Evaluation


def is_drawn_twice(evaluation: Evaluation) -> bool:
    """Drawn by the submission's own bytes: nobody chooses, and anyone can find it again."""
    submission = evaluation.submission
    share = twice_share(submission.phase.challenge)
    drawn = Random(f"twice:{submission.digest}:{evaluation.version}")  # noqa: S311 (not a secret)
    return drawn.random() < share


def differ(first: Evaluation, second: Evaluation) -> bool:
    """The same submission on the same data gave another end, other predictions or other scores."""
    if first.outcome != second.outcome:
        return True
    if not is_imported(first.submission.phase.challenge) and (
        first.predictions_digest != second.predictions_digest
    ):
        return True
    return _values(first) != _values(second)


def _values(evaluation: Evaluation) -> list[tuple[str, float | None]]:
    return list(evaluation.scores.order_by("board").values_list("board", "value"))
