"""Public holidays against the dates in force.

France: Code du travail, articles L3133-1 and L3134-13, with the 2027 dates as printed by
jours-feries-france.fr. Québec: Loi sur les normes du travail (RLRQ, c. N-1.1), article 60, and Loi
sur la fête nationale (RLRQ, c. F-1.1), article 2, as published by LégisQuébec and the CNESST.
Easter: its extremes, 22 March 1818 and 25 April 1943 and 2038, and the years Gauss's first rule
missed (1954, 1981, 2049, 2076).
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.timetable import Region, easter, holidays_on, public_holidays

YEARS = st.integers(1900, 2199)


def named(year: int, region: Region) -> list[tuple[date, str]]:
    return [(holiday.day, holiday.name.fr) for holiday in public_holidays(year, region)]


def test_easter_falls_on_its_published_dates() -> None:
    years = (1818, 1943, 1954, 1981, 2008, 2024, 2025, 2026, 2027, 2028, 2038, 2049, 2076)

    assert [easter(year) for year in years] == [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(1954, 4, 18),
        date(1981, 4, 19),
        date(2008, 3, 23),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2028, 4, 16),
        date(2038, 4, 25),
        date(2049, 4, 18),
        date(2076, 4, 19),
    ]


def test_the_eleven_french_holidays_of_2027() -> None:
    assert named(2027, Region.FRANCE) == [
        (date(2027, 1, 1), "Jour de l’An"),
        (date(2027, 3, 29), "Lundi de Pâques"),
        (date(2027, 5, 1), "Fête du Travail"),
        (date(2027, 5, 6), "Ascension"),
        (date(2027, 5, 8), "Victoire de 1945"),
        (date(2027, 5, 17), "Lundi de Pentecôte"),
        (date(2027, 7, 14), "Fête nationale"),
        (date(2027, 8, 15), "Assomption"),
        (date(2027, 11, 1), "Toussaint"),
        (date(2027, 11, 11), "Armistice de 1918"),
        (date(2027, 12, 25), "Noël"),
    ]


def test_alsace_moselle_adds_good_friday_and_saint_stephen() -> None:
    more = set(named(2027, Region.ALSACE_MOSELLE)) - set(named(2027, Region.FRANCE))

    assert more == {(date(2027, 3, 26), "Vendredi saint"), (date(2027, 12, 26), "Saint-Étienne")}


def test_the_quebec_holidays_of_2027() -> None:
    assert named(2027, Region.QUEBEC) == [
        (date(2027, 1, 1), "Jour de l’An"),
        (date(2027, 3, 26), "Vendredi saint"),
        (date(2027, 3, 29), "Lundi de Pâques"),
        (date(2027, 5, 24), "Journée nationale des patriotes"),
        (date(2027, 6, 24), "Fête nationale du Québec (Saint-Jean-Baptiste)"),
        (date(2027, 7, 1), "Fête du Canada"),
        (date(2027, 9, 6), "Fête du Travail"),
        (date(2027, 10, 11), "Action de grâce"),
        (date(2027, 12, 25), "Noël"),
    ]


def test_the_moving_quebec_mondays_of_2026() -> None:
    moving = {"Journée nationale des patriotes", "Fête du Travail", "Action de grâce"}

    days = [day for day, name in named(2026, Region.QUEBEC) if name in moving]

    assert days == [date(2026, 5, 18), date(2026, 9, 7), date(2026, 10, 12)]


def test_on_sundays_canada_day_moves_and_saint_john_keeps_its_day_with_a_monday_off() -> None:
    summer = [day for day, _ in named(2029, Region.QUEBEC) if day.month in (6, 7)]

    assert summer == [date(2029, 6, 24), date(2029, 6, 25), date(2029, 7, 2)]


def test_two_feasts_may_share_a_day() -> None:
    names = [holiday.name.fr for holiday in holidays_on(date(2008, 5, 1), Region.FRANCE)]

    assert names == ["Fête du Travail", "Ascension"]


def test_good_friday_is_a_holiday_in_quebec_by_the_employers_choice_and_not_in_france() -> None:
    day = date(2027, 3, 26)

    (quebec,) = holidays_on(day, Region.QUEBEC)

    assert holidays_on(day, Region.FRANCE) == ()
    assert quebec.source == "Loi sur les normes du travail (RLRQ, c. N-1.1), art. 60"
    assert quebec.note is not None
    assert quebec.note.en == "Good Friday or Easter Monday, as the employer chooses."


@given(YEARS)
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    sunday = easter(year)

    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


@given(YEARS)
def test_the_quebec_mondays_are_where_the_law_puts_them(year: int) -> None:
    days = dict((name, day) for day, name in named(year, Region.QUEBEC))
    mondays = [
        days[name]
        for name in ("Journée nationale des patriotes", "Fête du Travail", "Action de grâce")
    ]

    assert [day.weekday() for day in mondays] == [0, 0, 0]
    assert date(year, 5, 25) - timedelta(days=7) <= mondays[0] < date(year, 5, 25)
    assert mondays[1] in [date(year, 9, number) for number in range(1, 8)]
    assert mondays[2] in [date(year, 10, number) for number in range(8, 15)]
