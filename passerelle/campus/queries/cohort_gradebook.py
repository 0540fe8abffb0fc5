"""One learner's gradebook: how the total is reached, what proves the hours, every attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.engines.grading import (
    Decided,
    MarkOnScale,
    Standing,
    StandingRow,
    TableRow,
    TotalRounded,
    explain_standing,
    table,
    table_of_standing,
)
from passerelle.engines.numbers import format_in
from passerelle.foundation import clock
from passerelle.programme.models import Edition

from ..models import Activity, Attempt, Attendance, Enrolment
from ..rules import is_staff
from ..viewer import Viewer
from .cohort_late import due_of, learners_of, overdue
from .cohort_progress import NO_BREAK
from .cohort_proofs import ModuleHours, hours_by_module
from .cohort_table import hours_words
from .gradebook import gradebook_from, is_settled
from .learning_state import Reader, late_words
from .proof import Evidence, Work, activities_of, evidence_from


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the rule; `is_total` for the one rounding and the decision."""

    label: str
    formula: str
    value: str
    sentence: str
    is_total: bool
    is_mark: bool


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One go at one activity; drafts are not shown, they are nobody's business yet."""

    activity: str
    module: str
    number: int
    day: str
    result: str
    url: str


@dataclass(frozen=True, slots=True)
class GradebookPage:
    """A learner as a jury reads them."""

    name: str
    cohort_url: str
    about: tuple[tuple[str, str], ...]
    finding: str
    withdrawn: str
    late: tuple[tuple[str, str], ...]
    standing: tuple[str, ...]
    standing_steps: tuple[StandingRow, ...]
    is_settled: bool
    steps: tuple[StepLine, ...]
    modules: tuple[ModuleHours, ...]
    proven: str
    required: str
    attempts: tuple[AttemptLine, ...]


def gradebooks_in(edition: Edition) -> QuerySet[Enrolment]:
    """The learners whose gradebook the edition's staff and jurors may read."""
    return learners_of(edition).select_related(
        "edition", "person", "institution", "withdrawal__by", "membership__team"
    )


def gradebook_page(viewer: Viewer, learner: Enrolment) -> GradebookPage:
    """Three queries beside the learner's own row."""
    reader, staff = Reader.now(clock.now(), viewer.zone), is_staff(viewer)
    activities = activities_of(learner.edition_id)
    attempts, present = _attempts_of(learner), _presence_of(learner)
    evidence = evidence_from(present, map(_work_from, attempts))
    book = gradebook_from(learner, activities, evidence)
    standing = book.standing
    return GradebookPage(
        name=str(learner.person),
        cohort_url=reverse("cohort", args=[learner.edition.slug]) if staff else "",
        about=_about(learner),
        finding=_finding(learner, standing, reader),
        withdrawn=_withdrawn(learner, reader),
        late=_late(learner, activities, evidence, reader),
        standing=explain_standing(standing, reader.language),
        standing_steps=table_of_standing(standing, reader.language),
        is_settled=is_settled(book.verdict, standing),
        steps=tuple(_step(row) for row in table(book.verdict, reader.language)),
        modules=hours_by_module(activities, evidence, present, reader),
        proven=hours_words(evidence.minutes(activities)),
        required=f"{format_in(reader.language, learner.edition.hours)}{NO_BREAK}h",
        attempts=tuple(
            _attempt_line(each, reader, url=_address(learner.edition, each) if staff else "")
            for each in attempts
        ),
    )


def _attempts_of(learner: Enrolment) -> list[Attempt]:
    team = getattr(learner, "membership", None)
    theirs = Q(enrolment=learner) | (Q(team=team.team_id) if team else Q(pk__in=[]))
    return list(
        Attempt.objects.filter(theirs, submitted_at__isnull=False)
        .select_related("activity__module", "result")
        .only(
            *("activity_id", "number", "started_at", "submitted_at", "enrolment_id", "team_id"),
            *("activity__title", "activity__component", "activity__module_id"),
            *("activity__module__short", "result__points", "result__maximum"),
        )
        .order_by("activity__module__position", "activity__position", "number")
    )


