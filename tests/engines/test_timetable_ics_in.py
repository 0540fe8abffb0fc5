"""Calendars from elsewhere, well formed, odd, broken and hostile."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.timetable import (
    Calendar,
    CalendarEvent,
    OpaqueComponent,
    UnreadableCalendar,
    from_ics,
)

OUTLOOK_ZONE = """BEGIN:VTIMEZONE
TZID:Campus Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def read(*bodies: str, head: str = "", floating_zone: str | None = None) -> Calendar:
    events = "".join(
        f"BEGIN:VEVENT\nUID:{n}\n{body}\nEND:VEVENT\n" for n, body in enumerate(bodies)
    )
    content = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{events}END:VCALENDAR\n"
    return from_ics(content.encode(), floating_zone=floating_zone)


def span(calendar: Calendar) -> tuple[date, date, str]:
    (event,) = calendar.events
    return event.start, event.end, event.zone


def reasons(calendar: Calendar) -> list[tuple[int, str]]:
    return [(problem.line, problem.message.en.split(":")[0]) for problem in calendar.problems]


def test_a_utc_time_stays_utc() -> None:
    calendar = read("DTSTART:20270218T170000Z\nDTEND:20270218T183000Z")

    assert span(calendar) == (
        datetime(2027, 2, 18, 17, tzinfo=UTC),
        datetime(2027, 2, 18, 18, 30, tzinfo=UTC),
        "UTC",
    )


def test_a_named_zone_keeps_its_name() -> None:
    calendar = read("DTSTART;TZID=Europe/Paris:20270718T180000\nDURATION:PT1H30M")

    assert span(calendar) == (
        datetime(2027, 7, 18, 16, tzinfo=UTC),
        datetime(2027, 7, 18, 17, 30, tzinfo=UTC),
        "Europe/Paris",
    )


@pytest.mark.parametrize(
    "name, zone",
    [
        ("Romance Standard Time", "Europe/Paris"),
        ("Eastern Standard Time", "America/New_York"),
        ("/mozilla.org/20070129_1/Europe/Paris", "Europe/Paris"),
        ('"America/Montreal"', "America/Montreal"),
    ],
)
def test_other_makers_zone_names_are_understood(name: str, zone: str) -> None:
    calendar = read(f"DTSTART;TZID={name}:20270718T180000")

    assert calendar.events[0].zone == zone


def test_a_zone_that_only_the_file_describes_is_followed() -> None:
    calendar = read(
        "DTSTART;TZID=Campus Standard Time:20270327T120000",
        "DTSTART;TZID=Campus Standard Time:20270328T120000",
        "DTSTART;TZID=Campus Standard Time:20271031T023000",
        "DTSTART;TZID=Campus Standard Time:20271031T120000",
        head=OUTLOOK_ZONE,
    )

    assert [event.start for event in calendar.events] == [
        datetime(2027, 3, 27, 11, tzinfo=UTC),
        datetime(2027, 3, 28, 10, tzinfo=UTC),
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
        datetime(2027, 10, 31, 11, tzinfo=UTC),
    ]
    assert {event.zone for event in calendar.events} == {"Campus Standard Time"}


def test_a_floating_time_is_read_in_the_calendars_zone() -> None:
    calendar = read("DTSTART:20270218T120000", head="X-WR-TIMEZONE:America/Montreal\n")

    assert span(calendar)[0] == datetime(2027, 2, 18, 17, tzinfo=UTC)
    assert (calendar.zone, span(calendar)[2]) == ("America/Montreal", "America/Montreal")


def test_a_floating_time_is_read_in_the_zone_given_where_the_file_names_none() -> None:
    calendar = read("DTSTART:20270218T120000", floating_zone="Europe/Paris")

    assert span(calendar)[0] == datetime(2027, 2, 18, 11, tzinfo=UTC)


def test_a_floating_time_without_any_zone_is_set_aside_not_guessed() -> None:
    calendar = read("DTSTART:20270218T120000")

    assert calendar.events == ()
    assert reasons(calendar) == [
        (5, "DTSTART is a time without a zone and the calendar names none")
    ]


