"""Events as iCalendar (RFC 5545): the same events always give the same bytes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from icalendar.parser import Contentline

from ._calendar import CalendarEvent
from ._content_lines import escaped
from ._vtimezone import vtimezone_lines
from ._wording import Language, clock_en, clock_fr, day_en, day_fr, span_en, span_fr
from ._zones import REFERENCE_ZONES, city_label, is_zone, naive_instant, zone_named

TIMES_PROPERTY = "X-PASSERELLE-TIMES"
_PRODUCT = "-//Passerelle//Timetable//FR"


def to_ics(
    events: Iterable[CalendarEvent],
    *,
    name: str,
    produced_at: datetime,
    zones: Sequence[str] = REFERENCE_ZONES,
    language: Language = "fr",
) -> bytes:
    """A VCALENDAR of the events in order of time, with a VTIMEZONE for each zone they use.

    The description of a timed event ends with its hours in each of `zones`; `from_ics` takes
    these lines off again. `produced_at` is the DTSTAMP of every event.
    """
    if produced_at.tzinfo is None:
        raise naive_instant(produced_at)
    ordered = sorted(events, key=lambda event: (event.start.isoformat(), event.uid, repr(event)))
    lines = [
        *_heading(name, zones),
        *_timezones(ordered),
        *(line for event in ordered for line in _event(event, produced_at, (language, *zones))),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def hours_text(event: CalendarEvent, shown: Sequence[str]) -> str:
    """The hours of an event as its description ends with: `shown` is a language, then zones.

    Whole days have no hours, and those of a recurring event would hold for its first day only.
    """
    start, end, language = event.start, event.end, shown[0]
    if not isinstance(start, datetime) or not isinstance(end, datetime) or event.recurrence:
        return ""
    lines = []
    for zone in shown[1:]:
        region, city = zone_named(zone), city_label(zone)
        span = (start.astimezone(region), end.astimezone(region))
        if language == "en":
            hours = clock_en(span[0]) if start == end else span_en(*span)
            lines.append(f"{city}: {day_en(span[0])}, {hours}")
        else:
            hours = clock_fr(span[0]) if start == end else span_fr(*span)
            lines.append(f"{city}\u00a0: {day_fr(span[0])}, {hours}")
    return "\n".join(lines)


def described(description: str, hours: str) -> str:
    return "\n\n".join(part for part in (description, hours) if part)


def _heading(name: str, zones: Sequence[str]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{_PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{escaped(name)}"
    yield f"X-WR-CALNAME:{escaped(name)}"
    if zones:
        yield f"X-WR-TIMEZONE:{zone_named(zones[0]).key}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT1H"


def _timezones(events: Sequence[CalendarEvent]) -> Iterator[str]:
    """One VTIMEZONE a zone, from the first year of its events to the last."""
    years: dict[str, list[int]] = {}
    for event in events:
        if not event.all_day and _is_local(event.zone):
            years.setdefault(event.zone, []).extend((event.start.year, event.end.year))
    for zone in sorted(years):
        yield from vtimezone_lines(zone, min(years[zone]), max(years[zone]))


def _event(event: CalendarEvent, produced_at: datetime, shown: Sequence[str]) -> Iterator[str]:
    hours = hours_text(event, shown)
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_utc(produced_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield _moment("DTSTART", event.start, event.zone)
    if event.end != event.start:  # section 3.8.2.2: an end is later than its start
        yield _moment("DTEND", event.end, event.zone)
    yield from event.recurrence
    yield f"SUMMARY:{escaped(event.summary)}"
    yield from _optional("DESCRIPTION", escaped(described(event.description, hours)))
    yield from _optional(TIMES_PROPERTY, ",".join(shown) if hours else "")
    yield from _optional("LOCATION", escaped(event.location))
    yield from _optional("URL", event.url)
    yield from _optional("CATEGORIES", ",".join(escaped(name) for name in event.categories))
    yield from _optional("STATUS", event.status)
    yield from event.other_lines
    yield "END:VEVENT"


def _optional(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}:{value}"


def _moment(name: str, moment: date, zone: str) -> str:
    if not isinstance(moment, datetime):
        return f"{name};VALUE=DATE:{_day(moment)}"
    local = moment.astimezone(zone_named(zone)) if _is_local(zone) else moment
    if not _is_local(zone) or _is_second_time(local):
        return f"{name}:{_utc(moment)}"
    return f"{name};TZID={zone}:{_day(local)}T{local:%H%M%S}"


def _is_second_time(local: datetime) -> bool:
    """In the hour lived twice, a local time means the first one (section 3.3.5): write UTC."""
    return bool(local.fold)


def _is_local(zone: str) -> bool:
    return zone not in ("UTC", "Etc/UTC") and is_zone(zone)


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _utc(instant: datetime) -> str:
    at = instant.astimezone(UTC)
    return f"{_day(at)}T{at:%H%M%S}Z"


def _folded(line: str) -> bytes:
    return bytes(Contentline(line).to_ical()) + b"\r\n"
