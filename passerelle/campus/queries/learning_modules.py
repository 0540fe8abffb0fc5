"""The year and its modules as one viewer sees them, with what is done and proven."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation import clock
from passerelle.foundation.bridge import Span, Year
from passerelle.foundation.templatetags.passerelle import hours
from passerelle.foundation.translated import Translated
from passerelle.people.prepared import prepared
from passerelle.programme.models import Edition, Module

from ..enums import Kind
from ..models import Activity, Attempt, Attendance, Enrolment, Session, SessionExpert
from ..playing import played_kind
from ..rules import is_staff
from ..viewer import Viewer
from .learning_attempts import done_by
from .learning_state import Reader, State, plain_state_of, state_of
from .proof import Evidence, activities_of, evidence_of
from .year_parts import drawn_by_calendar


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module of the year: its dates and outcomes in words, its hours and those proven."""

    title: str
    short: str
    kind: str
    summary: str
    outcomes: tuple[str, ...]
    url: str
    period: str
    minutes: int
    share_elapsed: float
    progress: str = ""
    minutes_proven: int = 0

    @property
    def is_open(self) -> bool:
        return self.share_elapsed > 0

    @property
    def is_current(self) -> bool:
        return 0 < self.share_elapsed < 1 and self.kind != Module.CONFERENCES


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A line of a module's list; without an address while it is not open to the viewer, with the
    hour it is due while that still matters to them."""

    title: str
    kind: str
    minutes: int
    url: str
    state: State
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with who gives it and, for a learner once it is over, what presence is proven."""

    title: str
    what: str
    url: str
    starts_at: datetime
    ends_at: datetime
    minutes_present: int
    presence: State | None


@dataclass(frozen=True, slots=True)
class Work:
    """What one person did on one activity: done when, or only begun."""

    done_at: datetime | None = None
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class ModulePage:
    """One module with its neighbours in the year."""

    row: ModuleRow
    opens_at: datetime
    sessions: tuple[SessionRow, ...]
    activities: tuple[ActivityRow, ...]
    before: ModuleRow | None
    after: ModuleRow | None


def modules_of_year(viewer: Viewer, edition: Edition) -> list[ModuleRow]:
    """Every module in order: four queries for a learner, one for the others."""
    reader = Reader.now(clock.now(), viewer.zone)
    modules = list(edition.modules.all())
    learner = viewer.learner
    if learner is None:
        return [_row(module, edition, reader) for module in modules]
    activities = activities_of(edition.pk)
    evidence = evidence_of([learner]).get(learner.pk, Evidence())
    return [
        _row(
            module,
            edition,
            reader,
            progress=_progress(
                [one.pk in evidence.work for one in activities if one.module_id == module.pk]
            ),
            minutes_proven=evidence.minutes_in(module.pk, activities),
        )
        for module in modules
    ]


def year_of(rows: Sequence[ModuleRow]) -> Year:
    """The bridge: course modules and great moments; the conferences span the whole year."""
    return Year(
        tuple(
            Span(row.title, row.short, row.share_elapsed, current=row.is_current, url=row.url)
            for row in rows
            if row.kind != Module.CONFERENCES
        ),
        note=drawn_by_calendar(row.kind for row in rows),
    )


def module_page(viewer: Viewer, edition: Edition, slug: str) -> ModulePage | None:
    """Five queries at most."""
    reader = Reader.now(clock.now(), viewer.zone)
    modules = list(edition.modules.all())
    place = next((rank for rank, one in enumerate(modules) if one.slug == slug), None)
    if place is None:
        return None
    module, learner = modules[place], viewer.learner
    sessions = _sessions_of(module, edition, learner, reader)
    activities = list(Activity.objects.filter(module=module, retired_at=None).order_by("position"))
    work = _work_in(module, learner)
    done = [activity for activity in activities if work[activity.pk].done_at]
    proven = sum(activity.minutes for activity in done)
    proven += sum(session.minutes_present for session in sessions)
    own = _row(module, edition, reader, minutes_proven=proven)
    before, after = modules[max(0, place - 1) : place], modules[place + 1 : place + 2]
    return ModulePage(
        row=own,
        opens_at=module.opens_at,
        sessions=tuple(sessions),
        activities=tuple(
            _activity_row(one, f"{own.url}{one.slug}/", work[one.pk], viewer, reader)
            for one in activities
        ),
        before=_row(before[0], edition, reader) if before else None,
        after=_row(after[0], edition, reader) if after else None,
    )


