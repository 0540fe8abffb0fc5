"""Dates as organisers write them: ISO, month first with dashes or slashes, month in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TIME = (
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$"
)
_YEAR_FIRST = re.compile(r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME)
_MONTH_FIRST = re.compile(r"^(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4})" + _TIME)
_IN_WORDS = re.compile(
    r"^(?:(?P<word>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<day_first>\d{1,2})(?:st|nd|rd|th)? (?P<word_second>[A-Za-z]{3,9})\.?),? (?P<year>\d{4})"
    + _TIME
)


@dataclass(frozen=True, slots=True)
class DateRead:
    """`zoned`: the bundle wrote a zone. `doubtful`: day and month could be exchanged."""

    at: datetime
    zoned: bool
    doubtful: bool = False


def read_date(written: object) -> DateRead | None:
    """The instant in UTC (the zone of a date that has none); None for what is no date."""
    try:
        if isinstance(written, datetime):
            return DateRead(_in_utc(written), written.tzinfo is not None)
        if isinstance(written, date):
            return DateRead(datetime.combine(written, time(), UTC), zoned=False)
        return _from_text(" ".join(written.split())) if isinstance(written, str) else None
    except (ValueError, OverflowError):
        return None


def _from_text(text: str) -> DateRead | None:
    if found := _YEAR_FIRST.match(text):
        return _built(found, int(found["month"]), int(found["day"]))
    if found := _MONTH_FIRST.match(text):
        # Codabench reads the month first, as in the United States, where that can be.
        month, day = int(found["month"]), int(found["day"])
        if month > 12:
            return _built(found, day, month)
        return _built(found, month, day, doubtful=day <= 12 and day != month)
    if found := _IN_WORDS.match(text):
        word = (found["word"] or found["word_second"])[:3].lower()
        if word in _MONTHS:
            return _built(found, _MONTHS.index(word) + 1, int(found["day"] or found["day_first"]))
    return None


def _built(found: re.Match[str], month: int, day: int, *, doubtful: bool = False) -> DateRead:
    hour = int(found["hour"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    at = datetime(  # noqa: DTZ001  # the zone follows, when there is one
        int(found["year"]), month, day, hour, int(found["minute"] or 0), int(found["second"] or 0)
    )
    zone = found["zone"]
    if zone and zone[0] in "+-":
        at = datetime.fromisoformat(f"{at:%Y-%m-%dT%H:%M:%S}{zone}")
    return DateRead(_in_utc(at), bool(zone), doubtful)


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
