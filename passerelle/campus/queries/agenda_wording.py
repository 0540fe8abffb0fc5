"""How far an instant is, and on which day it falls, as one says it aloud."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.timetable import clock_en, clock_fr, day_en, day_fr, zone_named
from passerelle.foundation.templatetags.passerelle import hours

from .learning_state import Reader

_EVENING = 18
_MINUTE = timedelta(minutes=1)


def day_said(day: date, reader: Reader) -> str:
    """With its weekday, and without its year when it is this year's: jeudi 25 février."""
    said = day_fr(day) if reader.language == "fr" else day_en(day)
    return said.removesuffix(f" {reader.date_of(reader.at).year}")


def clock_said(instant: datetime, reader: Reader) -> str:
    """The hour where the reader is."""
    at = instant.astimezone(zone_named(reader.zone))
    return clock_fr(at) if reader.language == "fr" else clock_en(at)


def month_said(day: date, reader: Reader) -> str:
    """February 2027."""
    said = day_fr(day) if reader.language == "fr" else day_en(day)
    return said.split(" ", 2)[2]


def capital(words: str) -> str:
    """With a capital, the rest untouched."""
    return words[:1].upper() + words[1:]


def when_it_starts(starts_at: datetime, ends_at: datetime, reader: Reader) -> str:
    """Tonight, in 5 h 10."""
    if starts_at <= reader.at:
        return _("Now, until %(end)s") % {"end": clock_said(ends_at, reader)}
    days = days_until(starts_at, reader)
    words = {"delay": hours((starts_at - reader.at) // _MINUTE), "days": days}
    if days == 0:
        hour = starts_at.astimezone(zone_named(reader.zone)).hour
        return (
            _("Tonight, in %(delay)s") if hour >= _EVENING else _("Today, in %(delay)s")
        ) % words
    if days == 1:
        return _("Tomorrow, in %(delay)s") % words
    words["day"] = capital(day_said(reader.date_of(starts_at), reader))
    return ngettext("%(day)s, in %(days)s day", "%(day)s, in %(days)s days", days) % words


def when_it_is_due(due_at: datetime, reader: Reader) -> str:
    """Due tonight, in 5 h 10."""
    days = days_until(due_at, reader)
    words = {"delay": hours((due_at - reader.at) // _MINUTE), "days": days}
    if days == 0:
        return _("Due today, in %(delay)s") % words
    if days == 1:
        return _("Due tomorrow, in %(delay)s") % words
    words["day"] = day_said(reader.date_of(due_at), reader)
    return ngettext("Due %(day)s, in %(days)s day", "Due %(day)s, in %(days)s days", days) % words


def days_until(instant: datetime, reader: Reader) -> int:
    """Days of the reader's own calendar."""
    return (reader.date_of(instant) - reader.date_of(reader.at)).days
