"""The agenda as a list: what is late, what comes week by week, what is behind us."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation import clock
from passerelle.foundation.templatetags.passerelle import hours
from passerelle.programme.models import Edition

from ..viewer import Viewer
from .agenda import Duty, Meeting, duties_of, late_duties, meetings_of
from .agenda_gap import GapNotice, gap_notice
from .agenda_wording import capital, day_said
from .learning_state import Reader, State

_SOON = timedelta(days=14)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """A session or a due date at its instant, and where the viewer stands with it."""

    at: datetime
    day: str
    state: State
    meeting: Meeting | None = None
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class Week:
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """`late` is what one should have done; `past` is folded."""

    finding: str
    late: tuple[Line, ...]
    coming: tuple[Week, ...]
    past: tuple[Line, ...]
    gap: GapNotice | None
    month: date


def agenda_of(viewer: Viewer, edition: Edition) -> Agenda:
    """Two queries."""
    reader = Reader.now(clock.now(), viewer.zone)
    meetings = meetings_of(viewer)
    duties = duties_of(viewer)
    late = late_duties(duties, reader.at)
    lines = lines_of(meetings, [duty for duty in duties if duty not in late], reader)
    coming = [line for line in lines if _end_of(line) >= reader.at]
    return Agenda(
        finding=_finding(coming, reader),
        late=tuple(lines_of([], late, reader)),
        coming=_weeks(coming, reader),
        past=tuple(line for line in reversed(lines) if _end_of(line) < reader.at),
        gap=gap_notice(meetings, reader=reader, zones=edition.zones),
        month=reader.date_of(reader.at),
    )


def lines_of(meetings: Iterable[Meeting], duties: Iterable[Duty], reader: Reader) -> Sequence[Line]:
    """Sessions and due dates together, in order of time."""
    lines = [
        Line(each.starts_at, _day(each.starts_at, reader), _presence(each, reader), meeting=each)
        for each in meetings
    ]
    lines += [
        Line(each.due_at, _day(each.due_at, reader), each.state(reader), duty=each)
        for each in duties
    ]
    return sorted(lines, key=lambda line: line.at)


def _presence(meeting: Meeting, reader: Reader) -> State:
    """What proves that the viewer was there; nothing is said of who does not attend."""
    if not meeting.is_attended or meeting.ends_at > reader.at:
        return State("")
    if meeting.minutes_present:
        return State(_("present, %(time)s") % {"time": hours(meeting.minutes_present)}, "good")
    return State(_("not on the roll") if meeting.is_recorded else _("roll not called yet"), "soft")


def _day(instant: datetime, reader: Reader) -> str:
    return capital(day_said(reader.date_of(instant), reader))


def _end_of(line: Line) -> datetime:
    return line.meeting.ends_at if line.meeting else line.at


def _weeks(lines: Sequence[Line], reader: Reader) -> tuple[Week, ...]:
    grouped = groupby(lines, key=lambda line: _monday_of(reader.date_of(line.at)))
    return tuple(Week(_label(monday, reader), tuple(same)) for monday, same in grouped)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _label(monday: date, reader: Reader) -> str:
    this_week = _monday_of(reader.date_of(reader.at))
    if monday <= this_week:
        return _("This week")
    if monday == this_week + _WEEK:
        return _("Next week")
    return _("Week of %(day)s") % {"day": day_said(monday, reader).partition(" ")[2]}


def _finding(coming: Sequence[Line], reader: Reader) -> str:
    if not coming:
        return _("Nothing more is planned for you.")
    count = sum(line.at <= reader.at + _SOON for line in coming)
    if not count:
        return _("Nothing for you in the next two weeks.")
    text = ngettext(
        "%(count)s session or due date in the next two weeks.",
        "%(count)s sessions and due dates in the next two weeks.",
        count,
    )
    return text % {"count": count}
