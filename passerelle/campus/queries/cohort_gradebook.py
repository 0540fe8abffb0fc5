"""One learner's gradebook: how the total is reached, what proves the hours, every attempt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.engines.grading import (
    Decided,
    MarkOnScale,
    TableRow,
    TotalRounded,
    explain_standing,
    table,
)
from passerelle.engines.numbers import format_in
from passerelle.foundation import clock
from passerelle.programme.models import Edition, Module

from ..models import Activity, Attempt, Attendance, Enrolment
from ..rules import is_staff
from ..viewer import Viewer
from .cohort_late import due_of, learners_of, overdue
from .cohort_progress import NO_BREAK
from .cohort_table import hours_words
from .gradebook import Gradebook, gradebook_from
from .learning_state import Reader, late_words
from .proof import Evidence, Work, activities_of

ROLL_CALL = gettext_noop("roll call")
ROOM_LOG = gettext_noop("room log")


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
class ProofLine:
    """What proves some hours: a session where one was seen, an activity done."""

    what: str
    day: str
    how: str
    duration: str


@dataclass(frozen=True, slots=True)
class ModuleHours:
    title: str
    minutes: int
    minutes_wanted: int
    proven: str
    of: str
    proofs: tuple[ProofLine, ...]


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
    evidence = _evidence_from(attempts, present)
    book = gradebook_from(learner, activities, evidence)
    return GradebookPage(
        name=str(learner.person),
        cohort_url=reverse("cohort", args=[learner.edition.slug]) if staff else "",
        about=_about(learner),
        finding=_finding(learner, book, reader),
        withdrawn=_withdrawn(learner, reader),
        late=_late(learner, activities, evidence, reader),
        standing=explain_standing(book.standing, reader.language),
        steps=tuple(_step(row) for row in table(book.verdict, reader.language)),
        modules=_hours_by_module(activities, evidence, present, reader),
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


def _evidence_from(attempts: Sequence[Attempt], present: Sequence[Attendance]) -> Evidence:
    evidence = Evidence(minutes_present=defaultdict(int))
    for each in present:
        evidence.minutes_present[each.session.module_id] += each.minutes
    for attempt in attempts:
        evidence.keep_best(_work_from(attempt))
    return evidence


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


def _finding(learner: Enrolment, book: Gradebook, reader: Reader) -> str:
    so_far, name = book.standing.so_far, str(learner.person)
    if so_far is None:
        return _("%(name)s: nothing is marked yet.") % {"name": name}
    points = format_in(reader.language, so_far, places=book.standing.places)
    scale = format_in(reader.language, book.standing.scale)
    words = {"name": name, "points": points, "scale": scale}
    return _("%(name)s: %(points)s / %(scale)s so far.") % words


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


def _hours_by_module(
    activities: Sequence[Activity],
    evidence: Evidence,
    present: Sequence[Attendance],
    reader: Reader,
) -> tuple[ModuleHours, ...]:
    modules = {each.module_id: each.module for each in activities}
    modules |= {each.session.module_id: each.session.module for each in present}
    return tuple(
        _module_hours(module, activities, evidence, present, reader)
        for module in sorted(modules.values(), key=lambda module: module.position)
    )


def _module_hours(
    module: Module,
    activities: Sequence[Activity],
    evidence: Evidence,
    present: Sequence[Attendance],
    reader: Reader,
) -> ModuleHours:
    seen = [_seen(each, reader) for each in present if each.session.module_id == module.pk]
    done = [
        _done(each, evidence.work[each.pk], reader)
        for each in activities
        if each.module_id == module.pk and each.pk in evidence.work
    ]
    minutes = evidence.minutes_in(module.pk, activities)
    return ModuleHours(
        title=str(module.title),
        minutes=minutes,
        minutes_wanted=int(module.hours * 60),
        proven=hours_words(minutes),
        of=f"{format_in(reader.language, module.hours)}{NO_BREAK}h",
        proofs=tuple(seen + done),
    )


def _seen(attendance: Attendance, reader: Reader) -> ProofLine:
    evidence = attendance.evidence and _(attendance.evidence)  # ROLL_CALL, ROOM_LOG…
    words = {"evidence": evidence, "by": attendance.recorded_by}
    return ProofLine(
        what=str(attendance.session.title),
        day=reader.day(attendance.session.starts_at),
        how=_("%(evidence)s, recorded by %(by)s") % words,
        duration=hours_words(attendance.minutes),
    )


def _done(activity: Activity, work: Work, reader: Reader) -> ProofLine:
    return ProofLine(
        what=str(activity.title),
        day=reader.day(work.submitted_at),
        how=_("done on the campus"),
        duration=hours_words(activity.minutes),
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
