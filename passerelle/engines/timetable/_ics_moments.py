"""The start and end of a VEVENT: dates, UTC, named, floating, or a duration (RFC 5545, 3.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from re import compile as pattern

from ._content_lines import Block, ContentLine
from ._errors import TimetableError
from ._foreign_zone import NamedClock, clock_named
from ._wording import Wording

MAX_NAMED_ZONES = 256
_MOMENT = pattern(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?\Z")
_DURATION = pattern(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?\Z"
)
_DAY = timedelta(days=1)
_UTC = NamedClock("UTC", lambda local: local.replace(tzinfo=UTC))


class BrokenMoment(TimetableError):
    """The start or end of an event cannot be read; `line` is the one to correct, if there is."""

    def __init__(self, line: int | None, wording: Wording) -> None:
        super().__init__(wording)
        self.line = line


@dataclass(slots=True)
class Clocks:
    """The zones a calendar names, each looked up once."""

    timezones: Mapping[str, Block]
    floating: str | None
    known: dict[str, NamedClock | None] = field(default_factory=dict)

    @classmethod
    def of(cls, calendar: Block, floating_zone: str | None) -> "Clocks":
        blocks = [block for block in calendar.blocks if block.name == "VTIMEZONE"]
        described = {block.value("TZID"): block for block in blocks[:MAX_NAMED_ZONES]}
        return cls(described, calendar.value("X-WR-TIMEZONE") or floating_zone)

    def named(self, name: str) -> NamedClock | None:
        """The clock behind a name; beyond the bound, every further name is unknown."""
        if name not in self.known and len(self.known) < MAX_NAMED_ZONES:
            self.known[name] = clock_named(name, self.timezones)
        return self.known.get(name)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A date, or a local time and the clock it was read on."""

    local: date
    clock: NamedClock

    @property
    def instant(self) -> date:
        if not isinstance(self.local, datetime):
            return self.local
        return self.clock.to_utc(self.local)


def moments_of(properties: Mapping[str, ContentLine], clocks: Clocks) -> tuple[date, date, str]:
    """Start, end and the zone of the start; without DTEND, RFC 5545 section 3.6.1 says the end."""
    if "DTSTART" not in properties:
        raise BrokenMoment(
            None,
            Wording(
                fr="Événement sans DTSTART\u00a0: donnez-lui une date de début.",
                en="Event without DTSTART: give it a start date.",
            ),
        )
    start_line = properties["DTSTART"]
    end_line = properties.get("DTEND") or properties.get("DURATION") or start_line
    try:
        start = _moment(start_line, clocks)
        return start.instant, _end(start, end_line, clocks), start.clock.name
    except (ValueError, OverflowError) as unusable:
        if isinstance(unusable, TimetableError):
            raise
        line = end_line if end_line.name == "DURATION" else start_line
        raise BrokenMoment(line.line, _unreadable(line)) from unusable


def _end(start: _Moment, line: ContentLine, clocks: Clocks) -> date:
    if line.name == "DTEND":
        return _moment(line, clocks).instant
    if line.name == "DURATION":
        return _after(start, line)
    return start.instant if isinstance(start.local, datetime) else start.local + _DAY


def _after(start: _Moment, line: ContentLine) -> date:
    """Weeks and days count on the calendar, hours and less on the clock (section 3.3.6)."""
    found = _DURATION.match(line.value.strip())
    if found is None or not any(found.groups()):
        raise BrokenMoment(line.line, _unreadable(line))
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups())
    later = start.local + timedelta(weeks=weeks, days=days)
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return _Moment(later, start.clock).instant + exact


def _moment(line: ContentLine, clocks: Clocks) -> _Moment:
    found = _MOMENT.match(line.value.strip())
    if found is None:
        raise BrokenMoment(line.line, _unreadable(line))
    *numbers, utc = found.groups()
    year, month, day = map(int, numbers[:3])
    try:
        if numbers[3] is None:
            return _Moment(date(year, month, day), _UTC)
        hour, minute, second = map(int, numbers[3:])
        local = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001 local
    except ValueError:
        raise BrokenMoment(line.line, _unreadable(line)) from None
    return _Moment(local, _UTC if utc else _clock(line, clocks))


def _clock(line: ContentLine, clocks: Clocks) -> NamedClock:
    name = line.parameters.get("TZID") or clocks.floating
    if name is None:
        raise BrokenMoment(
            line.line,
            Wording(
                fr=f"{line.name} est une heure sans fuseau et le calendrier n’en nomme aucun"
                "\u00a0: dites dans quel fuseau le lire.",
                en=f"{line.name} is a time without a zone and the calendar names none: "
                "say in which zone to read it.",
            ),
        )
    clock = clocks.named(name)
    if clock is None:
        raise BrokenMoment(
            line.line,
            Wording(
                fr=f"Fuseau «\u00a0{name}\u00a0» inconnu, et le fichier ne le décrit pas "
                "(VTIMEZONE)\u00a0: écrivez un nom IANA, par exemple America/Toronto.",
                en=f"Unknown zone “{name}”, which the file does not describe (VTIMEZONE): "
                "write an IANA name, for example America/Toronto.",
            ),
        )
    return clock


def _unreadable(line: ContentLine) -> Wording:
    value = line.value[:60]
    return Wording(
        fr=f"{line.name} illisible\u00a0: «\u00a0{value}\u00a0». "
        "Attendu par exemple 20270218T170000Z, 20270218 ou, pour une durée, PT1H30M.",
        en=f"Unreadable {line.name}: “{value}”. "
        "Expected for example 20270218T170000Z, 20270218 or, for a duration, PT1H30M.",
    )
