"""From "day 4, 18:00 in Paris" to an instant: the dates of one edition."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from passerelle.engines.timetable import at_local

from .schemas import EditionFile, SessionFile

_LAST_MINUTE = time(23, 59)


def day_of(edition: EditionFile, module: str, day: int) -> date:
    """Day 1 is the day the module opens."""
    return edition.openings[module] + timedelta(days=day - 1)


def opening_of(edition: EditionFile, module: str, *, day: int, zone: str) -> datetime:
    """The first instant of a day, in UTC."""
    return at_local(day_of(edition, module, day), time(0, 0), zone)


def end_of(edition: EditionFile, module: str, *, day: int, zone: str) -> datetime:
    """23:59 of a day: what "due on day 12" means."""
    return at_local(day_of(edition, module, day), _LAST_MINUTE, zone)


def start_of(edition: EditionFile, module: str, session: SessionFile) -> datetime:
    """When a session begins, in UTC."""
    return at_local(day_of(edition, module, session.day), session.starts, session.zone)
