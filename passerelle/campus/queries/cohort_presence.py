"""One session's roll call: who is expected, who was there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation import clock
from passerelle.programme.models import Edition

from ..models import Attendance, Enrolment, Session
from ..rules import is_staff
from ..viewer import Viewer
from .cohort_late import learners_of

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """A learner on the list; `minutes` as recorded, or as just typed."""

    id: int
    name: str
    about: str
    was_there: bool
    minutes: str


@dataclass(frozen=True, slots=True)
class PresencePage:
    finding: str
    title: str
    starts_at: datetime
    ends_at: datetime
    most: int
    has_begun: bool
    rows: tuple[PresenceRow, ...]
    page: Page[Enrolment]


def sessions_to_record(viewer: Viewer, edition: Edition) -> QuerySet[Session]:
    """Staff record any session of the edition; an expert, those they give."""
    sessions = Session.objects.filter(edition=edition, retired_at=None)
    return sessions if is_staff(viewer) else sessions.filter(experts__person=viewer.person)


def expected_at(edition: Edition) -> QuerySet[Enrolment]:
    """Every learner who has not withdrawn, by name."""
    return learners_of(edition).filter(withdrawal=None).select_related("person", "institution")


def presence_page(
    session: Session, edition: Edition, *, page: str | None, typed: Mapping[int, str | None] | None
) -> PresencePage:
    """Four queries; `typed` holds the minutes of a refused form (None where not ticked)."""
    shown = Paginator(expected_at(edition), PER_PAGE).get_page(page)
    recorded = dict(
        Attendance.objects.filter(session=session).values_list("enrolment_id", "minutes")
    )
    rows = tuple(_row(each, recorded.get(each.pk), typed) for each in shown.object_list)
    there = sum(1 for minutes in recorded.values() if minutes)
    return PresencePage(
        finding=_finding(there, shown.paginator.count),
        title=str(session.title),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        most=session.minutes,
        has_begun=session.starts_at <= clock.now(),
        rows=rows,
        page=shown,
    )


def _row(
    learner: Enrolment, minutes: int | None, typed: Mapping[int, str | None] | None
) -> PresenceRow:
    shown = None if not minutes else str(minutes)
    if typed is not None and learner.pk in typed:
        shown = typed[learner.pk]
    return PresenceRow(
        id=learner.pk,
        name=str(learner.person),
        about=learner.institution.city if learner.institution else "",
        was_there=shown is not None,
        minutes=shown or "",
    )


def _finding(there: int, expected: int) -> str:
    if not there:
        return _("Presence is not recorded yet.")
    words = {"there": there, "count": expected}
    text = ngettext(
        "%(there)s person of %(count)s was there.",
        "%(there)s people of %(count)s were there.",
        there,
    )
    return text % words
