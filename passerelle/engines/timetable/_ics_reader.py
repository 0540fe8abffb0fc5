"""iCalendar files from elsewhere: every event read, or set aside with its line and the reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from ._calendar import Calendar, CalendarEvent, CalendarProblem, OpaqueComponent
from ._content_lines import Block, ContentLine, blocks_of, items_of, unescaped
from ._errors import TimetableError, UnreadableCalendar
from ._ics_moments import BrokenMoment, Clocks, moments_of
from ._ics_writer import TIMES_PROPERTY, hours_text
from ._wording import Wording
from ._zones import is_zone

MAX_EVENTS = 20_000
_RECURRENCE = frozenset({"RRULE", "RDATE", "EXDATE", "EXRULE"})
_SINGLE = frozenset(
    {
        *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "DURATION"),
        *("SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", TIMES_PROPERTY),
    }
)
_CALENDAR_OWN = frozenset({"X-WR-CALNAME", "X-WR-TIMEZONE"})
_END_MISSING = Wording(
    fr="La fin du composant (ligne END) manque\u00a0: le fichier est sans doute coupé. "
    "Exportez-le de nouveau.",
    en="The end of the component (an END line) is missing: the file was probably cut. "
    "Export it again.",
)
_UNREADABLE_LINE = Wording(
    fr="Ligne illisible, mise de côté\u00a0: attendu NOM:valeur.",
    en="Unreadable line, set aside: NAME:value was expected.",
)
_SAID_TWICE = Wording(
    fr="Propriété donnée deux fois\u00a0: la première est gardée, celle-ci mise de côté.",
    en="Property given twice: the first is kept, this one set aside.",
)
_NO_UID = Wording(
    fr="Événement sans UID\u00a0: un identifiant est tiré de son contenu.",
    en="Event without a UID: an identifier is drawn from its content.",
)
_PRIVATE_RECURRENCE = Wording(
    fr="Cet événement se répète dans un fuseau que son fichier décrit lui-même\u00a0: "
    "vérifiez l’heure des répétitions après un changement d’heure.",
    en="This event recurs in a zone that only its file describes: "
    "check the time of its repetitions after a change of clocks.",
)


@dataclass(slots=True)
class _Reading:
    """What has been read so far, in the order of the file."""

    events: list[CalendarEvent] = field(default_factory=list)
    problems: list[CalendarProblem] = field(default_factory=list)
    opaque: list[OpaqueComponent] = field(default_factory=list)
    other_lines: list[str] = field(default_factory=list)


def from_ics(content: bytes, *, floating_zone: str | None = None) -> Calendar:
    """The events of an iCalendar file; `floating_zone` serves times and files that name none.

    Raises `UnreadableCalendar` where the file is no calendar or beyond the bounds (4 MiB,
    20,000 events); any lesser trouble is a problem named with its line, its text kept.
    """
    root = blocks_of(content)
    calendars = [block for block in root.blocks if block.name == "VCALENDAR"]
    _refuse_unusable(calendars)
    reading = _Reading()
    reading.problems += _stray_lines(root, "")
    for block in root.blocks:
        if block.name == "VCALENDAR":
            _read_calendar(block, floating_zone, reading)
        else:
            reading.opaque.append(OpaqueComponent(block.name, block.line, block.text))
    return Calendar(
        events=tuple(reading.events),
        problems=tuple(sorted(reading.problems, key=lambda problem: problem.line)),
        zone=calendars[0].value("X-WR-TIMEZONE") or None,
        name=calendars[0].value("X-WR-CALNAME"),
        opaque=tuple(reading.opaque),
        other_lines=tuple(reading.other_lines),
    )


def _refuse_unusable(calendars: list[Block]) -> None:
    if not calendars:
        raise UnreadableCalendar(
            Wording(
                fr="Ce fichier n’est pas un calendrier iCalendar\u00a0: aucune ligne "
                "BEGIN:VCALENDAR. Exportez le calendrier au format .ics.",
                en="This file is no iCalendar: it has no BEGIN:VCALENDAR line. "
                "Export the calendar in the .ics format.",
            )
        )
    events = sum(block.name == "VEVENT" for calendar in calendars for block in calendar.blocks)
    if events > MAX_EVENTS:
        raise UnreadableCalendar(
            Wording(
                fr=f"Calendrier de {events} événements, {MAX_EVENTS} au plus\u00a0: "
                "exportez une période plus courte.",
                en=f"A calendar of {events} events, at most {MAX_EVENTS}: export a shorter period.",
            )
        )


def _read_calendar(calendar: Block, floating_zone: str | None, reading: _Reading) -> None:
    clocks = Clocks.of(calendar, floating_zone)
    reading.problems += _stray_lines(calendar, calendar.name)
    if not calendar.closed:
        reading.problems.append(CalendarProblem(calendar.line, calendar.name, _END_MISSING))
    for line in calendar.lines:
        if line.name not in _CALENDAR_OWN:
            reading.other_lines.append(line.text)
    for block in calendar.blocks:
        if block.name == "VEVENT":
            _read_event(block, clocks, reading)
        elif block.name != "VTIMEZONE":
            reading.opaque.append(OpaqueComponent(block.name, block.line, block.text))


def _read_event(block: Block, clocks: Clocks, reading: _Reading) -> None:
    if not block.closed:
        problem = CalendarProblem(block.line, block.name, _END_MISSING, block.text)
        reading.problems.append(problem)
        return
    try:
        event = _event(block, clocks)
    except BrokenMoment as broken:
        line = broken.line or block.line
        reading.problems.append(CalendarProblem(line, block.name, broken.wording, block.text))
        return
    except TimetableError as refused:
        problem = CalendarProblem(block.line, block.name, refused.wording, block.text)
        reading.problems.append(problem)
        return
    reading.events.append(event)
    reading.problems += _remarks(block, event)


def _event(block: Block, clocks: Clocks) -> CalendarEvent:
    first: dict[str, ContentLine] = {}
    for line in block.lines:
        first.setdefault(line.name, line)
    start, end, zone = moments_of(first, clocks)
    categories = [line for line in block.lines if line.name == "CATEGORIES"]
    event = CalendarEvent(
        uid=block.value("UID").strip() or _drawn_uid(block),
        start=start,
        end=end,
        zone=zone,
        summary=block.value("SUMMARY"),
        description=block.value("DESCRIPTION"),
        location=block.value("LOCATION"),
        url=first["URL"].value.strip() if "URL" in first else "",
        categories=tuple(name for line in categories for name in items_of(line.value)),
        status=block.value("STATUS").strip(),
        sequence=_sequence(block.value("SEQUENCE")),
        recurrence=tuple(line.text for line in block.lines if line.name in _RECURRENCE),
        other_lines=tuple(_other_lines(block)),
    )
    return _without_hours(event, block.value(TIMES_PROPERTY))


def _other_lines(block: Block) -> Iterator[str]:
    for line in block.lines:
        if line.name not in _SINGLE | _RECURRENCE | {"CATEGORIES"}:
            yield line.text
    for inner in block.blocks:
        yield from inner.raw


def _without_hours(event: CalendarEvent, times: str) -> CalendarEvent:
    """The event without the hours that `to_ics` wrote at the end of its description."""
    shown = times.split(",")
    if not times or not all(is_zone(zone) for zone in shown[1:]):
        return event
    hours = hours_text(event, shown)
    if event.description == hours:
        return replace(event, description="")
    return replace(event, description=event.description.removesuffix(f"\n\n{hours}"))


def _remarks(block: Block, event: CalendarEvent) -> Iterator[CalendarProblem]:
    """What deserves a look in an event that was read all the same."""
    yield from _stray_lines(block, block.name)
    seen: set[str] = set()
    for line in block.lines:
        if line.name in seen & _SINGLE:
            yield CalendarProblem(line.line, line.name, _SAID_TWICE, line.text)
        seen.add(line.name)
    if not block.value("UID").strip():
        yield CalendarProblem(block.line, block.name, _NO_UID)
    if event.recurrence and not is_zone(event.zone):
        yield CalendarProblem(block.line, block.name, _PRIVATE_RECURRENCE)


def _stray_lines(block: Block, component: str) -> Iterator[CalendarProblem]:
    for number, text in block.unreadable:
        yield CalendarProblem(number, component, _UNREADABLE_LINE, text)


def _drawn_uid(block: Block) -> str:
    return f"{sha256(block.text.encode()).hexdigest()[:32]}@passerelle"


def _sequence(value: str) -> int:
    number = unescaped(value).strip()
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
