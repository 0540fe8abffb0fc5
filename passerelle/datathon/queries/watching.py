"""What a live page watches of a submission, and the report that a bundle wrote of it."""

from __future__ import annotations

from ..intake import is_imported
from ..models import Challenge, Evaluation
from ..rules import Standing, may_read_work_of, owns_challenge
from .submissions import lines_told
from .waiting import positions_of


def submission_version(submission_id: int, challenge: Challenge, standing: Standing) -> str | None:
    """Changes whenever its page would: a place in the queue, a line of log, an end."""
    latest = _latest(submission_id, challenge, standing)
    if latest is None:
        return None
    waits = latest.started_at is None and latest.ended_at is None
    place = positions_of([latest.pk]).get(latest.pk) if waits else None
    lines = lines_told(latest, standing).count()
    moments = (bool(latest.started_at), bool(latest.ended_at), bool(latest.differs_at))
    return ".".join(str(each) for each in (latest.version, place, lines, *map(int, moments)))


def report_of(submission_id: int, challenge: Challenge, standing: Standing) -> bytes | None:
    """The latest one, to whoever may read the submission.

    A program may write anything there, what a private board hides too: before the reveal it is
    for owners alone."""
    latest = _latest(submission_id, challenge, standing)
    if latest is None or not _may_read_report(latest, challenge, standing):
        return None
    with latest.report.open("rb") as file:
        data: bytes = file.read()
    return data


def has_report(submission_id: int, challenge: Challenge, standing: Standing) -> bool:
    """Only imported challenges have one: the others cost no query."""
    if not is_imported(challenge):
        return False
    latest = _latest(submission_id, challenge, standing)
    return latest is not None and _may_read_report(latest, challenge, standing)


def _may_read_report(latest: Evaluation, challenge: Challenge, standing: Standing) -> bool:
    is_shown = challenge.revealed_at is not None or owns_challenge(standing)
    return is_shown and bool(latest.report)


def _latest(submission_id: int, challenge: Challenge, standing: Standing) -> Evaluation | None:
    found = (
        Evaluation.objects.filter(
            submission=submission_id, submission__phase__challenge=challenge, twin_of=None
        )
        .select_related("submission")
        .defer("plan", "problems")
        .order_by("-version")
        .first()
    )
    if found is None or not may_read_work_of(found.submission.team_id, standing):
        return None
    return found
