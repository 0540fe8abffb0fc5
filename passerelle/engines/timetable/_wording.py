"""Dates and hours in French and English, and the pair of texts that people read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Language = Literal["fr", "en"]

_DAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_FR = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence in both languages of the diploma."""

    fr: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en


def clock_fr(at: datetime) -> str:
    """The hour as Québec and France both write it, with no-break spaces (OQLF, "18 h 00").

    >>> clock_fr(datetime(2027, 2, 18, 18, 0)).replace(chr(0xA0), "~")
    '18~h~00'
    """
    return f"{at.hour}\u00a0h\u00a0{at.minute:02d}"


def clock_en(at: datetime) -> str:
    """The hour on a twelve-hour clock, with a no-break space: 6:00 pm."""
    return f"{at.hour % 12 or 12}:{at.minute:02d}\u00a0{'am' if at.hour < 12 else 'pm'}"


def day_fr(day: date) -> str:
    """The day in full; only the first of a month is an ordinal: vendredi 1er janvier 2027."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{_DAYS_FR[day.weekday()]} {number} {_MONTHS_FR[day.month - 1]} {day.year}"


def day_en(day: date) -> str:
    """The day in full, in the day-month order read on both sides: Thursday 18 February 2027."""
    return f"{_DAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def span_fr(starts_at: datetime, ends_at: datetime) -> str:
    """From hour to hour, both in one zone; another day is said: 23 h 30 – 1 h 00 (lendemain)."""
    days = (ends_at.date() - starts_at.date()).days
    if days > 1:
        first = f"{day_fr(starts_at)}, {clock_fr(starts_at)}"
        return f"{first}\u00a0– {day_fr(ends_at)}, {clock_fr(ends_at)}"
    span = f"{clock_fr(starts_at)}\u00a0– {clock_fr(ends_at)}"
    return f"{span} (lendemain)" if days else span


def span_en(starts_at: datetime, ends_at: datetime) -> str:
    """From hour to hour, both in one zone; another day is said: 11:30 pm – 1:00 am (next day)."""
    days = (ends_at.date() - starts_at.date()).days
    if days > 1:
        first = f"{day_en(starts_at)}, {clock_en(starts_at)}"
        return f"{first}\u00a0– {day_en(ends_at)}, {clock_en(ends_at)}"
    span = f"{clock_en(starts_at)}\u00a0– {clock_en(ends_at)}"
    return f"{span} (next day)" if days else span


def weekday_fr(day: date) -> str:
    return _DAYS_FR[day.weekday()]


def weekday_en(day: date) -> str:
    return _DAYS_EN[day.weekday()]
