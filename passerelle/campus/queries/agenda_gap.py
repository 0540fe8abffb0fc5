"""The weeks when the continents are at another distance than usual, and what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.translation import ngettext

from passerelle.engines.timetable import (
    GapPeriod,
    city_label,
    gap_minutes,
    unusual_gap_periods,
    zone_named,
)
from passerelle.foundation.templatetags.passerelle import hours

from .agenda import Meeting
from .learning_state import Reader

_AHEAD = timedelta(days=30)
_LONGEST = timedelta(days=31)
_DAY = timedelta(days=1)
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class GapNotice:
    """A period of unusual gap near at hand: one sentence, and the sessions it changes."""

    words: str
    meetings: tuple[Meeting, ...]


def gap_notice(
    meetings: Sequence[Meeting], *, reader: Reader, zones: Sequence[str], planning: bool = False
) -> GapNotice | None:
    """The first period within 30 days that moves a session on the reader's clock.

    Those who plan are told of every session of the period, on whosever clock it moves."""
    today = reader.date_of(reader.at)
    for period in _periods(today, tuple(zones)):
        held = [each for each in meetings if _is_within(each, period, zones[0])]
        if not planning:
            held = [each for each in held if _moves(each, period, reader.zone)]
        if held:
            return GapNotice(
                _words(period, len(held), reader, zones, planning=planning), tuple(held)
            )
    return None


@lru_cache(maxsize=64)
def _periods(today: date, zones: tuple[str, ...]) -> list[GapPeriod]:
    """Whole periods that are on, or begin within 30 days."""
    if len(zones) != 2:
        return []
    found = unusual_gap_periods(today - _LONGEST, today + _AHEAD + _LONGEST, zones)
    return [each for each in found if each.last >= today and each.first <= today + _AHEAD]


def _is_within(meeting: Meeting, period: GapPeriod, zone: str) -> bool:
    return period.first <= meeting.starts_at.astimezone(zone_named(zone)).date() <= period.last


def _moves(meeting: Meeting, period: GapPeriod, zone: str) -> bool:
    """Whether the same planned hour is another hour for the reader than before the period."""
    before = datetime.combine(period.first - _DAY, _NOON, zone_named(zone))
    return gap_minutes(meeting.starts_at, zone, meeting.planned_zone) != gap_minutes(
        before, zone, meeting.planned_zone
    )


def _words(
    period: GapPeriod, count: int, reader: Reader, zones: Sequence[str], *, planning: bool
) -> str:
    words = {
        "first": _day(period.first, reader),
        "last": _day(period.last, reader),
        "here": city_label(zones[0]),
        "there": city_label(zones[1]),
        "gap": hours(period.gap // timedelta(minutes=1)),
        "count": count,
    }
    if planning:
        text = ngettext(
            "From %(first)s to %(last)s, %(here)s and %(there)s are %(gap)s apart: "
            "%(count)s session is planned in that period.",
            "From %(first)s to %(last)s, %(here)s and %(there)s are %(gap)s apart: "
            "%(count)s sessions are planned in that period.",
            count,
        )
    else:
        text = ngettext(
            "From %(first)s to %(last)s, %(here)s and %(there)s are %(gap)s apart: "
            "%(count)s session changes time for you.",
            "From %(first)s to %(last)s, %(here)s and %(there)s are %(gap)s apart: "
            "%(count)s sessions change time for you.",
            count,
        )
    return text % words


def _day(day: date, reader: Reader) -> str:
    return reader.day(datetime.combine(day, _NOON, zone_named(reader.zone)))
