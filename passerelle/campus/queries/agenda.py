"""Sessions and due dates as one viewer sees them: one query each, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.urls import reverse

from passerelle.foundation.translated import Translated, reading_language
from passerelle.people.prepared import prepared
from passerelle.programme.models import Module

from ..enums import SessionKind
from ..models import Activity, Attendance, Session, SessionExpert
from ..rules import can_read_content, is_expert, is_guest, is_juror, is_registrar
from ..viewer import Viewer
from .learning_attempts import doer_for, team_id_of
from .learning_modules import kind_in_words
from .learning_state import Reader, State, plain_state_of, state_of

# Field of the value ← column of the query.
_SESSION = {
    **{"pk": "pk", "edition": "edition__slug", "slug": "slug", "kind": "kind", "title": "title"},
    **{"module_id": "module_id", "module": "module__short", "module_slug": "module__slug"},
    **{"starts_at": "starts_at", "ends_at": "ends_at", "planned_zone": "planned_zone"},
    **{"room_url": "room_url", "sequence": "sequence"},
    **{"minutes_present": "minutes_present", "is_recorded": "is_recorded"},
}
_EXPERT = ("experts__person_id", "experts__person__name")
_ACTIVITY = {
    **{"pk": "pk", "slug": "slug", "kind": "kind", "title": "title", "minutes": "minutes"},
    **{"by_team": "by_team", "opens_at": "opens_at", "due_at": "due_at"},
    **{"module_id": "module_id", "module": "module__short", "module_slug": "module__slug"},
}
_ATTEMPT = ("own__started_at", "own__submitted_at")
# Any: columns of many types.
Rows = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session in the reader's words; `minutes_present` is None where nothing proves presence.

    Presence, and whether it `is_recorded`, is told to those who attend (`is_attended`)."""

    pk: int
    edition: str
    slug: str
    module_id: int
    title: str
    kind: str
    module: str
    module_slug: str
    starts_at: datetime
    ends_at: datetime
    planned_zone: str
    room_url: str
    sequence: int
    minutes_present: int | None
    is_recorded: bool
    is_attended: bool
    experts: tuple[str, ...]
    expert_ids: frozenset[int]

    @property
    def url(self) -> str:
        return reverse("session", args=[self.edition, self.slug])

    @property
    def calendar_url(self) -> str:
        return reverse("session_ics", args=[self.edition, self.slug])

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def kind_label(self) -> str:
        return str(SessionKind(self.kind).label)

    @property
    def experts_named(self) -> str:
        return ", ".join(self.experts)


@dataclass(frozen=True, slots=True)
class Duty:
    """An activity with its due date and where the viewer stands with it, worded when asked."""

    pk: int
    slug: str
    kind: str
    title: str
    minutes: int
    by_team: bool
    opens_at: datetime
    due_at: datetime
    module_id: int
    module: str
    module_slug: str
    edition: str
    done_at: datetime | None
    is_begun: bool
    is_mine: bool

    def is_open(self, at: datetime) -> bool:
        """Still to be done, and it can be."""
        return self.done_at is None and self.opens_at <= at

    @property
    def url(self) -> str:
        return reverse("activity", args=[self.edition, self.module_slug, self.slug])

    @property
    def kind_label(self) -> str:
        return kind_in_words(Activity(kind=self.kind, by_team=self.by_team))

    def state(self, reader: Reader) -> State:
        """Done, late or due, for whoever does it; for the others, when it is due."""
        dates = Activity(opens_at=self.opens_at, due_at=self.due_at)
        if not self.is_mine:
            return plain_state_of(dates, reader)
        return state_of(dates, done_at=self.done_at, is_begun=self.is_begun, reader=reader)


def sessions_open_to(viewer: Viewer) -> Q:
    """The sessions of a viewer: all of them for learners and staff, else those they come to."""
    scope = Q(edition=viewer.edition)
    if can_read_content(viewer):
        return scope
    concerned = Q(pk=None)
    if is_expert(viewer):
        given = SessionExpert.objects.filter(person=viewer.person)
        concerned |= Q(pk__in=given.values("session"))
    if is_guest(viewer):
        concerned |= Q(module__kind__in=(Module.DATATHON, Module.PRESENTATIONS))
    if (is_juror | is_registrar)(viewer):
        concerned |= Q(module__kind=Module.PRESENTATIONS)
    return scope & concerned


def activities_open_to(viewer: Viewer) -> Q:
    """Whose due dates a viewer follows: their own, or everybody's for the staff."""
    scope = Q(edition=viewer.edition, retired_at=None)
    if can_read_content(viewer):
        return scope
    if is_guest(viewer):
        return scope & Q(by_team=True, module__kind=Module.DATATHON)
    return Q(pk=None)


