"""Planning on two continents: warnings, fairness, moves, and files only looked at."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import move_session
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Enrolment, Session
from passerelle.foundation.models import Entry, Notice
from tests.campus.agenda_cast import MONTREAL, PARIS, a_year, browser_of, give, page, reader, utc
from tests.factories import NOW, both, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def propose(session: Session, coordinator: Enrolment, **sent: object) -> HttpResponse:
    values = {
        "day": "2027-03-04",
        "starts": "17:00",
        "zone": PARIS,
        "turn": "",
        "sequence": session.sequence,
    }
    address = f"/2027/sessions/{session.slug}/move/"
    answer: HttpResponse = browser_of(coordinator.person).post(address, values | sent)
    return answer


def test_each_warning_is_named_beside_its_session() -> None:
    edition, module = a_year()
    make_session(module, starts_at=utc(3, 16, 17), ends_at=utc(3, 16, 18))
    make_session(module, starts_at=utc(3, 29, 15), ends_at=utc(3, 29, 16))
    make_session(module, starts_at=utc(5, 24, 20), ends_at=utc(5, 24, 21))
    coordinator = reader(edition, "coordinator")

    text = page(coordinator.person, "/2027/planning/")

    assert "3 sessions to come deserve a second look." in text
    assert "the gap between Paris and Montréal is 5 h instead of 6 h" in text
    assert "Public holiday in France on Monday 29 March 2027: Easter Monday." in text
    assert "National Patriots’ Day" in text
    assert "In Paris, the session (10:00 pm – 11:00 pm) is outside" in text


def test_two_sessions_at_once_are_said_to_overlap() -> None:
    edition, module = a_year()
    make_session(module, title=both("L’une"))
    make_session(module, title=both("L’autre"))

    text = page(reader(edition, "module_lead").person, "/2027/planning/")

    assert "Overlaps “L’autre (en)”; expected at both: the learners." in text


def test_the_city_that_carries_more_evenings_is_named_with_its_figures() -> None:
    edition, module = a_year()
    make_session(module)

    text = page(reader(edition, "coordinator").person, "/2027/planning/")

    assert "Paris carries more evenings and early mornings." in text
    assert '<rect width="120.0" height="10" fill="currentColor"/>' in text


def test_a_proposed_time_is_shown_before_anything_moves() -> None:
    edition, module = a_year()
    session = make_session(module)
    coordinator = reader(edition, "coordinator")

    answer = propose(session, coordinator, day="2027-03-29", starts="18:00")

    text = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 200
    assert "Public holiday in France on Monday 29 March 2027" in text
    assert "12:00 pm Montréal" in text
    assert Session.objects.get(pk=session.pk).starts_at == session.starts_at


def test_a_session_does_not_move_beyond_its_edition() -> None:
    edition, module = a_year()
    session = make_session(module)
    late = edition.diplomas_on + timedelta(days=366)

    answer = propose(session, reader(edition, "coordinator"), day=late.isoformat(), confirmed="1")

    assert answer.status_code == 422
    assert "Choose a date within this edition." in answer.content.decode()
    assert Session.objects.get(pk=session.pk).starts_at == session.starts_at


def test_a_confirmed_move_is_journaled_told_and_counted_once() -> None:
    edition, module = a_year()
    session = make_session(module, title=both("Le soir"))
    coordinator, learner = reader(edition, "coordinator"), reader(edition)
    expert, other = reader(edition, "expert"), reader(edition, "expert")
    give(session, expert.person)

    answers = [propose(session, coordinator, confirmed="1") for _ in range(2)]

    moved = Session.objects.get(pk=session.pk)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (moved.starts_at, moved.ends_at) == (utc(3, 4, 16), utc(3, 4, 17, 30))
    assert (moved.sequence, moved.planned_zone) == (1, PARIS)
    assert set(Notice.objects.values_list("person_id", "verb", "label")) == {
        (learner.person_id, "moved", both("Le soir")),
        (expert.person_id, "moved", both("Le soir")),
    }
    assert other.person_id not in set(Notice.objects.values_list("person_id", flat=True))
    line = Entry.objects.get(verb="moved a session")
    assert (line.edition, line.actor_id) == ("2027", coordinator.person_id)
    assert line.detail == {
        "from": "2027-02-18 17:00 UTC",
        "to": "2027-03-04 16:00 UTC",
        "zone": PARIS,
    }


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"day": "2027-03-28", "starts": "02:30"}, "does not exist in Paris"),
        ({"day": "2027-10-31", "starts": "02:30"}, "say which of the two hours"),
        ({"day": "2027-03-14", "starts": "02:30", "zone": MONTREAL}, "does not exist in Montréal"),
        ({"day": "2027-02-01"}, "Choose a time to come"),
        ({"day": "hier"}, "Write the date as"),
        ({"day": "0001-01-01", "zone": MONTREAL}, "Choose a "),
        ({"zone": "Mars/Olympus"}, "Mars/Olympus"),
    ],
)
def test_an_impossible_time_is_refused_in_a_sentence(sent: dict[str, str], sentence: str) -> None:
    edition, module = a_year()
    session = make_session(module)

    answer = propose(session, reader(edition, "coordinator"), confirmed="1", **sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Session.objects.get(pk=session.pk).sequence == 0


def test_the_second_of_two_equal_hours_can_be_chosen() -> None:
    edition, module = a_year()
    session = make_session(module)
    coordinator = reader(edition, "coordinator")

    propose(session, coordinator, day="2027-10-31", starts="02:30", turn="second", confirmed="1")

    assert Session.objects.get(pk=session.pk).starts_at == utc(10, 31, 1, 30)


def test_two_people_do_not_move_a_session_past_each_other() -> None:
    edition, module = a_year()
    session = make_session(module)
    coordinator = reader(edition, "coordinator")
    propose(session, coordinator, confirmed="1")

    answer = propose(session, coordinator, day="2027-03-05", confirmed="1")

    assert answer.status_code == 422
    assert "Someone has moved this session meanwhile" in answer.content.decode()


def test_a_session_that_has_begun_no_longer_moves() -> None:
    edition, module = a_year()
    session = make_session(module, starts_at=NOW - timedelta(hours=1))
    coordinator = reader(edition, "coordinator")

    with pytest.raises(CampusRefusal, match="has begun"):
        move_session(
            session, starts_at=utc(3, 4, 16), zone=PARIS, sequence=0, by=coordinator.person
        )

    assert "it no longer moves" in page(coordinator.person, f"/2027/sessions/{session.slug}/move/")


def test_a_time_outside_the_module_is_said() -> None:
    edition, module = a_year()
    session = make_session(module)

    answer = propose(session, reader(edition, "coordinator"), day="2027-06-21")

    assert "Outside the module “M1 (en)”" in answer.content.decode()


def test_the_module_lead_reads_planning_but_moves_nothing() -> None:
    edition, module = a_year()
    session = make_session(module)
    lead = reader(edition, "module_lead")

    text = page(lead.person, "/2027/planning/")
    refused = browser_of(lead.person).get(f"/2027/sessions/{session.slug}/move/")

    assert "/move/" not in text
    assert refused.status_code == 403


def upload(edition_coordinator: Enrolment, name: str, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile(name, content, content_type="text/calendar")
    answer: HttpResponse = browser_of(edition_coordinator.person).post(
        "/2027/planning/import/", {"file": file}
    )
    return answer


def test_every_calendar_found_is_previewed_and_nothing_is_stored(testdata: Path) -> None:
    edition, _module = a_year()
    coordinator = reader(edition, "coordinator")
    files = sorted(testdata.glob("**/*.ics"))

    previews = {file.name: upload(coordinator, file.name, file.read_bytes()) for file in files}

    passed = [name for name, answer in previews.items() if answer.context["preview"].events]
    print(f"{len(passed)} of {len(files)} calendars previewed")
    assert passed == [file.name for file in files]
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"bonjour", "This file is no iCalendar"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"\x00\xff" * 50, "This file is no iCalendar"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    edition, _module = a_year()

    answer = upload(reader(edition, "coordinator"), "a.ics", content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_broken_event_is_named_with_its_line_and_the_others_are_shown() -> None:
    edition, _module = a_year()
    content = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270301T100000Z\r\n"
        b"DTEND:20270301T110000Z\r\nSUMMARY:Lisible\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:b\r\nDTSTART:demain\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    text = upload(reader(edition, "coordinator"), "a.ics", content).content.decode()

    assert "This file holds 1 event." in text
    assert "Lisible" in text
    assert "line 10" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_planning_asks_four_questions_however_many_sessions(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition, module = a_year()
    for _ in range(rows):
        give(make_session(module), reader(edition, "expert").person)
    client = browser_of(reader(edition, "coordinator").person)

    with django_assert_num_queries(4):
        answer = client.get("/2027/planning/")

    assert answer.status_code == 200