def test_a_date_alone_lasts_its_day_and_a_time_alone_no_time() -> None:
    calendar = read("DTSTART;VALUE=DATE:20270409", "DTSTART:20270409T120000Z")

    assert [(event.start, event.end) for event in calendar.events] == [
        (date(2027, 4, 9), date(2027, 4, 10)),
        (datetime(2027, 4, 9, 12, tzinfo=UTC), datetime(2027, 4, 9, 12, tzinfo=UTC)),
    ]


def test_a_duration_in_days_follows_the_clock_on_the_wall() -> None:
    start = "DTSTART;TZID=Europe/Paris:20270327T180000\n"

    calendar = read(f"{start}DURATION:P1D", f"{start}DURATION:PT24H", f"{start}DURATION:P1W")

    assert [event.end for event in calendar.events] == [
        datetime(2027, 3, 28, 16, tzinfo=UTC),
        datetime(2027, 3, 28, 17, tzinfo=UTC),
        datetime(2027, 4, 3, 16, tzinfo=UTC),
    ]


def test_recurrence_alarms_and_other_makers_properties_are_kept_verbatim() -> None:
    calendar = read(
        "DTSTART:20270218T170000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20270225T170000Z\n"
        "ATTENDEE;CN=Amina:mailto:amina@example.org\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM"
    )

    (event,) = calendar.events
    assert event.recurrence == ("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20270225T170000Z")
    assert event.other_lines == (
        "ATTENDEE;CN=Amina:mailto:amina@example.org",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "END:VALARM",
    )


def test_what_is_not_an_event_is_listed_by_name_with_its_text() -> None:
    todo = "BEGIN:VTODO\nUID:t\nSUMMARY:Lire\nEND:VTODO"

    calendar = read("DTSTART:20270218T170000Z", head=f"{todo}\n")

    assert calendar.opaque == (OpaqueComponent("VTODO", 3, todo),)
    assert calendar.problems == ()


def test_texts_are_unfolded_and_unescaped() -> None:
    calendar = read(
        "DTSTART:20270218T170000Z\nSUMMARY;LANGUAGE=fr:Biais\\, équité\\; lim\n ites\\\\\\n"
        "fin\nCATEGORIES:Module 3,Éthique\\, droit\nCATEGORIES:Révision"
    )

    (event,) = calendar.events
    assert event.summary == "Biais, équité; limites\\\nfin"
    assert event.categories == ("Module 3", "Éthique, droit", "Révision")


def test_a_fold_in_the_middle_of_a_letter_is_undone() -> None:
    folded = "é".encode()
    content = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20270218T170000Z\r\nSUMMARY:"
        + folded[:1]
        + b"\r\n "
        + folded[1:]
        + b"quipe\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    assert from_ics(content).events[0].summary == "équipe"


def test_windows_accents_and_a_byte_order_mark_are_read() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20270218\nSUMMARY:Équipe\nEND:VEVENT\nEND:VCALENDAR"

    old, marked = from_ics(text.encode("cp1252")), from_ics(text.encode("utf-8-sig"))

    assert [each.events[0].summary for each in (old, marked)] == ["Équipe", "Équipe"]


@pytest.mark.parametrize(
    "body, line, reason",
    [
        ("SUMMARY:x", 4, "Event without DTSTART: give it a start date."),
        ("DTSTART:20270230T120000Z", 6, "Unreadable DTSTART: “20270230T120000Z”."),
        ("DTSTART:demain", 6, "Unreadable DTSTART: “demain”."),
        ("DTSTART:20270218T170000Z\nDURATION:PT", 7, "Unreadable DURATION: “PT”."),
        ("DTSTART:20270218T170000Z\nDTEND:20270218", 4, "Start and end of different natures"),
        ("DTSTART:20270218T170000Z\nDTEND:20270217T170000Z", 4, "The event ends before it starts"),
        ("DTSTART;TZID=Nulle/Part:20270218T170000", 6, "Unknown zone “Nulle/Part”"),
        ("DTSTART:00010101T000000Z", 4, "Event outside the years 1900 to 2199"),
        ("DTSTART;TZID=Asia/Tokyo:00010101T000000", 6, "Unreadable DTSTART"),
        ("DTSTART:99991231", 6, "Unreadable DTSTART"),
    ],
)
def test_a_broken_event_is_set_aside_with_its_line_and_text_and_the_next_is_read(
    body: str, line: int, reason: str
) -> None:
    broken = f"BEGIN:VEVENT\nUID:0\n{body}\nEND:VEVENT"

    calendar = read(body, "DTSTART:20270218T170000Z", head="METHOD:PUBLISH\n")

    (problem,) = calendar.problems
    assert [event.uid for event in calendar.events] == ["1"]
    assert (problem.line, problem.component, problem.text) == (line, "VEVENT", broken)
    assert problem.message.en.startswith(reason)


