"""Every real calendar of the test data: as many events as the file holds, nothing lost.

The material stays outside the project (see its SOURCES.md). An oracle of our own, which shares
no code with the engine, counts and reads the lines of each file.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from passerelle.engines.timetable import Calendar, CalendarEvent, from_ics, to_ics

FOLDER = Path(
    os.environ.get("PASSERELLE_TESTDATA")
    or Path(__file__).resolve().parents[3] / "shared" / "testdata"
)
FILES = sorted(FOLDER.glob("moodle-ets/**/*.ics"))
PRODUCED_AT = datetime(2027, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not FILES, reason=f"no .ics file under {FOLDER}/moodle-ets")


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.name)
def file(request: pytest.FixtureRequest) -> bytes:
    content: bytes = request.param.read_bytes()
    return content


def lines_starting(content: bytes, start: str) -> int:
    return len(re.findall(rb"^" + start.encode(), content, re.MULTILINE))


def meaning(calendar: Calendar) -> list[tuple[object, ...]]:
    return sorted((_meaning(event) for event in calendar.events), key=repr)


def _meaning(event: CalendarEvent) -> tuple[object, ...]:
    return (
        *(event.uid, event.start, event.end, event.summary, event.description),
        *(event.location, event.categories, event.status, event.sequence),
    )


def test_every_event_is_read_and_none_is_set_aside(file: bytes) -> None:
    calendar = from_ics(file)

    set_aside = [problem for problem in calendar.problems if problem.component == "VEVENT"]
    assert len(calendar.events) == lines_starting(file, "BEGIN:VEVENT")
    assert set_aside == []


def test_whole_days_and_the_calendars_zone_are_kept(file: bytes) -> None:
    calendar = from_ics(file)
    zone = re.search(rb"^X-WR-TIMEZONE:(.*?)\r?$", file, re.MULTILINE)

    whole_days = [event for event in calendar.events if event.all_day]

    assert len(whole_days) == lines_starting(file, "DTSTART;VALUE=DATE:")
    assert calendar.zone == (zone[1].decode() if zone else None)


def test_icalendar_reads_the_same_events(file: bytes) -> None:
    expected = [
        (str(event["UID"]), event.start, event.end, str(event.get("SUMMARY", "")))
        for event in icalendar.Calendar.from_ical(file).events
    ]

    read = [(event.uid, event.start, event.end, event.summary) for event in from_ics(file).events]

    assert read == expected


def test_writing_and_reading_again_keeps_every_event(file: bytes) -> None:
    calendar = from_ics(file)

    written = to_ics(calendar.events, name=calendar.name, produced_at=PRODUCED_AT)

    assert meaning(from_ics(written)) == meaning(calendar)
    assert len(icalendar.Calendar.from_ical(written).events) == len(calendar.events)


def test_how_many_calendars_import_whole(capsys: pytest.CaptureFixture[str]) -> None:
    whole = [
        path.name
        for path in FILES
        if len(from_ics(path.read_bytes()).events)
        == lines_starting(path.read_bytes(), "BEGIN:VEVENT")
    ]

    with capsys.disabled():
        print(f"\nmoodle-ets calendars imported whole: {len(whole)} of {len(FILES)}")
    assert whole == [path.name for path in FILES]
