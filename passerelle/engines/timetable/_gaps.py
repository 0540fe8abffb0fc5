"""The days on which the two continents are not at their usual distance.

Clocks change in the European Union on the last Sundays of March and October at 01:00 UTC
(Directive 2000/84/EC, articles 2 and 3); in Québec on the second Sunday of March and the first
Sunday of November at 2:00 local time (Loi sur le temps légal, RLRQ, c. T-5.1, article 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from ._zones import REFERENCE_ZONES, gap_minutes, zone_named

USUAL_GAP = timedelta(hours=6)
_NOON = time(12)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GapPeriod:
    """Consecutive days, both ends included, with one unusual gap between the two zones."""

    first: date
    last: date
    gap: timedelta

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def unusual_gap_periods(
    start: date,
    end: date,
    zones: Sequence[str] = REFERENCE_ZONES,
    usual: timedelta = USUAL_GAP,
) -> tuple[GapPeriod, ...]:
    """Runs of days from `start` to `end` whose gap at noon in the first zone is not the usual one.

    >>> [str(p.last - p.first) for p in unusual_gap_periods(date(2027, 1, 1), date(2027, 6, 30))]
    ['13 days, 0:00:00']
    """
    ahead, behind = zones
    days = [start + _DAY * number for number in range((end - start).days + 1)]
    periods = []
    for gap, run in groupby(days, key=lambda day: _gap_on(day, ahead, behind)):
        same = list(run)
        if gap != usual:
            periods.append(GapPeriod(same[0], same[-1], gap))
    return tuple(periods)


def _gap_on(day: date, ahead: str, behind: str) -> timedelta:
    noon = datetime.combine(day, _NOON, zone_named(ahead))
    return timedelta(minutes=gap_minutes(noon, ahead, behind))
