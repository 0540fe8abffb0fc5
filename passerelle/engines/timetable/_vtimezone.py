"""A VTIMEZONE that covers the years a calendar needs, drawn from the IANA database.

Each change of clock is one STANDARD or DAYLIGHT part without rules: the form every reader
follows. Written here because icalendar 7.3 dates the spring change by the clock after it, an
hour late (RFC 5545, section 3.6.5, counts the onset on the clock before).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ._zones import zone_named

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def vtimezone_lines(zone: str, first_year: int, last_year: int) -> Iterator[str]:
    """The content lines of the component, right from the first to the last year included."""
    region = zone_named(zone)
    opening = datetime(first_year, 1, 1, tzinfo=UTC) - _DAY
    closing = datetime(last_year + 1, 1, 1, tzinfo=UTC) + _DAY
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone}"
    yield from _observance(opening.astimezone(region), opening.astimezone(region))
    for change in _changes(zone, opening, closing):
        yield from _observance((change - _MINUTE).astimezone(region), change.astimezone(region))
    yield "END:VTIMEZONE"


def _changes(zone: str, opening: datetime, closing: datetime) -> Iterator[datetime]:
    """Instants, to the minute, at which the zone's offset changes."""
    region = zone_named(zone)
    day = opening
    while day < closing:
        before = day.astimezone(region).utcoffset()
        if (day + _DAY).astimezone(region).utcoffset() != before:
            low, high = day, day + _DAY
            while high - low > _MINUTE:
                middle = low + (high - low) // _MINUTE // 2 * _MINUTE
                same = middle.astimezone(region).utcoffset() == before
                low, high = (middle, high) if same else (low, middle)
            yield high
        day += _DAY


def _observance(before: datetime, after: datetime) -> Iterator[str]:
    offset = before.utcoffset() or timedelta()
    onset = after.astimezone(UTC) + offset
    part = "DAYLIGHT" if after.dst() else "STANDARD"
    yield f"BEGIN:{part}"
    yield f"DTSTART:{onset:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{before:%z}"
    yield f"TZOFFSETTO:{after:%z}"
    yield f"TZNAME:{after.tzname()}"
    yield f"END:{part}"
