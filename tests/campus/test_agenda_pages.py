"""The agenda: week by week, month by month, one session; in two zones."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.campus.agenda_cast import (
    MONTREAL,
    a_year,
    attend,
    browser_of,
    give,
    page,
    reader,
    utc,
)
from tests.factories import (
    NOW,
    both,
    make_activity,
    make_attempt,
    make_edition,
    make_module,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def test_each_session_is_said_on_the_readers_clock_then_on_the_other_one() -> None:
    edition, module = a_year()
    make_session(module, title=both("Séance du soir"))
    in_paris, in_montreal = reader(edition), reader(edition, zone=MONTREAL)

    here = page(in_paris.person, "/2027/agenda/")
    there = page(in_montreal.person, "/2027/agenda/")

    assert "6:00 pm – 7:30 pm</span> Paris" in here
    assert "12:00 pm Montréal" in here
    assert "12:00 pm – 1:30 pm</span> Montréal" in there
    assert "6:00 pm Paris" in there


def test_another_date_across_the_ocean_is_said() -> None:
    edition, module = a_year()
    make_session(module, starts_at=utc(2, 20, 1), ends_at=utc(2, 20, 2))

    text = page(reader(edition, zone=MONTREAL).person, "/2027/agenda/")

    assert "2:00 am Paris (the next day)" in text


def test_in_the_weeks_of_five_hours_the_other_clock_moves_and_the_reader_is_told() -> None:
    edition, module = a_year()
    make_session(module, starts_at=utc(3, 16, 17), ends_at=utc(3, 16, 18))

    here = page(reader(edition).person, "/2027/agenda/")
    there = page(reader(edition, zone=MONTREAL).person, "/2027/agenda/")

    assert "1:00 pm Montréal" in here
    assert "changes time for you" not in here
    assert "1 session changes time for you" in there
    assert "From 14 March to 27 March" in there


def test_what_is_late_comes_first_and_what_is_done_is_folded_behind() -> None:
    edition, module = a_year()
    learner = reader(edition)
    late = make_activity(module, title=both("En retard"), due_at=NOW - timedelta(days=2))
    done = make_activity(module, title=both("Faite"), due_at=NOW - timedelta(days=3))
    make_activity(module, title=both("À venir"), due_at=NOW + timedelta(days=3))
    make_attempt(done, learner)

    text = page(learner.person, "/2027/agenda/")

    order = [text.index(word) for word in ("En retard", "À venir", "<details>\n      <summary>")]
    assert order == sorted(order)
    assert text.index("Faite") > order[-1]
    assert "late by 2 days" in text
    assert text.count("due before <time") == 3
    assert late.title.fr in text


def test_presence_is_said_to_those_who_attend() -> None:
    edition, module = a_year()
    learner = reader(edition)
    past = {"starts_at": NOW - timedelta(days=1, hours=2), "ends_at": NOW - timedelta(days=1)}
    attend(make_session(module, **past), learner, 85)
    make_session(module, **past)

    text = page(learner.person, "/2027/agenda/")

    assert "present, 1 h 25" in text
    assert "roll not called yet" in text


def test_the_month_shows_each_day_with_holidays_of_both_countries() -> None:
    edition, module = a_year()
    make_session(
        module, title=both("Séance de mars"), starts_at=utc(3, 2, 17), ends_at=utc(3, 2, 18)
    )
    learner = reader(edition)

    march = page(learner.person, "/2027/agenda/2027/3/")
    april = page(learner.person, "/2027/agenda/2027/4/")

    assert "<h1>March 2027</h1>" in march
    assert "Séance de mars" in march
    assert "Easter Monday (France)" in march
    assert "Good Friday (Québec)" in march
    assert "Séance de mars" not in april
    assert "Nothing for you this month." in april


def test_a_session_late_in_the_evening_stands_on_each_readers_own_day() -> None:
    edition, module = a_year()
    make_session(module, title=both("De nuit"), starts_at=utc(3, 31, 23), ends_at=utc(4, 1, 0))

    in_paris = page(reader(edition).person, "/2027/agenda/2027/4/")
    in_montreal = page(reader(edition, zone=MONTREAL).person, "/2027/agenda/2027/4/")

    assert "De nuit" in in_paris
    assert "De nuit" not in in_montreal


@pytest.mark.parametrize("address", ["2027/13", "2027/0", "1815/6", "9999/12"])
def test_a_month_that_is_none_is_not_found(address: str) -> None:
    edition, _module = a_year()

    answer = browser_of(reader(edition).person).get(f"/2027/agenda/{address}/")

    assert answer.status_code == 404


def test_experts_see_only_the_sessions_they_give() -> None:
    edition, module = a_year()
    expert = reader(edition, "expert")
    given = make_session(module, title=both("La sienne"))
    other = make_session(module, title=both("Une autre"))
    give(given, expert.person)

    text = page(expert.person, "/2027/agenda/")
    refused = browser_of(expert.person).get(f"/2027/sessions/{other.slug}/")

    assert "La sienne" in text
    assert "Une autre" not in text
    assert refused.status_code == 404


def test_guests_see_the_datathon_and_the_presentations_alone() -> None:
    edition, module = a_year()
    make_session(module, title=both("Un cours"))
    make_session(make_module(edition, 7, kind="datathon"), title=both("Le datathon"))
    guest = reader(edition, "guest")

    text = page(guest.person, "/2027/agenda/")

    assert "Le datathon" in text
    assert "Un cours" not in text


def test_a_session_page_says_when_with_whom_and_what_proves_it() -> None:
    edition, module = a_year()
    learner, expert = reader(edition), reader(edition, "expert")
    session = make_session(module, room_url="https://salle.example/1")
    give(session, expert.person)

    text = page(learner.person, f"/2027/sessions/{session.slug}/")

    assert "Tonight, in 5 h" in text
    assert f"With {expert.person}." in text
    assert 'href="https://salle.example/1"' in text
    assert f"/2027/sessions/{session.slug}/calendar.ics" in text
    assert "Move this session" not in text


def test_a_past_session_says_whether_presence_is_proven() -> None:
    edition, module = a_year()
    learner, absent = reader(edition), reader(edition)
    session = make_session(
        module, starts_at=NOW - timedelta(hours=3), ends_at=NOW - timedelta(hours=2)
    )
    before = page(learner.person, f"/2027/sessions/{session.slug}/")
    attend(session, learner, 60)

    there = page(learner.person, f"/2027/sessions/{session.slug}/")
    not_there = page(absent.person, f"/2027/sessions/{session.slug}/")

    assert "The roll has not been called yet" in before
    assert "Your presence is proven: 1 h." in there
    assert "you are not on it" in not_there


def test_another_editions_session_does_not_exist_here() -> None:
    edition, _module = a_year()
    elsewhere = make_session(make_module(make_edition("2026"), 1))
    learner = reader(edition)

    here = browser_of(learner.person).get(f"/2027/sessions/{elsewhere.slug}/")
    there = browser_of(learner.person).get(f"/2026/sessions/{elsewhere.slug}/")

    assert (here.status_code, there.status_code) == (404, 403)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("address", ["/2027/agenda/", "/2027/agenda/2027/2/"])
def test_the_agenda_asks_five_questions_however_long_it_is(
    rows: int, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition, module = a_year()
    learner = reader(edition)
    for _ in range(rows):
        session = make_session(module)
        give(session, reader(edition, "expert").person)
        give(session, reader(edition, "expert").person)
        make_attempt(make_activity(module), learner)
    client = browser_of(learner.person)

    with django_assert_num_queries(5):
        answer = client.get(address)

    assert answer.status_code == 200


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    a_year()

    answer = client.get("/2027/agenda/")

    assert answer.status_code == 302
