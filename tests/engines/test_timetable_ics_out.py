"""The iCalendar we publish, read back by icalendar and by its own VTIMEZONE."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.engines.timetable import CalendarEvent, TimetableError, from_ics, to_ics

PARIS, TORONTO = "Europe/Paris", "America/Toronto"
PRODUCED_AT = datetime(2027, 2, 1, 9, 30, tzinfo=UTC)
SESSION = CalendarEvent(
    uid="session-12@passerelle.example",
    start=datetime(2027, 2, 18, 17, tzinfo=UTC),
    end=datetime(2027, 2, 18, 18, 30, tzinfo=UTC),
    zone=PARIS,
    summary="Biais; équité, limites\\marges",
    description="Première ligne\nSeconde ligne",
    location="En ligne",
    url="https://campus.example/sessions/12/",
    categories=("Module 3", "Éthique, droit"),
    status="CONFIRMED",
    sequence=2,
)


def published(*events: CalendarEvent) -> bytes:
    return to_ics(events, name="DIU", zones=(PARIS, TORONTO), produced_at=PRODUCED_AT)


def test_an_event_is_written_line_by_line() -> None:
    text = published(SESSION).decode().replace("\r\n ", "")

    event = text[text.index("BEGIN:VEVENT") : text.index("END:VCALENDAR")]
    assert event.split("\r\n") == [
        "BEGIN:VEVENT",
        "UID:session-12@passerelle.example",
        "DTSTAMP:20270201T093000Z",
        "SEQUENCE:2",
        "DTSTART;TZID=Europe/Paris:20270218T180000",
        "DTEND;TZID=Europe/Paris:20270218T193000",
        "SUMMARY:Biais\\; équité\\, limites\\\\marges",
        "DESCRIPTION:Première ligne\\nSeconde ligne\\n\\n"
        "Paris\u00a0: jeudi 18 février 2027\\, 18\u00a0h\u00a000\u00a0– 19\u00a0h\u00a030\\n"
        "Montréal\u00a0: jeudi 18 février 2027\\, 12\u00a0h\u00a000\u00a0– 13\u00a0h\u00a030",
        "X-PASSERELLE-TIMES:fr,Europe/Paris,America/Toronto",
        "LOCATION:En ligne",
        "URL:https://campus.example/sessions/12/",
        "CATEGORIES:Module 3,Éthique\\, droit",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "",
    ]


def test_lines_end_in_crlf_and_fold_at_75_bytes() -> None:
    lines = published(SESSION).split(b"\r\n")

    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line]


def test_an_english_reader_gets_the_hours_in_english() -> None:
    written = to_ics([SESSION], name="DIU", produced_at=PRODUCED_AT, language="en")

    (event,) = icalendar.Calendar.from_ical(written).events
    assert (
        str(event["DESCRIPTION"])
        .replace("\u00a0", " ")
        .endswith("Montréal: Thursday 18 February 2027, 12:00 pm – 1:30 pm")
    )


def test_the_same_events_in_any_order_give_the_same_bytes() -> None:
    other = CalendarEvent(uid="b", start=date(2027, 4, 9), end=date(2027, 4, 12))

    assert published(SESSION, other) == published(other, SESSION)


def test_whole_days_are_written_as_dates_without_hours() -> None:
    written = published(CalendarEvent(uid="b", start=date(2027, 4, 9), end=date(2027, 4, 12)))

    assert b"DTSTART;VALUE=DATE:20270409\r\nDTEND;VALUE=DATE:20270412\r\n" in written
    assert b"VTIMEZONE" not in written
    assert b"DESCRIPTION" not in written


def test_utc_events_need_no_timezone() -> None:
    event = CalendarEvent(uid="u", start=SESSION.start, end=SESSION.end)

    written = published(event)

    assert b"DTSTART:20270218T170000Z\r\n" in written
    assert b"VTIMEZONE" not in written


def test_the_second_of_two_like_hours_is_written_in_utc() -> None:
    start = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    event = CalendarEvent(uid="u", start=start, end=start + timedelta(hours=1), zone=PARIS)

    (read,) = icalendar.Calendar.from_ical(published(event)).events

    assert (read.start, read.end) == (event.start, event.end)


def test_changes_of_clock_are_dated_on_the_clock_before_as_the_standard_asks() -> None:
    text = published(SESSION).decode()

    timezone = text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")]
    assert timezone.split("\r\n")[7:20] == [
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20270328T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20271031T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "END:STANDARD",
    ]


@pytest.mark.parametrize(
    "zone", [PARIS, TORONTO, "America/Montreal", "Australia/Lord_Howe", "Asia/Kolkata"]
)
def test_the_vtimezone_alone_gives_the_offset_of_every_half_hour(zone: str, tmp_path: Path) -> None:
    start = datetime(2026, 9, 1, tzinfo=UTC)
    event = CalendarEvent(uid="u", start=start, end=start.replace(year=2027), zone=zone)
    file = tmp_path / "one.ics"
    file.write_bytes(published(event))
    local_times = [datetime(2026, 1, 1) + timedelta(minutes=30 * n) for n in range(48 * 730)]  # noqa: DTZ001 local

    by_file, by_iana = tzical(str(file)).get(), ZoneInfo(zone)

    wrong = [
        at
        for at in local_times
        if at.replace(tzinfo=by_file).utcoffset() != at.replace(tzinfo=by_iana).utcoffset()
        and at.replace(tzinfo=by_iana).utcoffset() == at.replace(tzinfo=by_iana, fold=1).utcoffset()
    ]
    assert wrong == []


def test_an_own_name_for_the_zone_still_reads_to_the_same_instants() -> None:
    starts = [datetime(2027, 3, 27, 12, tzinfo=UTC) + timedelta(hours=n) for n in range(48)]
    events = [
        CalendarEvent(uid=f"{n}", start=at, end=at + timedelta(hours=1), zone=PARIS)
        for n, at in enumerate(starts)
    ]

    renamed = published(*events).replace(b"TZID:Europe/Paris", b"TZID:Campus")
    read = from_ics(renamed.replace(b"TZID=Europe/Paris", b"TZID=Campus"))

    assert read.problems == ()
    assert [event.start for event in read.events] == starts


def test_a_time_of_production_without_zone_is_refused() -> None:
    with pytest.raises(TimetableError, match="has no zone: give it in UTC"):
        to_ics([SESSION], name="DIU", produced_at=datetime(2027, 2, 1))  # noqa: DTZ001 the mistake


@pytest.mark.parametrize(
    "broken",
    [
        {"uid": ""},
        {"end": datetime(2027, 2, 18, 16, tzinfo=UTC)},
        {"end": date(2027, 2, 19)},
        {"start": datetime(1066, 10, 14, tzinfo=UTC)},
        {"url": "https://campus.example/\r\nATTENDEE:mailto:x@example.org"},
        {"other_lines": ("X-A:1\nEND:VEVENT",)},
    ],
)
def test_an_event_that_cannot_be_written_is_refused(broken: dict[str, object]) -> None:
    fields = {"uid": "u", "start": SESSION.start, "end": SESSION.end} | broken

    with pytest.raises(TimetableError):
        CalendarEvent(**fields)  # type: ignore[arg-type]


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t,;:\\"'), max_size=120
)
TIMED = st.builds(
    lambda minutes, length, zone, uid, texts, categories: CalendarEvent(
        uid=uid,
        start=datetime(2026, 10, 1, tzinfo=UTC) + timedelta(minutes=minutes),
        end=datetime(2026, 10, 1, tzinfo=UTC) + timedelta(minutes=minutes + length),
        zone=zone,
        summary=texts[0],
        description=texts[1],
        location=texts[2],
        categories=tuple(categories),
    ),
    st.integers(0, 60 * 24 * 400),
    st.integers(0, 3000),
    st.sampled_from([PARIS, TORONTO, "UTC"]),
    st.uuids().map(str),
    st.tuples(TEXT, TEXT, TEXT),
    st.lists(TEXT.map(str.strip).filter(bool), max_size=3),
)


@settings(max_examples=60)
@given(st.lists(TIMED, max_size=4, unique_by=lambda event: event.uid))
def test_what_we_write_we_read_back_equal(events: list[CalendarEvent]) -> None:
    read = from_ics(published(*events))

    # A moment written in UTC, in the hour lived twice, comes back with UTC as its zone.
    instants = [
        (
            each.uid,
            each.start,
            each.end,
            each.summary,
            each.description,
            each.location,
            each.categories,
        )
        for each in events
    ]
    assert read.problems == ()
    assert sorted(instants) == sorted(
        (
            each.uid,
            each.start,
            each.end,
            each.summary,
            each.description,
            each.location,
            each.categories,
        )
        for each in read.events
    )


@settings(max_examples=60)
@given(st.lists(TIMED, max_size=4, unique_by=lambda event: event.uid))
def test_icalendar_reads_the_same_instants_across_the_changes_of_clock(
    events: list[CalendarEvent],
) -> None:
    read = icalendar.Calendar.from_ical(published(*events)).events

    # In UTC: Python never finds a repeated hour of one zone equal to a time of another.
    assert sorted(
        (str(each["UID"]), each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in read
    ) == sorted((each.uid, each.start, each.end) for each in events)


def test_an_event_may_end_in_the_hour_that_comes_twice() -> None:
    end = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # the first of two 02:00 in Paris
    event = CalendarEvent(
        uid="e1", start=end - timedelta(hours=50), end=end, zone="Europe/Paris", summary="Datathon"
    )

    (read,) = icalendar.Calendar.from_ical(published(event)).events

    assert read.end.astimezone(UTC) == end
