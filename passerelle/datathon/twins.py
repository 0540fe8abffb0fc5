"""Which evaluations are made twice, and whether two of the same agree."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from .intake import is_imported, twice_share
from .models import Evaluation


def is_drawn_twice(evaluation: Evaluation) -> bool:
    """Drawn by this installation's key: a team cannot try archives until one is not drawn."""
    share = twice_share(evaluation.submission.phase.challenge)
    drawn = salted_hmac("datathon.twins", str(evaluation.pk), algorithm="sha256").digest()
    return int.from_bytes(drawn[:8]) < share * 2**64


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
