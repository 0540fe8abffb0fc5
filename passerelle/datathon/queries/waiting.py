"""The queue as people see it: how many wait, what runs, and where one's own stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from passerelle.campus.rules import is_staff
from passerelle.campus.viewer import Viewer
from passerelle.programme.models import Edition

from ..models import Evaluation, LogLine
from ..rules import team_of


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A submission of one's own team (of any team, for the organisers). Position 0: it runs."""

    submission: int
    challenge: str
    challenge_title: str
    team: str
    number: int
    name: str
    position: int
    queued_at: datetime
    started_at: datetime | None
    last_line: str


@dataclass(frozen=True, slots=True)
class Queue:
    """Everyone's numbers, and the rows that the viewer may read."""

    waiting: int
    running: int
    rows: tuple[QueueRow, ...]


def queue_of(edition: Edition, viewer: Viewer) -> Queue:
    """In the order they will run; one query, however many wait."""
    told = LogLine.objects.filter(evaluation=OuterRef("pk")).order_by("-number")
    last = (told if is_staff(viewer) else told.filter(for_owners=False)).values("text")
    evaluations = list(
        Evaluation.objects.filter(
            submission__phase__challenge__edition=edition,
            ended_at=None,
            submission__cancellation=None,
        )
        .select_related("submission__phase__challenge", "submission__team")
        .defer("plan", "problems")
        .annotate(said=Subquery(last[:1]))
        .order_by("queued_at", "id")
    )
    waiting = [each for each in evaluations if each.started_at is None]
    places = {each.pk: place for place, each in enumerate(waiting, start=1)}
    own = [each for each in evaluations if each.twin_of_id is None and _may_read(each, viewer)]
    return Queue(
        waiting=len(waiting),
        running=len(evaluations) - len(waiting),
        rows=tuple(_row(each, places.get(each.pk, 0)) for each in own),
    )


def with_positions(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """The same, each with its `position` in the queue: 1 is the next, None once it runs."""
    waits = Q(ended_at=None, started_at=None, submission__cancellation=None)
    is_before = Q(queued_at__lt=OuterRef("queued_at"))
    is_it_or_twin = Q(queued_at=OuterRef("queued_at"), pk__lte=OuterRef("pk"))
    until = Evaluation.objects.filter(waits, is_before | is_it_or_twin).order_by()
    place = until.values("ended_at").annotate(place=Count("pk")).values("place")
    return evaluations.annotate(
        position=Case(When(waits, then=Subquery(place, output_field=IntegerField())))
    )


def _may_read(evaluation: Evaluation, viewer: Viewer) -> bool:
    mine = team_of(viewer)
    own = mine is not None and evaluation.submission.team_id == mine.pk
    return own or is_staff(viewer)


def _row(evaluation: Evaluation, position: int) -> QueueRow:
    submission = evaluation.submission
    challenge = submission.phase.challenge
    return QueueRow(
        submission=submission.pk,
        challenge=challenge.slug,
        challenge_title=str(challenge.title),
        team=submission.team.name if submission.team else "",
        number=submission.number,
        name=submission.name,
        position=position,
        queued_at=evaluation.queued_at,
        started_at=evaluation.started_at,
        last_line=evaluation.said or "",  # type: ignore[attr-defined]  # annotated above
    )
