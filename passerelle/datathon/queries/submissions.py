"""A team's submissions, and one of them in full: what its team and the owners may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet

from passerelle.campus.models import Team
from passerelle.foundation.translated import Translated

from ..enums import BoardName, Outcome, SubmissionKind
from ..intake import bundle_settings, is_imported
from ..models import Challenge, Evaluation, LogLine, Score, Submission
from ..rules import Standing, may_read_work_of, owns_challenge
from .visible import boards_shown_to
from .waiting import with_positions


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A figure on a board that the viewer may see; `card` is the engine's or the bundle's JSON."""

    board: str
    value: float | None
    low: float | None
    high: float | None
    cases: int | None
    method: str
    card: dict[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One version of its evaluation. `position`: 1 is the next to run; None once it runs."""

    version: int
    queued_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    position: int | None
    outcome: str
    outcome_said: str
    reason: Translated | None
    limit: str
    last_line: str
    problems: tuple[dict[str, Any], ...]  # Any: JSON of engines.table
    scores: tuple[ScoreRow, ...]
    differs: bool
    engine_version: str
    seed: int

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A submission with its latest evaluation."""

    id: int
    team_id: int | None
    number: int
    name: str
    kind: str
    kind_said: str
    by: str
    phase: str
    submitted_at: datetime
    cancelled_at: datetime | None
    is_excused: bool
    size_bytes: int
    rows: int | None
    latest: EvaluationRow | None
    versions: int

    @property
    def can_be_cancelled(self) -> bool:
        ended = self.latest is not None and self.latest.ended_at is not None
        return self.cancelled_at is None and not ended


@dataclass(frozen=True, slots=True)
class LineRow:
    number: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    row: SubmissionRow
    evaluations: tuple[EvaluationRow, ...]
    notes: tuple[Translated, ...]
    lines: tuple[LineRow, ...]
    has_report: bool


def submissions_of(
    team: Team, challenge: Challenge, standing: Standing
) -> tuple[SubmissionRow, ...]:
    """The latest first; two queries, however many there are. Nothing of another's team."""
    if not may_read_work_of(team.pk, standing):
        return ()
    rows = list(with_evaluations(challenge, standing, cards=False).filter(team=team))
    return rows_of(rows, challenge)


def submission_page(
    submission_id: int, challenge: Challenge, standing: Standing, *, lines_after: int = 0
) -> SubmissionPage | None:
    """One submission with every version and the log of the latest; nothing to strangers."""
    found = with_evaluations(challenge, standing, cards=True).filter(pk=submission_id).first()
    if found is None or not may_read_work_of(found.team_id, standing):
        return None
    row = rows_of([found], challenge)[0]
    evaluations = _evaluations(found)
    lines: Iterable[LineRow] = ()
    if evaluations:
        kept = lines_told(evaluations[0], standing).filter(number__gt=lines_after)
        lines = (LineRow(each.number, each.at, each.text) for each in kept)
    return SubmissionPage(
        row=row,
        evaluations=tuple(_evaluation(each, challenge) for each in evaluations),
        notes=tuple(Translated.from_mapping(each) for each in found.notes),
        lines=tuple(lines),
        has_report=any(may_read_report(each, challenge, standing) for each in evaluations[:1]),
    )


def lines_told(evaluation: Evaluation, standing: Standing) -> QuerySet[LogLine]:
    """What was printed beside labels is for owners."""
    lines = evaluation.lines.all()
    return lines if owns_challenge(standing) else lines.filter(for_owners=False)


def may_read_report(latest: Evaluation, challenge: Challenge, standing: Standing) -> bool:
    """What a bundle wrote of a submission, to whoever may read that submission.

    A program may write anything there, what a private board hides too: before the reveal it is
    for owners alone."""
    is_shown = challenge.revealed_at is not None or owns_challenge(standing)
    return is_shown and bool(latest.report)


def with_evaluations(
    challenge: Challenge, standing: Standing, *, cards: bool
) -> QuerySet[Submission]:
    """Two queries. Scores of a board that the viewer may not see are not even read."""
    scores = {
        f"score_{board}": FilteredRelation("scores", condition=Q(scores__board=board))
        for board in boards_shown_to(standing, challenge)
    }
    unread = () if cards else tuple(f"{name}__card" for name in scores)
    evaluations = (
        with_positions(Evaluation.objects.filter(twin_of=None))
        .annotate(**scores)
        .select_related(*scores)
        .defer("plan", *unread)
        .order_by("-version")
    )
    return (
        Submission.objects.filter(phase__challenge=challenge)
        .select_related("phase", "by", "cancellation")
        .prefetch_related(Prefetch("evaluations", queryset=evaluations, to_attr="shown"))
    )


def rows_of(submissions: list[Submission], challenge: Challenge) -> tuple[SubmissionRow, ...]:
    return tuple(_row(each, challenge) for each in submissions)


def _row(submission: Submission, challenge: Challenge) -> SubmissionRow:
    evaluations = _evaluations(submission)
    cancellation = getattr(submission, "cancellation", None)
    return SubmissionRow(
        id=submission.pk,
        team_id=submission.team_id,
        number=submission.number,
        name=submission.name,
        kind=submission.kind,
        kind_said=str(SubmissionKind(submission.kind).label),
        by=str(submission.by) if submission.by else "",
        phase=str(submission.phase.title),
        submitted_at=submission.submitted_at,
        cancelled_at=cancellation.at if cancellation else None,
        is_excused=submission.excused_at is not None,
        size_bytes=submission.size_bytes,
        rows=submission.rows,
        latest=_evaluation(evaluations[0], challenge) if evaluations else None,
        versions=len(evaluations),
    )


def _evaluations(submission: Submission) -> list[Evaluation]:
    """The latest version first."""
    shown: list[Evaluation] = submission.shown  # type: ignore[attr-defined]  # prefetched
    return shown


def _evaluation(evaluation: Evaluation, challenge: Challenge) -> EvaluationRow:
    told = vars(evaluation)  # with what `with_evaluations` joined
    scores = [told.get(f"score_{board}") for board in BoardName.values]
    return EvaluationRow(
        version=evaluation.version,
        queued_at=evaluation.queued_at,
        started_at=evaluation.started_at,
        ended_at=evaluation.ended_at,
        position=told["position"],
        outcome=evaluation.outcome,
        outcome_said=str(Outcome(evaluation.outcome).label) if evaluation.outcome else "",
        reason=evaluation.reason,
        limit=evaluation.limit,
        last_line=evaluation.last_line,
        problems=tuple(evaluation.problems),
        scores=tuple(_score(each, challenge) for each in scores if each is not None),
        differs=evaluation.differs_at is not None,
        engine_version=evaluation.engine_version,
        seed=evaluation.seed,
    )


def _score(score: Score, challenge: Challenge) -> ScoreRow:
    card = {} if "card" in score.get_deferred_fields() else score.card
    return ScoreRow(
        board=score.board,
        value=score.value,
        low=score.low,
        high=score.high,
        cases=score.cases,
        method=score.method,
        card=_without_hidden(card, challenge),
    )


def _without_hidden(card: dict[str, Any], challenge: Challenge) -> dict[str, Any]:  # Any: JSON
    """A bundle's hidden columns never leave the server, in no page."""
    if not card or not is_imported(challenge):
        return card
    shown = {column.key for column in bundle_settings(challenge).columns if not column.hidden}
    figures = [figure for figure in card.get("figures", []) if figure["metric"] in shown]
    return {**card, "figures": figures}
