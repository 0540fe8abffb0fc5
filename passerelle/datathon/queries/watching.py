"""What a live page watches of a submission, and the report that a bundle wrote of it."""

from __future__ import annotations

from ..models import Challenge, Evaluation
from ..rules import Standing, may_read_work_of
from .submissions import lines_told, may_read_report
from .waiting import with_positions


def submission_version(submission_id: int, challenge: Challenge, standing: Standing) -> str | None:
    """Changes whenever its page would: a place in the queue, a line of log, an end."""
    latest = _latest(submission_id, challenge, standing)
    if latest is None:
        return None
    place = vars(latest)["position"]  # annotated below
    lines = lines_told(latest, standing).count()
    moments = (bool(latest.started_at), bool(latest.ended_at), bool(latest.differs_at))
    return ".".join(str(each) for each in (latest.version, place, lines, *map(int, moments)))


def report_of(submission_id: int, challenge: Challenge, standing: Standing) -> bytes | None:
    """The latest one, to whoever may read it."""
    latest = _latest(submission_id, challenge, standing)
    if latest is None or not may_read_report(latest, challenge, standing):
        return None
    with latest.report.open("rb") as file:
        data: bytes = file.read()
    return data


def _latest(submission_id: int, challenge: Challenge, standing: Standing) -> Evaluation | None:
    versions = Evaluation.objects.filter(
        submission=submission_id, submission__phase__challenge=challenge, twin_of=None
    )
    known = with_positions(versions).select_related("submission").defer("plan", "problems")
    found = known.order_by("-version").first()
    if found is None or not may_read_work_of(found.submission.team_id, standing):
        return None
    return found