def meetings_of(viewer: Viewer, *, only: Q | None = None) -> list[Meeting]:
    """The viewer's sessions in order of time, with who gives them and their own presence."""
    doer = doer_for(viewer)
    enrolment = doer.pk if doer else None
    if only is None and viewer.edition and can_read_content(viewer):
        rows = prepared(_every_meeting, edition=viewer.edition.pk, enrolment=enrolment)
    else:
        rows = list(_meeting_rows(sessions_open_to(viewer) & (only or Q()), enrolment))
    return [
        _meeting(list(same), is_attended=doer is not None)
        for _pk, same in groupby(rows, key=lambda row: row[0])
    ]


def _every_meeting(edition: int, enrolment: int | None) -> Rows:
    return _meeting_rows(Q(edition=edition), enrolment)


def _meeting_rows(scope: Q, enrolment: int | None) -> Rows:
    """One row for each expert of a session, or one without."""
    sessions = Session.objects.filter(scope)
    is_attended = enrolment is not None
    sessions = _with_presence(sessions, enrolment) if is_attended else _without_presence(sessions)
    rows = sessions.order_by("starts_at", "pk", "experts__pk")
    return rows.values_list(*_SESSION.values(), *_EXPERT)


def _with_presence(sessions: QuerySet[Session], enrolment: int | None) -> QuerySet[Session]:
    """A session that is no more still shows to those who were there: it proves their hours."""
    return sessions.annotate(
        own=FilteredRelation("attendances", condition=Q(attendances__enrolment=enrolment)),
        minutes_present=F("own__minutes"),
        is_recorded=Exists(Attendance.objects.filter(session=OuterRef("pk"))),
    ).filter(Q(retired_at=None) | Q(own__isnull=False))


def _without_presence(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """For those whose presence nobody records."""
    return sessions.filter(retired_at=None).annotate(
        minutes_present=Value(None, IntegerField()), is_recorded=Value(value=False)
    )


def _meeting(rows: Sequence[Sequence[Any]], *, is_attended: bool) -> Meeting:
    """One row for each expert of a session, gathered again (Any: columns of many types)."""
    experts = tuple(row[-1] for row in rows if row[-1])
    ids = frozenset(row[-2] for row in rows if row[-2])
    said = _in_words(_SESSION, rows[0])
    return Meeting(**said, is_attended=is_attended, experts=experts, expert_ids=ids)


def duties_of(viewer: Viewer, *, only: Q | None = None) -> list[Duty]:
    """The viewer's due dates, the nearest first, with what they, or their team, did."""
    doer = doer_for(viewer)
    enrolment, team = doer.pk if doer else None, team_id_of(doer) or None
    if only is None and viewer.edition and can_read_content(viewer):
        keys = {"edition": viewer.edition.pk, "enrolment": enrolment, "team": team}
        rows = prepared(_every_duty, **keys)
    else:
        rows = list(_duty_rows(activities_open_to(viewer) & (only or Q()), enrolment, team))
    slug = viewer.edition.slug if viewer.edition else ""
    return [
        _duty(list(same), edition=slug, is_mine=doer is not None)
        for _pk, same in groupby(rows, key=lambda row: row[0])
    ]


def _every_duty(edition: int, enrolment: int | None, team: int | None) -> Rows:
    return _duty_rows(Q(edition=edition, retired_at=None), enrolment, team)


def _duty_rows(scope: Q, enrolment: int | None, team: int | None) -> Rows:
    """One row for each attempt at an activity, or one without."""
    own = Q(attempts__enrolment=enrolment)
    if team is not None:
        own |= Q(attempts__team=team)
    rows = Activity.objects.filter(scope).annotate(own=FilteredRelation("attempts", condition=own))
    return rows.order_by("due_at", "pk", "own__pk").values_list(*_ACTIVITY.values(), *_ATTEMPT)


def _duty(rows: Sequence[Sequence[Any]], *, edition: str, is_mine: bool) -> Duty:
    """One row for each attempt at an activity (Any: columns of many types)."""
    done = (row[-1] for row in rows if row[-1])
    return Duty(
        **_in_words(_ACTIVITY, rows[0]),
        edition=edition,
        done_at=next(done, None),
        is_begun=rows[0][-2] is not None,
        is_mine=is_mine,
    )


def _in_words(columns: Mapping[str, str], row: Sequence[Any]) -> dict[str, Any]:
    """The columns by field, bilingual ones in the reader's language."""
    language, named = reading_language(), zip(columns, row, strict=False)
    return {
        field: it.in_language(language) if isinstance(it, Translated) else it for field, it in named
    }


def next_meeting(meetings: Iterable[Meeting], at: datetime) -> Meeting | None:
    """The session that is on, or else the nearest to come."""
    return min(
        (each for each in meetings if each.ends_at > at),
        key=lambda each: each.starts_at,
        default=None,
    )


def next_duty(duties: Iterable[Duty], at: datetime) -> Duty | None:
    """What is due first among what is still to be done."""
    waiting = (each for each in duties if each.is_open(at) and each.due_at >= at)
    return min(waiting, key=lambda each: each.due_at, default=None)


def late_duties(duties: Iterable[Duty], at: datetime) -> Sequence[Duty]:
    """Past their date and not done, the oldest first."""
    return [each for each in duties if each.is_open(at) and each.due_at < at]