def _presence_of(learner: Enrolment) -> list[Attendance]:
    return list(
        Attendance.objects.filter(enrolment=learner, minutes__gt=0)
        .select_related("session__module", "recorded_by")
        .only(
            *("minutes", "evidence", "recorded_by__name", "recorded_by__email"),
            *("session__title", "session__starts_at", "session__module_id"),
            *("session__module__position", "session__module__title", "session__module__hours"),
        )
        .order_by("session__starts_at", "pk")
    )


def _work_from(attempt: Attempt) -> Work:
    result = getattr(attempt, "result", None)
    return Work(
        attempt_id=attempt.pk,
        activity_id=attempt.activity_id,
        module_id=attempt.activity.module_id,
        submitted_at=attempt.submitted_at or attempt.started_at,
        points=result.points if result else None,
        maximum=result.maximum if result else None,
    )


def _about(learner: Enrolment) -> tuple[tuple[str, str], ...]:
    team = getattr(learner, "membership", None)
    pairs = (
        (_("Institution"), str(learner.institution or "")),
        (_("Profession"), learner.profession),
        (_("Team"), str(team.team) if team else ""),
    )
    return tuple((word, held) for word, held in pairs if held)


def _finding(learner: Enrolment, standing: Standing, reader: Reader) -> str:
    so_far, name = standing.so_far, str(learner.person)
    if so_far is None:
        return _("%(name)s: nothing is marked yet.") % {"name": name}
    points = format_in(reader.language, so_far, places=standing.places)
    scale = format_in(reader.language, standing.scale)
    words = {"name": name, "total": f"{points}{NO_BREAK}/{NO_BREAK}{scale}"}
    if standing.assessed_percent == 100:
        return _("%(name)s: %(total)s.") % words
    return _("%(name)s: %(total)s so far.") % words


def _withdrawn(learner: Enrolment, reader: Reader) -> str:
    withdrawal = getattr(learner, "withdrawal", None)
    if withdrawal is None:
        return ""
    words = {"day": reader.day(withdrawal.at), "by": withdrawal.by, "reason": withdrawal.reason}
    return _("Withdrew on %(day)s (recorded by %(by)s): %(reason)s") % words


def _late(
    learner: Enrolment, activities: Sequence[Activity], evidence: Evidence, reader: Reader
) -> tuple[tuple[str, str], ...]:
    """Each overdue work and by how long, as the cohort's table counts them."""
    if hasattr(learner, "withdrawal"):
        return ()
    missing = overdue(due_of(activities, reader.at), evidence.work)
    return tuple((str(each.title), late_words(each, reader)) for each in missing)


def _step(row: TableRow) -> StepLine:
    return StepLine(
        label=row.label,
        formula=row.formula,
        value=row.value,
        sentence=row.sentence,
        is_total=isinstance(row.step, TotalRounded | Decided),
        is_mark=isinstance(row.step, MarkOnScale),
    )


def _attempt_line(attempt: Attempt, reader: Reader, *, url: str) -> AttemptLine:
    result, at = getattr(attempt, "result", None), attempt.submitted_at
    points = _("not marked yet") if attempt.activity.component else ""
    if result is not None:
        points = f"{format_in(reader.language, result.points)} / "
        points += format_in(reader.language, result.maximum)
    return AttemptLine(
        activity=str(attempt.activity.title),
        module=str(attempt.activity.module.short),
        number=attempt.number,
        day=_day(at, reader),
        result=points,
        url=url,
    )


def _address(edition: Edition, attempt: Attempt) -> str:
    return reverse("attempt", args=[edition.slug, attempt.pk])


def _day(at: datetime | None, reader: Reader) -> str:
    return reader.day(at) if at else ""
