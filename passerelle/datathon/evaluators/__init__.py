"""How each kind of submission is evaluated; nothing here writes to the database."""

from __future__ import annotations

from collections.abc import Callable

from ..enums import SubmissionKind
from ..intake import is_imported
from ..models import Evaluation
from .bundle import run_in_bundle
from .code import run_code
from .found import BoardScore, Found, OurFault
from .predictions import score_predictions

__all__ = ["BoardScore", "Found", "OurFault", "evaluate", "score_predictions"]


def evaluate(
    evaluation: Evaluation, *, on_line: Callable[[str], None], for_owners: Callable[[str], None]
) -> Found:
    """Raises `OurFault` for what is not the team's doing.

    What a program prints goes to `on_line`; to `for_owners` where it sees what teams may not."""
    submission = evaluation.submission
    with submission.file.open("rb") as stored:
        data: bytes = stored.read()
    if is_imported(submission.phase.challenge):
        return run_in_bundle(evaluation, data, on_line, for_owners)
    if submission.kind == SubmissionKind.CODE:
        return run_code(evaluation, data, on_line)
    return score_predictions(evaluation, data, submission.name)
