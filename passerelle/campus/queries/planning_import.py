"""What a calendar file holds, told before anybody decides anything: nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from passerelle.engines.timetable import Calendar, CalendarEvent, from_ics

from .agenda_wording import day_said
from .learning_state import Reader

MOST_SHOWN = 50
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event: two instants, or days in words."""

    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    days: str
    place: str
    repeats: bool


@dataclass(frozen=True, slots=True)
class ProblemRow:
    line: int
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The counts are of everything; the rows are cut at fifty."""

    name: str
    zone: str
    events: int
    all_day: int
    rows: tuple[EventRow, ...]
    problems: tuple[ProblemRow, ...]
    opaque: tuple[str, ...]


def preview_of(content: bytes, *, zone: str, reader: Reader) -> Preview:
    """Raises `UnreadableCalendar` where the file is no calendar."""
    calendar = from_ics(content, floating_zone=zone)
    ordered = sorted(calendar.events, key=lambda event: (event.start.isoformat(), event.uid))
    return Preview(
        name=calendar.name,
        zone=calendar.zone or "",
        events=len(ordered),
        all_day=sum(event.all_day for event in ordered),
        rows=tuple(_row(event, reader) for event in ordered[:MOST_SHOWN]),
        problems=tuple(
            ProblemRow(each.line, each.message.in_language(reader.language), each.text[:300])
            for each in calendar.problems[:MOST_SHOWN]
        ),
        opaque=_opaque(calendar),
    )


def _row(event: CalendarEvent, reader: Reader) -> EventRow:
    start, end = event.start, event.end
    timed = isinstance(start, datetime) and isinstance(end, datetime)
    return EventRow(
        title=event.summary,
        starts_at=start if isinstance(start, datetime) else None,
        ends_at=end if isinstance(end, datetime) else None,
        days="" if timed else _days(event, reader),
        place=event.location,
        repeats=bool(event.recurrence),
    )


def _days(event: CalendarEvent, reader: Reader) -> str:
    """The end of whole days is not included (RFC 5545, 3.6.1)."""
    first, last = (
        day_said(event.start, reader),
        day_said(max(event.start, event.end - _DAY), reader),
    )
    return first if first == last else f"{first} – {last}"


def _opaque(calendar: Calendar) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in calendar.opaque))
