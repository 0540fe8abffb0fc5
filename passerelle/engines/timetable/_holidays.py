"""Public holidays of France and of Québec, each with the law that makes it one.

France: Code du travail, article L3133-1; Alsace-Moselle adds two days, article L3134-13.
Québec: Loi sur les normes du travail (RLRQ, c. N-1.1), article 60, and Loi sur la fête
nationale (RLRQ, c. F-1.1), article 2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from ._wording import Wording
from ._zones import PARIS, TORONTO

_LABOUR_CODE = "Code du travail (France), art. L3133-1"
_ALSACE_MOSELLE_LAW = "Code du travail (France), art. L3134-13"
_LABOUR_STANDARDS = "Loi sur les normes du travail (RLRQ, c. N-1.1), art. 60"
_NATIONAL_HOLIDAY = "Loi sur la fête nationale (RLRQ, c. F-1.1), art. 2"
_MONDAY, _SUNDAY = 0, 6


class Region(StrEnum):
    """Where a holiday is one; Alsace-Moselle has all those of France and two more."""

    FRANCE = "FR"
    ALSACE_MOSELLE = "FR-ALSACE-MOSELLE"
    QUEBEC = "CA-QC"


REGION_LABELS = {
    Region.FRANCE: Wording(fr="en France", en="in France"),
    Region.ALSACE_MOSELLE: Wording(fr="en Alsace-Moselle", en="in Alsace-Moselle"),
    Region.QUEBEC: Wording(fr="au Québec", en="in Québec"),
}
REGION_OF_ZONE = {
    PARIS: Region.FRANCE,
    TORONTO: Region.QUEBEC,
    "America/Montreal": Region.QUEBEC,
}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday, its law, and what the law leaves open."""

    day: date
    region: Region
    name: Wording
    source: str
    note: Wording | None = None


def easter(year: int) -> date:
    """Easter Sunday, Gregorian calendar (anonymous algorithm, Meeus 1991, Astronomical Algorithms).

    >>> easter(2027).isoformat()
    '2027-03-28'
    """
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=128)
def public_holidays(year: int, region: Region) -> tuple[Holiday, ...]:
    """The year's public holidays in a region, in the order of the calendar."""
    return tuple(sorted(_HOLIDAYS[region](year), key=lambda holiday: holiday.day))


def holidays_on(day: date, region: Region) -> tuple[Holiday, ...]:
    """What a region celebrates that day: two names where two feasts meet, most days none."""
    return tuple(holiday for holiday in public_holidays(day.year, region) if holiday.day == day)


def _france(year: int) -> Iterator[Holiday]:
    sunday = easter(year)
    dates = (
        (date(year, 1, 1), "Jour de l’An", "New Year’s Day"),
        (sunday + timedelta(days=1), "Lundi de Pâques", "Easter Monday"),
        (date(year, 5, 1), "Fête du Travail", "Labour Day (1 May)"),
        (date(year, 5, 8), "Victoire de 1945", "Victory Day 1945"),
        (sunday + timedelta(days=39), "Ascension", "Ascension Day"),
        (sunday + timedelta(days=50), "Lundi de Pentecôte", "Whit Monday"),
        (date(year, 7, 14), "Fête nationale", "Bastille Day"),
        (date(year, 8, 15), "Assomption", "Assumption Day"),
        (date(year, 11, 1), "Toussaint", "All Saints’ Day"),
        (date(year, 11, 11), "Armistice de 1918", "Armistice Day 1918"),
        (date(year, 12, 25), "Noël", "Christmas Day"),
    )
    for day, fr, en in dates:
        yield Holiday(day, Region.FRANCE, Wording(fr, en), _LABOUR_CODE)


def _alsace_moselle(year: int) -> Iterator[Holiday]:
    yield from _france(year)
    yield Holiday(
        easter(year) - timedelta(days=2),
        Region.ALSACE_MOSELLE,
        Wording("Vendredi saint", "Good Friday"),
        _ALSACE_MOSELLE_LAW,
        Wording(
            fr="Dans les communes ayant un temple protestant ou une église mixte.",
            en="In towns with a Protestant or a shared church.",
        ),
    )
    yield Holiday(
        date(year, 12, 26),
        Region.ALSACE_MOSELLE,
        Wording("Saint-Étienne", "Saint Stephen’s Day"),
        _ALSACE_MOSELLE_LAW,
    )


def _quebec(year: int) -> Iterator[Holiday]:
    sunday = easter(year)
    choice = Wording(
        fr="Vendredi saint ou lundi de Pâques, au choix de l’employeur.",
        en="Good Friday or Easter Monday, as the employer chooses.",
    )
    patriots = _last_monday_until(date(year, 5, 24))
    labour = _last_monday_until(date(year, 9, 7))
    thanksgiving = _last_monday_until(date(year, 10, 14))
    dates = (
        (date(year, 1, 1), "Jour de l’An", "New Year’s Day", None),
        (sunday - timedelta(days=2), "Vendredi saint", "Good Friday", choice),
        (sunday + timedelta(days=1), "Lundi de Pâques", "Easter Monday", choice),
        (patriots, "Journée nationale des patriotes", "National Patriots’ Day", None),
        (_after_sunday(date(year, 7, 1)), "Fête du Canada", "Canada Day", None),
        (labour, "Fête du Travail", "Labour Day", None),
        (thanksgiving, "Action de grâce", "Thanksgiving", None),
        (date(year, 12, 25), "Noël", "Christmas Day", None),
    )
    for day, fr, en, note in dates:
        yield Holiday(day, Region.QUEBEC, Wording(fr, en), _LABOUR_STANDARDS, note)
    yield from _saint_john(date(year, 6, 24))


def _saint_john(day: date) -> Iterator[Holiday]:
    """24 June is always the feast; on a Sunday, the day off is the Monday for most people."""
    name = Wording("Fête nationale du Québec (Saint-Jean-Baptiste)", "Québec National Holiday")
    yield Holiday(day, Region.QUEBEC, name, _NATIONAL_HOLIDAY)
    if day.weekday() == _SUNDAY:
        note = Wording(
            fr="Congé du lundi pour qui ne travaille pas le dimanche.",
            en="Monday off for those who do not work on Sundays.",
        )
        yield Holiday(day + timedelta(days=1), Region.QUEBEC, name, _NATIONAL_HOLIDAY, note)


def _last_monday_until(day: date) -> date:
    return day - timedelta(days=day.weekday() - _MONDAY)


def _after_sunday(day: date) -> date:
    """Article 60, 5°: 1 July, or 2 July where the first is a Sunday."""
    return day + timedelta(days=1) if day.weekday() == _SUNDAY else day


_HOLIDAYS = {
    Region.FRANCE: _france,
    Region.ALSACE_MOSELLE: _alsace_moselle,
    Region.QUEBEC: _quebec,
}
