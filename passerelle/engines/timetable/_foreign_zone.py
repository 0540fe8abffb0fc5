"""Time zones as calendars name them: IANA, Windows, prefixed, or described by a VTIMEZONE."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from re import compile as pattern
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ._content_lines import Block
from ._zones import is_zone, zone_named

_OFFSET = pattern(r"([+-])(\d\d)(\d\d)(\d\d)?\Z")
_LOCAL = pattern(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?\Z")
_BYDAY = pattern(r"(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU)\Z")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN_RULE_PARTS = {"FREQ", "BYMONTH", "BYDAY", "UNTIL", "INTERVAL", "WKST"}

ToUtc = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class NamedClock:
    """A zone a calendar uses: the name kept beside events, and how its local times become UTC."""

    name: str
    to_utc: ToUtc


@dataclass(frozen=True, slots=True)
class _YearlyRule:
    """The nth (-1 for the last) weekday of a month."""

    month: int
    nth: int
    weekday: int
    until: datetime

    def in_year(self, year: int) -> date:
        first_weekday, length = monthrange(year, self.month)
        first = 1 + (self.weekday - first_weekday) % 7
        day = first + 7 * (self.nth - 1) if self.nth > 0 else first + (length - first) // 7 * 7
        return date(year, self.month, min(day, length))


@dataclass(frozen=True, slots=True)
class _Observance:
    """A STANDARD or DAYLIGHT part: from each onset on, the clocks stand at `after`."""

    starts: tuple[datetime, ...]
    before: timedelta
    after: timedelta
    rule: _YearlyRule | None

    def last_onset(self, local: datetime) -> datetime | None:
        onsets = [onset for onset in self.starts if onset <= local]
        if self.rule:
            clock = self.starts[0].time()
            for year in (local.year - 1, local.year):
                onset = datetime.combine(self.rule.in_year(year), clock)
                if self.starts[0] <= onset <= min(local, self.rule.until):
                    onsets.append(onset)
        return max(onsets, default=None)


def clock_named(name: str, timezones: Mapping[str, Block]) -> NamedClock | None:
    """The clock behind a TZID: the IANA zone it means, else its VTIMEZONE, else none.

    A time skipped in spring keeps the offset before the change and one lived twice is the first
    (RFC 5545, section 3.3.5).
    """
    parts = name.strip().strip("/").split("/")
    candidates = (name, WINDOWS_TO_OLSON.get(name, ""), "/".join(parts[-2:]), "/".join(parts[-3:]))
    for candidate in candidates:
        if is_zone(candidate):
            return NamedClock(candidate, partial(_utc_in, zone_named(candidate)))
    described = timezones.get(name)
    observances = _observances(described) if described else ()
    if not observances:
        return None
    return NamedClock(name, partial(_utc_by, observances))


def _utc_in(region: ZoneInfo, local: datetime) -> datetime:
    return local.replace(tzinfo=region).astimezone(UTC)


def _utc_by(observances: tuple[_Observance, ...], local: datetime) -> datetime:
    reached = [
        (onset, observance.after)
        for observance in observances
        if (onset := observance.last_onset(local))
    ]
    earliest = min(observances, key=lambda observance: observance.starts[0])
    offset = max(reached)[1] if reached else earliest.before
    return (local - offset).replace(tzinfo=UTC)


def _observances(timezone: Block) -> tuple[_Observance, ...]:
    """The parts of a VTIMEZONE; none of them where one is beyond what we can follow."""
    try:
        return tuple(_observance(block) for block in timezone.blocks)
    except ValueError:
        return ()


def _observance(block: Block) -> _Observance:
    starts = [_local(block.value("DTSTART"))]
    for line in block.lines:
        if line.name == "RDATE":
            starts += [_local(value) for value in line.value.split(",")]
    rules = [line.value for line in block.lines if line.name == "RRULE"]
    return _Observance(
        starts=tuple(starts),
        before=_offset(block.value("TZOFFSETFROM")),
        after=_offset(block.value("TZOFFSETTO")),
        rule=_yearly(rules) if rules else None,
    )


def _yearly(rules: Iterable[str]) -> _YearlyRule:
    (rule,) = rules
    parts = dict(part.upper().split("=", 1) for part in rule.split(";") if part)
    byday = _BYDAY.match(parts.get("BYDAY", ""))
    if not parts.keys() <= _KNOWN_RULE_PARTS or parts["FREQ"] != "YEARLY" or byday is None:
        raise ValueError(rule)
    if parts.get("INTERVAL", "1") != "1":
        raise ValueError(rule)
    month = int(parts.get("BYMONTH", "0"))
    if not 1 <= month <= 12:
        raise ValueError(rule)
    until = _local(parts["UNTIL"]) if "UNTIL" in parts else datetime.max  # noqa: DTZ901 local
    return _YearlyRule(month, int(byday[1]), _WEEKDAYS.index(byday[2]), until)


def _local(value: str) -> datetime:
    found = _LOCAL.match(value.strip())
    if found is None:
        raise ValueError(value)
    return datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 local


def _offset(value: str) -> timedelta:
    found = _OFFSET.match(value.strip())
    if found is None:
        raise ValueError(value)
    size = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -size if found[1] == "-" else size
