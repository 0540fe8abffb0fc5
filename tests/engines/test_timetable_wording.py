"""Hours and days as French and English readers write them."""

# ruff: noqa: DTZ001, DTZ007 (Hypothesis asks for bounds without a zone; local times have none)

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.timetable import (
    Wording,
    clock_en,
    clock_fr,
    day_en,
    day_fr,
    span_en,
    span_fr,
)

MIDNIGHT = datetime(2027, 2, 18, 0, 5)
NOON = datetime(2027, 2, 18, 12, 0)
EVENING = datetime(2027, 2, 18, 18, 0)


def test_french_hours_have_no_break_spaces() -> None:
    hours = [clock_fr(at) for at in (MIDNIGHT, NOON, EVENING)]

    assert hours == ["0\u00a0h\u00a005", "12\u00a0h\u00a000", "18\u00a0h\u00a000"]


def test_english_hours_are_on_twelve_hours() -> None:
    hours = [clock_en(at) for at in (MIDNIGHT, NOON, EVENING)]

    assert hours == ["12:05\u00a0am", "12:00\u00a0pm", "6:00\u00a0pm"]


def test_days_are_written_in_full() -> None:
    day = date(2027, 2, 18)

    assert (day_fr(day), day_en(day)) == ("jeudi 18 février 2027", "Thursday 18 February 2027")


def test_only_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert [day_fr(date(2027, 1, number)) for number in (1, 2)] == [
        "vendredi 1er janvier 2027",
        "samedi 2 janvier 2027",
    ]


def test_a_span_within_a_day() -> None:
    ends_at = datetime(2027, 2, 18, 19, 30)

    assert span_fr(EVENING, ends_at) == "18\u00a0h\u00a000\u00a0– 19\u00a0h\u00a030"
    assert span_en(EVENING, ends_at) == "6:00\u00a0pm\u00a0– 7:30\u00a0pm"


def test_a_span_past_midnight_says_so() -> None:
    ends_at = datetime(2027, 2, 19, 1, 0)

    assert span_fr(EVENING, ends_at) == "18\u00a0h\u00a000\u00a0– 1\u00a0h\u00a000 (lendemain)"
    assert span_en(EVENING, ends_at) == "6:00\u00a0pm\u00a0– 1:00\u00a0am (next day)"


def test_a_span_over_several_days_names_both() -> None:
    starts_at, ends_at = datetime(2027, 4, 9, 9, 0), datetime(2027, 4, 11, 17, 0)

    assert span_fr(starts_at, ends_at) == (
        "vendredi 9 avril 2027, 9\u00a0h\u00a000\u00a0– dimanche 11 avril 2027, 17\u00a0h\u00a000"
    )
    assert span_en(starts_at, ends_at) == (
        "Friday 9 April 2027, 9:00\u00a0am\u00a0– Sunday 11 April 2027, 5:00\u00a0pm"
    )


def test_a_wording_gives_the_reader_their_language() -> None:
    hello = Wording(fr="Bonjour", en="Hello")

    assert (hello.in_language("fr"), hello.in_language("en")) == ("Bonjour", "Hello")


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1)))
def test_both_clocks_can_be_read_back(at: datetime) -> None:
    hour, minute = clock_fr(at).split("\u00a0h\u00a0")
    english = datetime.strptime(clock_en(at), "%I:%M\u00a0%p")

    assert (int(hour), int(minute)) == (at.hour, at.minute) == (english.hour, english.minute)
