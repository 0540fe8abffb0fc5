"""The calendar a telephone reads: complete, its holder's alone, the same when nothing changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import move_session
from passerelle.campus.models import Session
from passerelle.engines.timetable import from_ics
from passerelle.people.actions import calendar_key_of
from passerelle.people.models import Person
from tests.campus.agenda_cast import MONTREAL, a_year, browser_of, give, reader, utc
from tests.factories import both, make_activity, make_edition, make_module, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def feed(person: Person) -> bytes:
    answer = Client().get(f"/calendar/{calendar_key_of(person)}.ics")
    assert answer.status_code == 200
    return answer.content


def test_the_feed_reads_back_as_the_sessions_and_due_dates_it_was_made_of() -> None:
    edition, module = a_year()
    learner, expert = reader(edition), reader(edition, "expert")
    session = make_session(module, slug="m1-soir", title=both("Le soir"), sequence=2)
    give(session, expert.person)
    make_activity(
        module, slug="01-quiz", title=both("Un quiz"), due_at=(due_at := utc(2, 21, 22, 59))
    )

    calendar = from_ics(feed(learner.person))

    found = [
        (event.uid, event.start, event.end, event.zone, event.summary, event.sequence)
        for event in calendar.events
    ]
    assert found == [
        (
            "session-m1-soir-2027@diplome.example",
            *(session.starts_at, session.ends_at, "Europe/Paris", "Le soir (en)", 2),
        ),
        (
            "due-01-module-01-quiz-2027@diplome.example",
            *(due_at, due_at, "Europe/Paris", "Due before 11:59\u00a0pm: Un quiz (en)", 0),
        ),
    ]
    assert calendar.problems == ()
    assert calendar.name == "IA en santé (en)"


def test_zones_are_described_and_both_hours_stand_in_the_text() -> None:
    edition, module = a_year()
    make_session(module, starts_at=utc(3, 16, 17), ends_at=utc(3, 16, 18))

    text = feed(reader(edition).person).decode().replace("\r\n ", "").replace("\u00a0", " ")

    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris" in text
    assert "DTSTART;TZID=Europe/Paris:20270316T180000" in text
    assert "Montréal: Tuesday 16 March 2027\\, 1:00 pm – 2:00 pm" in text


def test_a_reader_s_own_clock_comes_first_and_a_due_date_has_no_invented_start() -> None:
    edition, module = a_year()
    make_activity(module, title=both("Un quiz"), due_at=utc(2, 21, 22, 59))
    person = reader(edition).person
    person.zone = MONTREAL
    person.save()

    text = feed(person).decode().replace("\r\n ", "").replace("\u00a0", " ")

    assert "X-WR-TIMEZONE:America/Toronto" in text
    assert "SUMMARY:Due before 5:59 pm: Un quiz" in text
    assert "Montréal: Sunday 21 February 2027\\, 5:59 pm\\nParis: " in text
    assert "DTEND" not in text


def test_someone_elses_sessions_and_other_editions_are_not_in_it() -> None:
    edition, module = a_year()
    mine, other = make_session(module), make_session(module)
    make_session(make_module(make_edition("2026"), 1))
    expert = reader(edition, "expert")
    give(mine, expert.person)

    calendar = from_ics(feed(expert.person))

    assert [event.summary for event in calendar.events] == [str(mine.title.en)]
    assert other.title.en not in feed(expert.person).decode()


@pytest.mark.parametrize("key", ["unknown", "None", "%00"])
def test_an_address_nobody_has_is_not_found(key: str) -> None:
    edition, _module = a_year()
    reader(edition)

    assert Client().get(f"/calendar/{key}.ics").status_code == 404


def test_someone_who_left_has_an_empty_calendar_and_an_inactive_person_none() -> None:
    edition, module = a_year()
    make_session(module)
    learner = reader(edition)
    learner.person.is_active = False
    learner.person.save()

    answer = Client().get(f"/calendar/{calendar_key_of(learner.person)}.ics")

    assert answer.status_code == 404


def test_nothing_is_sent_again_while_nothing_changed() -> None:
    edition, module = a_year()
    session = make_session(module)
    learner, coordinator = reader(edition), reader(edition, "coordinator")
    address = f"/calendar/{calendar_key_of(learner.person)}.ics"
    tag = Client().get(address)["ETag"]

    same = Client().get(address, headers={"If-None-Match": tag})
    move_session(
        session,
        starts_at=session.starts_at + timedelta(hours=1),
        zone="Europe/Paris",
        sequence=0,
        by=coordinator.person,
    )
    moved = Client().get(address, headers={"If-None-Match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert moved.status_code == 200
    assert from_ics(moved.content).events[0].sequence == 1


def test_an_address_is_made_once_replaced_on_demand_and_the_old_one_dies() -> None:
    edition, _module = a_year()
    person = reader(edition).person
    browser = browser_of(person)
    browser.post("/2027/agenda/subscription/", {"replaces": ""})
    first = Person.objects.get(pk=person.pk).calendar_key
    browser.post("/2027/agenda/subscription/", {"replaces": ""})
    again = Person.objects.get(pk=person.pk).calendar_key
    shown = browser.get("/2027/agenda/subscription/")
    replaces = shown.context["replaces"]

    browser.post("/2027/agenda/subscription/", {"replaces": replaces})
    browser.post("/2027/agenda/subscription/", {"replaces": replaces})
    second = Person.objects.get(pk=person.pk).calendar_key

    assert first == again
    assert f"/calendar/{first}.ics" in shown.content.decode()
    assert 'href="webcal://' in shown.content.decode()
    assert second != first
    assert Client().get(f"/calendar/{first}.ics").status_code == 404
    assert Client().get(f"/calendar/{second}.ics").status_code == 200


def test_one_session_can_be_added_by_those_it_concerns() -> None:
    edition, module = a_year()
    session: Session = make_session(module, slug="seule")
    learner, expert = reader(edition), reader(edition, "expert")

    answer = browser_of(learner.person).get("/2027/sessions/seule/calendar.ics")
    refused = browser_of(expert.person).get("/2027/sessions/seule/calendar.ics")

    assert [event.start for event in from_ics(answer.content).events] == [session.starts_at]
    assert answer["Content-Disposition"] == 'attachment; filename="seule.ics"'
    assert refused.status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_feed_asks_five_questions_however_long_it_is(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition, module = a_year()
    learner = reader(edition)
    for _ in range(rows):
        give(make_session(module), reader(edition, "expert").person)
        make_activity(module)
    key = calendar_key_of(learner.person)

    with django_assert_num_queries(5):
        answer = Client().get(f"/calendar/{key}.ics")

    assert len(from_ics(answer.content).events) == 2 * rows