def _row(
    module: Module, edition: Edition, reader: Reader, *, progress: str = "", minutes_proven: int = 0
) -> ModuleRow:
    return ModuleRow(
        title=str(module.title),
        short=str(module.short),
        kind=module.kind,
        summary=str(module.summary),
        outcomes=tuple(str(Translated.from_mapping(outcome)) for outcome in module.outcomes),
        url=reverse("module", args=[edition.slug, module.slug]),
        period=reader.at_home_in(edition.zones[0]).period(module.opens_at, module.closes_at),
        minutes=round(module.hours * 60),
        share_elapsed=_elapsed(module, reader.at),
        progress=progress,
        minutes_proven=minutes_proven,
    )


def _elapsed(module: Module, at: datetime) -> float:
    if at < module.opens_at:
        return 0.0
    whole = (module.closes_at - module.opens_at).total_seconds()
    return min(1.0, max(0.01, (at - module.opens_at).total_seconds() / max(whole, 1.0)))


def _progress(done: Sequence[bool]) -> str:
    if not done:
        return ""
    words = {"done": sum(done), "count": len(done)}
    text = ngettext(
        "%(done)s of %(count)s activity done", "%(done)s of %(count)s activities done", len(done)
    )
    return text % words


def _sessions_of(
    module: Module, edition: Edition, learner: Enrolment | None, reader: Reader
) -> list[SessionRow]:
    """Two queries."""
    experts: dict[int, list[str]] = defaultdict(list)
    invited = SessionExpert.objects.filter(session__module=module).order_by("pk")
    for session_id, name in invited.values_list("session_id", "person__name"):
        experts[session_id].append(name)
    enrolment = learner.pk if learner else None
    return [
        SessionRow(
            title=str(session.title),
            what=_given_by(session.get_kind_display(), experts[session.pk]),
            url=reverse("session", args=[edition.slug, session.slug]),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            minutes_present=session.minutes_present or 0,
            presence=_presence(session.minutes_present)
            if learner and session.ends_at < reader.at
            else None,
        )
        for session in prepared(_sessions_in, module=module.pk, enrolment=enrolment)
    ]


def _sessions_in(module: int, enrolment: int | None) -> QuerySet[Session]:
    present = Attendance.objects.filter(session=OuterRef("pk"), enrolment=enrolment)
    return Session.objects.filter(module=module, retired_at=None).annotate(
        minutes_present=Subquery(present.values("minutes")[:1])
    )


def _given_by(kind: str, names: Sequence[str]) -> str:
    if not names:
        return kind
    return _("%(kind)s, with %(names)s") % {"kind": kind, "names": ", ".join(names)}


def _presence(minutes: int | None) -> State:
    if not minutes:
        return State(_("no presence recorded"), "soft")
    return State(_("%(time)s of presence proven") % {"time": hours(minutes)}, "good")


def _work_in(module: Module, learner: Enrolment | None) -> Mapping[int, Work]:
    found: dict[int, Work] = defaultdict(Work)
    if learner is None:
        return found
    attempts = Attempt.objects.filter(done_by(learner), activity__module=module)
    for activity_id, submitted_at in attempts.order_by("pk").values_list(
        "activity_id", "submitted_at"
    ):
        before = found[activity_id].done_at
        found[activity_id] = Work(before or submitted_at, is_begun=True)
    return found


def _activity_row(
    activity: Activity, url: str, work: Work, viewer: Viewer, reader: Reader
) -> ActivityRow:
    is_learner = viewer.learner is not None
    is_reachable = is_staff(viewer) or activity.opens_at <= reader.at
    return ActivityRow(
        title=str(activity.title),
        kind=kind_in_words(activity),
        minutes=activity.minutes,
        url=url if is_reachable else "",
        state=state_of(activity, done_at=work.done_at, is_begun=work.is_begun, reader=reader)
        if is_learner
        else plain_state_of(activity, reader),
        due_at=activity.due_at if work.done_at is None and activity.due_at >= reader.at else None,
    )


def kind_in_words(activity: Activity) -> str:
    """The kind as people name it; one that nothing here plays keeps the name it was given."""
    played = played_kind(activity.kind)
    if played is None and activity.kind not in Kind.values:
        return _("%(kind)s, not playable here") % {"kind": activity.kind}
    label = str(played.label if played else Kind(activity.kind).label)
    return _("%(kind)s, by team") % {"kind": label} if activity.by_team else label
