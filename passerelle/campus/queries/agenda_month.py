"""One month of the agenda, day by day on the reader's calendar, with both countries' holidays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q
from django.urls import reverse

from passerelle.engines.timetable import (
    Region,
    at_local,
    day_en,
    day_fr,
    holidays_on,
    month_grid,
)
from passerelle.foundation import clock
from passerelle.foundation.translated import Language
from passerelle.programme.models import Edition

from ..viewer import Viewer
from .agenda import duties_of, meetings_of
from .agenda_weeks import Line, lines_of
from .agenda_wording import capital, month_said
from .learning_state import Reader

FIRST_YEAR, LAST_YEAR = 2000, 2100
_COUNTRIES = ((Region.FRANCE, "France"), (Region.QUEBEC, "Québec"))
_LONGEST = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month; its classes say in which column the first one stands."""

    date: date
    weekday: str
    classes: str
    lines: tuple[Line, ...]
    holidays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """The month before or after."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Month:
    title: str
    weekdays: tuple[str, ...]
    days: tuple[Day, ...]
    before: Turn
    after: Turn

    @property
    def is_free(self) -> bool:
        return not any(day.lines for day in self.days)


def month_of(viewer: Viewer, edition: Edition, *, year: int, month: int) -> Month | None:
    """Two queries; None outside the years we plan in."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    reader = Reader.now(clock.now(), viewer.zone)
    days = [day for week in month_grid(year, month) for day in week if day.month == month]
    by_day = _lines_by_day(viewer, reader, first=days[0], last=days[-1])
    return Month(
        title=capital(month_said(days[0], reader)),
        weekdays=tuple(_weekday(date(2024, 1, rank), reader.language) for rank in range(1, 8)),
        days=tuple(_day(day, by_day.get(day, ()), reader) for day in days),
        before=_turn(edition, days[0] - timedelta(days=1), reader),
        after=_turn(edition, days[-1] + timedelta(days=1), reader),
    )


def _lines_by_day(
    viewer: Viewer, reader: Reader, *, first: date, last: date
) -> dict[date, tuple[Line, ...]]:
    opens = at_local(first, time(0), "UTC") - _LONGEST
    closes = at_local(last, time(0), "UTC") + _LONGEST
    meetings = meetings_of(viewer, only=Q(starts_at__range=(opens, closes)))
    duties = duties_of(viewer, only=Q(due_at__range=(opens, closes)))
    found: dict[date, list[Line]] = defaultdict(list)
    for line in lines_of(meetings, duties, reader):
        found[reader.date_of(line.at)].append(line)
    return {day: tuple(lines) for day, lines in found.items()}


def _day(day: date, lines: tuple[Line, ...], reader: Reader) -> Day:
    holidays = tuple(
        f"{holiday.name.in_language(reader.language)} ({country})"
        for region, country in _COUNTRIES
        for holiday in holidays_on(day, region)
    )
    marks = [f"starts-{day.isoweekday()}"] if day.day == 1 else []
    marks += ["today"] if day == reader.date_of(reader.at) else []
    marks += ["free"] if not lines and not holidays else []
    return Day(day, capital(_weekday(day, reader.language)), " ".join(marks), lines, holidays)


def _weekday(day: date, language: Language) -> str:
    said = day_fr(day) if language == "fr" else day_en(day)
    return said.partition(" ")[0]


def _turn(edition: Edition, day: date, reader: Reader) -> Turn:
    url = reverse("month", args=[edition.slug, day.year, day.month])
    return Turn(capital(month_said(day, reader)), url)
