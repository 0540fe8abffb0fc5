"""Today, for each of those who open it in the evening."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import form_team, withdraw
from passerelle.campus.models import Activity, Attempt, Enrolment, RubricText, Sheet
from passerelle.campus.queries.cohort_late import due_of, index_of
from passerelle.campus.queries.gradebook import gradebook_of
from passerelle.campus.queries.proof import activities_of
from passerelle.foundation import clock
from passerelle.foundation.notices import tell
from passerelle.home.queries.late import late_learners
from passerelle.jury.models import Decision, Deliberation
from passerelle.programme.models import Edition, Module
from tests.campus.agenda_cast import MONTREAL, a_year, attend, browser_of, give, page, reader, utc
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


def decide(learner: Enrolment, outcome: str) -> Decision:
    return Decision.objects.create(
        enrolment=learner,
        version=1,
        outcome=outcome,
        reason="",
        proposal={},
        decided_at=NOW,
        decided_by=learner.person,
        form_key=uuid4(),
    )


def test_a_learner_reads_what_is_next_in_two_zones_and_how_far() -> None:
    edition, module = a_year()
    learner, expert = reader(edition), reader(edition, "expert")
    learner.person.name = "Maëlle Passeloup"
    learner.person.save()
    session = make_session(module, title=both("La RAG au chevet"))
    give(session, expert.person)

    text = page(learner.person, "/")

    assert "<h1>Hello, Maëlle.</h1>" in text
    assert "Thursday 18 February 2027 · module 1 of 1" in text
    assert "Tonight, in 5 h" in text
    assert "La RAG au chevet" in text
    assert "6:00 pm – 7:30 pm</span> Paris" in text
    assert "12:00 pm Montréal" in text
    assert f"With {expert.person}." in text


def test_what_is_due_before_the_next_session_comes_first() -> None:
    edition, module = a_year()
    make_session(
        module, starts_at=NOW + timedelta(days=3), ends_at=NOW + timedelta(days=3, hours=1)
    )
    make_activity(module, title=both("Un quiz proche"), due_at=NOW + timedelta(hours=4))

    today = browser_of(reader(edition).person).get("/").context["today"]

    assert (today.next.title, today.next.eyebrow) == (
        "Un quiz proche (en)",
        "Due today, in 4\u00a0h",
    )
    assert today.due == ()
    assert len(today.coming) == 1


def test_late_work_is_said_in_words_before_what_is_only_due() -> None:
    edition, module = a_year()
    make_activity(module, title=both("Bientôt"), due_at=NOW + timedelta(days=3))
    make_activity(module, title=both("Trop tard"), due_at=NOW - timedelta(days=1, hours=20))
    make_activity(module, title=both("Pas ouverte"), opens_at=NOW + timedelta(days=1))
    make_session(module)

    today = browser_of(reader(edition).person).get("/").context["today"]

    assert [(line.duty.title, line.state.words) for line in today.due] == [
        ("Trop tard (en)", "late by 2 days"),
        ("Bientôt (en)", "due in 3 days"),
    ]


def test_what_is_due_has_its_day_and_hour_on_both_clocks() -> None:
    edition, module = a_year()
    make_activity(module, title=both("Bientôt"), due_at=utc(2, 21, 23, 30))  # Monday in Paris
    make_activity(module, title=both("Plus loin"), due_at=NOW + timedelta(days=30))
    make_activity(module, title=both("Trop tard"), due_at=NOW - timedelta(hours=1))
    make_session(module)

    paris = browser_of(reader(edition).person).get("/").context["today"]
    montreal = page(reader(edition, zone=MONTREAL).person, "/")

    assert [(line.state.words, line.is_ahead) for line in paris.due] == [
        ("late since today", False),
        ("due in 4 days", True),
        ("due 20 March", True),
    ]
    said = "Sunday 21 February 2027, 6:30 pm Montréal · 12:30 am Paris (the next day)"
    assert said in re.sub(r"<[^>]+>", "", montreal)


def test_the_bridge_says_which_spans_it_counts_beside_the_module_of_the_day() -> None:
    edition, _module = a_year()
    make_module(edition, 2, kind="datathon", opens_at=NOW + timedelta(days=9))
    make_module(edition, 3, kind="presentations", opens_at=NOW + timedelta(days=9))
    make_module(edition, 4, kind="conferences")

    text = page(reader(edition).person, "/")
    led = page(reader(edition, "module_lead").person, "/")

    assert "module 1 of 1" in text
    assert "each span (1 module, the datathon, the presentations) is drawn" in text
    assert "Drawn by the calendar: 1 module, the datathon, the presentations." in led


def test_a_span_left_behind_says_what_is_proven_of_it_not_that_it_is_only_begun() -> None:
    edition, module = a_year()
    make_module(edition, 2, opens_at=NOW - timedelta(days=1))
    learner = reader(edition)
    past = make_session(
        module, starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=9, hours=-1)
    )
    attend(past, learner, 90)

    first = browser_of(learner.person).get("/").context["today"].year.spans[0]

    assert first.standing.replace("\u00a0", " ") == "1 h 30 proven of 9 h"


def test_the_hours_proven_are_those_of_the_gradebook() -> None:
    edition, module = a_year()
    learner = reader(edition)
    attend(make_session(module, retired_at=NOW), learner, 40)
    past = make_session(
        module, starts_at=NOW - timedelta(hours=3), ends_at=NOW - timedelta(hours=2)
    )
    attend(past, learner, 55)
    make_session(module, starts_at=NOW - timedelta(hours=6), ends_at=NOW - timedelta(hours=5))
    make_attempt(done := make_activity(module, "quiz", minutes=30), learner, number=1)
    make_attempt(done, learner, number=2)
    form_team(edition, number=1, name="Équipe 1", members=[learner])
    learner.refresh_from_db()
    together = make_activity(module, "assignment", minutes=90, by_team=True)
    hand_in_together(together, learner)

    text = page(learner.person, "/")

    assert gradebook_of(learner).minutes_by_module == {module.pk: 40 + 55 + 30 + 90}
    assert "3 h 35 proven of 80 h" in text
    assert "1 h more await the roll call." in text
    assert "/2027/results/" in text


def test_the_weeks_of_five_hours_are_announced_to_those_whose_clock_they_move() -> None:
    edition, module = a_year()
    make_session(module, starts_at=utc(3, 16, 17), ends_at=utc(3, 16, 18))

    here = page(reader(edition).person, "/")
    there = page(reader(edition, zone=MONTREAL).person, "/")
    planner = page(reader(edition, "coordinator").person, "/")

    assert "apart:" not in here
    assert "Paris and Montréal are 5 h apart: 1 session changes time for you." in there
    assert "5 h apart: 1 session is planned in that period." in planner


def test_news_are_whole_sentences_that_lead_somewhere() -> None:
    edition, _module = a_year()
    learner, other = reader(edition), reader(edition)
    tell(learner.person_id, verb="marked", label="Devoir", url="/2027/results/")
    tell(other.person_id, verb="marked", label="Ailleurs", url="/2027/results/")

    text = page(learner.person, "/")

    assert re.search(r'<a href="/2027/results/"[^>]*>Your work is marked: Devoir</a>', text)
    assert "Ailleurs" not in text


def test_an_expert_reads_the_session_they_give_and_the_papers_they_have() -> None:
    edition, module = a_year()
    expert, learner = reader(edition, "expert"), reader(edition)
    give(make_session(module, title=both("La sienne")), expert.person)
    make_session(module, title=both("Une autre"), starts_at=NOW + timedelta(hours=1))
    paper = make_attempt(make_activity(module, "assignment"), learner)
    rubric = RubricText.objects.create(
        edition=edition, slug="g", digest="d", title=both("Grille"), written={}
    )
    Sheet.objects.create(attempt=paper, rater=expert.person, rubric=rubric, assigned_at=NOW)

    text = page(expert.person, "/")

    assert "La sienne" in text
    assert "Une autre" not in text
    assert '<a href="/2027/marking/">You have 1 paper to mark</a>' in text


def test_a_coordinator_reads_who_is_late_what_has_no_rater_and_what_to_plan_again() -> None:
    edition, module = a_year()
    late, on_time = reader(edition), reader(edition)
    due = make_activity(module, "assignment", component="devoir", due_at=NOW - timedelta(days=1))
    make_attempt(due, on_time)
    make_session(module, starts_at=utc(3, 16, 17), ends_at=utc(3, 16, 18))

    today = browser_of(reader(edition, "coordinator").person).get("/").context["today"]

    assert [(each.words, each.url) for each in today.waiting] == [
        ("1 person is late", "/2027/cohort/"),
        ("1 paper has not all its raters", "/2027/ratings/"),
        ("1 session of the next 30 days deserves a second look", "/2027/planning/"),
    ]
    assert late.person_id != on_time.person_id


def test_the_same_people_are_late_here_and_in_the_cohort() -> None:
    edition, module = a_year()
    alone = make_activity(module, "quiz", component="quizzes", due_at=NOW - timedelta(days=1))
    team = make_activity(
        module, "assignment", component="devoir", by_team=True, due_at=NOW - timedelta(days=1)
    )
    make_activity(module, "lesson", due_at=NOW - timedelta(days=1))
    _learner_who_did(edition, [], [])
    _learner_who_did(edition, [alone], [])
    _learner_who_did(edition, [], [team])
    _learner_who_did(edition, [alone], [team])
    _learner_who_did(edition, [alone, alone], [])
    gone = reader(edition)
    withdraw(gone, by=gone.person, reason="Essai")

    found = set(late_learners(edition, NOW).values_list("pk", flat=True))

    index = index_of(edition, due_of(activities_of(edition.pk), NOW))
    assert found == {row.id for row in index if row.late}
    assert len(found) == 4


def _learner_who_did(edition: Edition, alone: list[Activity], together: list[Activity]) -> None:
    learner = reader(edition)
    form_team(edition, number=learner.pk, name=f"Équipe {learner.pk}", members=[learner])
    learner.refresh_from_db()
    for number, activity in enumerate(alone, start=1):
        make_attempt(activity, learner, number=number)
    for activity in together:
        hand_in_together(activity, learner)


def hand_in_together(activity: Activity, member: Enrolment) -> None:
    Attempt.objects.create(
        activity=activity,
        team=member.membership.team,
        started_at=NOW,
        submitted_at=NOW,
        form_key=uuid4(),
    )


def test_a_juror_reads_how_many_learners_wait() -> None:
    edition, _module = a_year()
    decide(reader(edition), "awarded")
    reader(edition)

    text = page(reader(edition, "juror").person, "/")

    assert '<a href="/2027/jury/">1 learner awaits the jury’s decision</a>' in text


def test_a_registrar_reads_that_nothing_waits_for_a_signature() -> None:
    edition, _module = a_year()

    text = page(reader(edition, "registrar").person, "/")

    assert '<span class="soft">No diploma is waiting for your signature.</span>' in text


@pytest.mark.parametrize(
    ("outcome", "finding"),
    [
        (None, "The jury is deliberating."),
        ("resit", "The jury has decided: resit."),
        ("awarded", "The diploma is yours."),
    ],
)
def test_a_year_that_is_over_says_how_it_ended(outcome: str | None, finding: str) -> None:
    edition, module = a_year()
    learner = reader(edition)
    make_session(module)
    if outcome:
        decide(learner, outcome)

    with clock.standing_at(utc(6, 20, 8)):
        today = browser_of(learner.person).get("/").context["today"]

    assert (today.ending.finding, today.next, today.waiting) == (finding, None, ())


def test_what_the_jury_decides_is_read_by_nobody_before_its_decisions_are_frozen() -> None:
    edition, _module = a_year()
    learner = reader(edition)
    sitting = Deliberation.objects.create(
        edition=edition,
        version=1,
        opened_at=NOW,
        opened_by=learner.person,
        quorum=1,
        least_institutions=1,
        ballot="named",
        regulations={},
    )
    Decision.objects.filter(pk=decide(learner, "awarded").pk).update(deliberation=sitting)

    with clock.standing_at(utc(6, 20, 8)):
        before = browser_of(learner.person).get("/").context["today"]
        Deliberation.objects.update(frozen_at=clock.now(), frozen_by=learner.person)
        after = browser_of(learner.person).get("/").context["today"]

    assert before.ending.finding == "The jury is deliberating."
    assert after.ending.finding == "The diploma is yours."


def test_nothing_is_due_nor_ahead_once_the_diploma_is_awarded() -> None:
    edition, module = a_year()
    learner = reader(edition)
    make_activity(module, due_at=NOW + timedelta(days=1))

    with clock.standing_at(utc(6, 20, 8)):
        before = browser_of(learner.person).get("/").context["today"]
        decide(learner, "awarded")
        after = browser_of(learner.person).get("/").context["today"]

    assert (len(before.due), after.due) == (1, ())
    assert "to cross" in before.year.sentence
    assert "spans are crossed" in after.year.sentence
    assert after.year.note.startswith("The year is over")


def test_another_edition_is_one_word_away_and_closed_to_those_who_are_not_in_it() -> None:
    edition, _module = a_year()
    learner, other = reader(edition), reader(edition)
    last = make_edition("2026")
    reader_again = Enrolment.objects.create(
        edition=last, person=learner.person, role="expert", enrolled_at=NOW
    )

    text = page(learner.person, "/")
    there = browser_of(learner.person).get("/editions/2026/")
    refused = browser_of(other.person).get("/editions/2026/")

    assert reader_again.edition.slug == "2026"
    assert 'href="/editions/2026/"' in text
    assert (there.status_code, refused.status_code) == (200, 403)


@pytest.mark.parametrize(("hour", "greeting"), [(8, "Hello, "), (19, "Good evening, ")])
def test_the_greeting_follows_the_readers_clock(hour: int, greeting: str) -> None:
    edition, _module = a_year()
    person = reader(edition).person

    with clock.standing_at(NOW.replace(hour=hour)):
        today = browser_of(person).get("/").context["today"]

    assert today.greeting == f"{greeting}{person.first_name}."


ROLES = ["learner", "guest", "expert", "module_lead", "coordinator", "juror", "registrar"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", ROLES)
def test_seven_questions_suffice_whatever_the_role_and_the_cohort(
    role: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition, module = a_year()
    make_module(edition, 7, kind=Module.DATATHON)
    me = reader(edition, role)
    for _ in range(rows):
        give(make_session(module), reader(edition, "expert").person)
        activity = make_activity(module, "assignment", component="devoir")
        make_attempt(activity, reader(edition))
        tell(me.person_id, verb="marked", label="Devoir", url="/")
    client = browser_of(me.person)

    with django_assert_num_queries(7):
        answer = client.get("/")

    assert answer.status_code == 200


def test_the_end_of_a_learners_year_takes_eight(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    edition, module = a_year()
    learner = reader(edition)
    make_session(module)
    decide(learner, "awarded")
    client: Client = browser_of(learner.person)

    with clock.standing_at(utc(6, 20, 8)), django_assert_num_queries(8):
        answer = client.get("/")

    assert "The diploma is yours." in answer.content.decode()
