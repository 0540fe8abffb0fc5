"""The weeks at five hours, against the dates that governments publish.

European Union: Directive 2000/84/EC, summer time from the last Sunday of March to the last Sunday
of October, at 01:00 UTC. Québec: Loi sur le temps légal (RLRQ, c. T-5.1), article 1, from the
second Sunday of March to the first Sunday of November, at 2:00.
"""

# ruff: noqa: DTZ001 (Hypothesis asks for bounds without a zone; local times have none)

from calendar import SUNDAY, monthcalendar
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.timetable import GapPeriod, gap_minutes, unusual_gap_periods

FIVE_HOURS = timedelta(hours=5)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))


def sunday(year: int, month: int, nth: int) -> date:
    """The nth Sunday of a month, counted from its end when negative."""
    sundays = [week[SUNDAY] for week in monthcalendar(year, month) if week[SUNDAY]]
    return date(year, month, sundays[nth - 1 if nth > 0 else nth])


def test_the_academic_year_2026_2027_has_twenty_one_days_at_five_hours() -> None:
    periods = unusual_gap_periods(date(2026, 9, 1), date(2027, 6, 30))

    assert periods == (
        GapPeriod(date(2026, 10, 25), date(2026, 10, 31), FIVE_HOURS),
        GapPeriod(date(2027, 3, 14), date(2027, 3, 27), FIVE_HOURS),
    )
    assert sum(period.days for period in periods) == 21


def test_every_year_follows_the_directive_and_the_quebec_law() -> None:
    expected = [
        period
        for year in range(2020, 2036)
        for period in (
            GapPeriod(sunday(year, 3, 2), sunday(year, 3, -1) - timedelta(days=1), FIVE_HOURS),
            GapPeriod(sunday(year, 10, -1), sunday(year, 11, 1) - timedelta(days=1), FIVE_HOURS),
        )
    ]

    periods = unusual_gap_periods(date(2020, 1, 1), date(2035, 12, 31))

    assert list(periods) == expected


def test_the_gap_changes_at_the_minute_the_laws_say() -> None:
    changes = [
        datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
        datetime(2026, 11, 1, 6, 0, tzinfo=UTC),
        datetime(2027, 3, 14, 7, 0, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
    ]

    gaps = [(gap_minutes(at - timedelta(minutes=1)), gap_minutes(at)) for at in changes]

    assert gaps == [(360, 300), (300, 360), (360, 300), (300, 360)]


def test_a_period_is_cut_to_the_dates_asked() -> None:
    periods = unusual_gap_periods(date(2027, 3, 20), date(2027, 3, 22))

    assert periods == (GapPeriod(date(2027, 3, 20), date(2027, 3, 22), FIVE_HOURS),)


def test_dates_in_the_wrong_order_hold_no_period() -> None:
    assert unusual_gap_periods(date(2027, 3, 22), date(2027, 3, 20)) == ()


def test_another_usual_gap_and_other_zones_can_be_asked() -> None:
    periods = unusual_gap_periods(
        date(2027, 7, 1),
        date(2027, 7, 2),
        zones=("Asia/Kolkata", "Europe/Paris"),
        usual=timedelta(hours=4, minutes=30),
    )

    assert periods == (
        GapPeriod(date(2027, 7, 1), date(2027, 7, 2), timedelta(hours=3, minutes=30)),
    )


@given(INSTANTS)
def test_the_gap_is_five_or_six_hours_and_counts_the_other_way_round(at: datetime) -> None:
    there = gap_minutes(at)
    back = gap_minutes(at, "America/Toronto", "Europe/Paris")

    assert there in {300, 360}
    assert back == -there