def test_a_truncated_file_keeps_its_whole_events_and_names_the_cut_one() -> None:
    content = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20270218\nEND:VEVENT\n"
        b"BEGIN:VEVENT\nUID:b\nDTSTART:2027"
    )

    calendar = from_ics(content)

    assert [event.uid for event in calendar.events] == ["a"]
    assert [(problem.line, problem.component) for problem in calendar.problems] == [
        (1, "VCALENDAR"),
        (6, "VEVENT"),
    ]
    assert calendar.problems[1].text == "BEGIN:VEVENT\nUID:b\nDTSTART:2027"


def test_an_event_without_its_end_does_not_swallow_the_next() -> None:
    content = (
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20270218\n"
        b"BEGIN:VEVENT\nUID:b\nDTSTART:20270219\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    calendar = from_ics(content)

    assert [event.uid for event in calendar.events] == ["b"]
    assert [problem.line for problem in calendar.problems] == [2]


def test_an_event_without_uid_gets_a_stable_one_and_a_remark() -> None:
    content = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270218\nEND:VEVENT\nEND:VCALENDAR\n"

    once, twice = from_ics(content), from_ics(content)

    assert once == twice
    assert once.events[0].uid.endswith("@passerelle")
    assert reasons(once) == [(2, "Event without a UID")]


def test_a_property_given_twice_and_a_stray_line_are_remarked_not_lost() -> None:
    calendar = read("DTSTART:20270218\nSUMMARY:Une\nSUMMARY:Deux\nn’importe quoi")

    assert calendar.events[0].summary == "Une"
    assert [(problem.line, problem.text) for problem in calendar.problems] == [
        (7, "SUMMARY:Deux"),
        (8, "n’importe quoi"),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"PK\x03\x04\x00\x00", b"<html></html>", b"BEGIN:VCARD\nEND:VCARD"]
)
def test_a_file_that_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableCalendar, match=r"has no BEGIN:VCALENDAR line"):
        from_ics(content)


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"BEGIN:VCALENDAR\n" + b"x" * 5_000_000, "too large"),
        (b"\n" * 300_000, "too large"),
        (b"BEGIN:X\n" * 40, "more than 16 nested components"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 20_001, "at most 20000"),
    ],
)
def test_a_file_beyond_the_bounds_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableCalendar, match=reason):
        from_ics(content)


def test_the_hours_we_wrote_are_not_kept_where_a_file_makes_them_up() -> None:
    calendar = read(
        "DTSTART:20270218T170000Z\nDESCRIPTION:Texte\nX-PASSERELLE-TIMES:fr,Nulle/Part,../etc"
    )

    assert calendar.events[0] == CalendarEvent(
        uid="0",
        start=datetime(2027, 2, 18, 17, tzinfo=UTC),
        end=datetime(2027, 2, 18, 17, tzinfo=UTC),
        description="Texte",
    )


PIECES = st.sampled_from(
    [
        *("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTODO"),
        *(
            "END:VTODO",
            "UID:u",
            "DTSTART:20270218",
            "DTEND:x",
            " folded",
            "SUMMARY:é",
            "BEGIN:VALARM",
        ),
    ]
)


@given(st.lists(PIECES | st.text(max_size=12), max_size=40))
def test_no_event_of_any_file_disappears(lines: list[str]) -> None:
    content = "\n".join(["BEGIN:VCALENDAR", *lines]).encode()
    begun = sum(
        line.strip() == b"BEGIN:VEVENT" for line in content.split(b"\n") if line[:1].strip()
    )

    try:
        calendar = from_ics(content)
    except UnreadableCalendar:
        return

    aside = [problem for problem in calendar.problems if problem.component == "VEVENT"]
    kept = "\n".join([*(p.text for p in aside), *(each.text for each in calendar.opaque)])
    assert len(calendar.events) + kept.count("BEGIN:VEVENT") >= begun
