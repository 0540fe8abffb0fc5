"""One instant on every clock, and local times that do not exist or happen twice."""

# ruff: noqa: DTZ001 (Hypothesis asks for bounds without a zone; local times have none)

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from passerelle.engines.timetable import (
    AmbiguousTime,
    LocalTime,
    NonexistentTime,
    TimetableError,
    UnknownZone,
    ZonedTime,
    at_local,
    city_label,
    is_zone,
    month_grid,
    zone_named,
    zoned,
)

PARIS, TORONTO, MONTREAL = "Europe/Paris", "America/Toronto", "America/Montreal"
INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))
ZONES = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory", "posixrules"}))


def local(zone: str, year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(zone))


def test_the_reader_comes_first_and_no_zone_is_said_twice() -> None:
    shown = zoned(datetime(2027, 2, 18, 23, tzinfo=UTC), (PARIS, TORONTO), TORONTO)

    assert shown == ZonedTime(
        instant=datetime(2027, 2, 18, 23, tzinfo=UTC),
        places=(
            LocalTime(TORONTO, "Montréal", local(TORONTO, 2027, 2, 18, 18), 0),
            LocalTime(PARIS, "Paris", local(PARIS, 2027, 2, 19, 0), 1),
        ),
    )


def test_a_reader_elsewhere_gets_their_own_clock_and_both_reference_clocks() -> None:
    shown = zoned(datetime(2027, 2, 18, 17, tzinfo=UTC), reader_zone="Pacific/Noumea")

    assert [(place.label, place.days_apart, place.offset_minutes) for place in shown.places] == [
        ("Nouméa", 0, 660),
        ("Paris", -1, 60),
        ("Montréal", -1, -300),
    ]
    assert (shown.reader, shown.elsewhere) == (shown.places[0], shown.places[1:])


def test_the_old_name_of_montreal_is_the_same_clock() -> None:
    shown = zoned(datetime(2027, 2, 18, 17, tzinfo=UTC), reader_zone=MONTREAL)

    assert [place.label for place in shown.places] == ["Montréal", "Paris"]


def test_without_a_reader_the_reference_zones_stand_alone() -> None:
    shown = zoned(datetime(2027, 2, 18, 17, tzinfo=UTC))

    assert [place.zone for place in shown.places] == [PARIS, TORONTO]


def test_cities_are_named_as_people_name_them() -> None:
    zones = (PARIS, TORONTO, MONTREAL, "Indian/Reunion", "America/New_York", "Europe/Brussels")

    labels = [city_label(zone) for zone in zones]

    assert labels == ["Paris", "Montréal", "Montréal", "La Réunion", "New York", "Bruxelles"]


def test_a_time_skipped_in_spring_is_refused_with_two_times_that_exist() -> None:
    with pytest.raises(NonexistentTime) as refused:
        at_local(date(2027, 3, 28), time(2, 30), PARIS)

    assert refused.value.wording.en.replace("\u00a0", " ") == (
        "On Sunday 28 March 2027, 2:30 am does not exist in Paris: the clocks go forward. "
        "Choose for instance 1:30 am or 3:30 am."
    )


def test_a_time_lived_twice_asks_which_one() -> None:
    with pytest.raises(AmbiguousTime) as refused:
        at_local(date(2026, 11, 1), time(1, 30), TORONTO)

    assert refused.value.wording.fr.replace("\u00a0", " ") == (
        "Le dimanche 1er novembre 2026, 1 h 30 a lieu deux fois à Montréal : les horloges "
        "reculent. Dites s’il s’agit de la première (fold=0) ou de la seconde (fold=1)."
    )


def test_fold_says_which_of_the_two_times() -> None:
    both = [at_local(date(2026, 11, 1), time(1, 30), TORONTO, fold=fold) for fold in (0, 1)]

    assert both == [
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    "name", ["Europe/Pariss", "", "../../etc/passwd", "Europe", "localtime", "/etc/localtime", "\0"]
)
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone):
        zone_named(name)

    assert not is_zone(name)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(TimetableError, match="has no zone: give it in UTC"):
        zoned(datetime(2027, 2, 18, 17))


def test_no_zone_at_all_is_refused() -> None:
    with pytest.raises(TimetableError, match="No zone to show"):
        zoned(datetime(2027, 2, 18, 17, tzinfo=UTC), ())


def test_a_month_is_shown_in_whole_weeks() -> None:
    monday_first, sunday_first = month_grid(2027, 5), month_grid(2027, 5, first_weekday=6)

    assert (monday_first[0][0], monday_first[-1][-1]) == (date(2027, 4, 26), date(2027, 6, 6))
    assert (sunday_first[0][0], sunday_first[-1][-1]) == (date(2027, 4, 25), date(2027, 6, 5))


@pytest.mark.parametrize(
    "year, month, first", [(2027, 13, 0), (2027, 0, 0), (1, 1, 0), (2027, 1, 7)]
)
def test_a_month_that_does_not_exist_is_refused(year: int, month: int, first: int) -> None:
    with pytest.raises(TimetableError, match="the month goes from 1 to 12"):
        month_grid(year, month, first)


@given(st.integers(1900, 2199), st.integers(1, 12), st.integers(0, 6))
def test_a_month_grid_holds_every_day_of_the_month_once(year: int, month: int, first: int) -> None:
    weeks = month_grid(year, month, first)
    days = [day for week in weeks for day in week]

    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert {len(week) for week in weeks} == {7}
    assert {week[0].weekday() for week in weeks} == {first}
    assert all(any(day.month == month for day in week) for week in weeks)


@given(INSTANTS, ZONES)
def test_a_local_time_leads_back_to_its_instant(instant: datetime, zone: str) -> None:
    there = zoned(instant, (zone,)).reader.at

    assert at_local(there.date(), there.time(), zone, fold=there.fold) == instant


# In the hour that Toronto lives twice, Python finds no time equal to one of another zone (PEP 495).
@example(datetime(2016, 11, 6, 5, tzinfo=UTC), "Africa/Abidjan")
@given(INSTANTS, ZONES)
def test_every_clock_shows_the_same_instant(instant: datetime, reader_zone: str) -> None:
    shown = zoned(instant, reader_zone=reader_zone)

    assert {place.at.astimezone(UTC) for place in shown.places} == {instant}
    assert len({place.zone for place in shown.places}) == len(shown.places)
    assert shown.reader.days_apart == 0


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.sampled_from([PARIS, TORONTO]))
def test_a_local_time_is_read_or_refused_never_shifted(wanted: datetime, zone: str) -> None:
    try:
        found = at_local(wanted.date(), wanted.time(), zone)
    except (NonexistentTime, AmbiguousTime):
        return

    assert found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wanted
