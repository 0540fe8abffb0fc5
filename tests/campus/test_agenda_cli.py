"""`passerelle timetable`: files and gaps, without a database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passerelle.config.command import main


def test_the_weeks_of_five_hours_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["timetable", "gaps", "--from", "2026-10-01", "--until", "2027-06-30", "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == [
        {"first": "2026-10-25", "last": "2026-10-31", "days": 7, "gap_minutes": 300},
        {"first": "2027-03-14", "last": "2027-03-27", "days": 14, "gap_minutes": 300},
    ]


def test_dates_in_the_wrong_order_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["timetable", "gaps", "--from", "2027-01-02", "--until", "2027-01-01"])

    assert code == 1
    assert capsys.readouterr().err.startswith("Give --until after --from")


def test_every_calendar_found_is_read_whole(
    testdata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted(testdata.glob("**/*.ics"))

    codes = [main(["timetable", "check", str(file), "--json"]) for file in files]

    print(f"{codes.count(0)} of {len(files)} calendars read whole")
    assert codes == [0] * len(files)


@pytest.mark.parametrize("name", ["absent.ics", "."])
def test_a_file_that_cannot_be_read_is_refused(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["timetable", "check", name])

    assert code == 1
    assert name in capsys.readouterr().err


def test_what_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.ics"
    file.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:b\nDTSTART:demain\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    code = main(["timetable", "check", str(file)])

    out = capsys.readouterr().out
    assert code == 1
    assert f"{file}:4: " in out
    assert "0 events, 0 of whole days, no zone named; 1 to look at." in out
