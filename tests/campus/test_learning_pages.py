"""The year, a module, a lesson: what is said, in which language, to whom."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from passerelle.campus.actions import record_attendance
from passerelle.campus.enums import Role
from passerelle.campus.models import ActivityText, Attempt
from passerelle.campus.queries.learning_contents import Heading, contents_of
from passerelle.campus.queries.learning_state import Reader, state_of
from passerelle.foundation.models import Entry
from tests.campus.learning_cast import School, client_of, later, make_reader
from tests.factories import (
    NOW,
    make_activity,
    make_attempt,
    make_enrolment,
    make_module,
    make_person,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def text_at(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_programme_says_hours_proven_and_progress(school: School) -> None:
    learner = make_reader(school)
    make_attempt(school.lesson, learner)

    page = text_at(client_of(learner), reverse("programme", args=["2027"]))

    assert "1\u00a0h of 80\u00a0h are proven." in page
    assert "1 of 3 activities done" in page


def test_a_module_says_where_each_activity_stands(school: School) -> None:
    learner = make_reader(school)
    make_attempt(school.lesson, learner, submitted_at=NOW - timedelta(days=2))
    make_activity(school.module, "lesson", due_at=NOW - timedelta(days=1))
    make_activity(school.module, "lesson", **later(4))

    page = text_at(client_of(learner), reverse("module", args=["2027", school.module.slug]))

    said = [
        words
        for words in ("done 16 February", "late by 1 day", "opens 22 February", "due in 4 days")
        if words in page
    ]
    assert said == ["done 16 February", "late by 1 day", "opens 22 February", "due in 4 days"]


def test_a_module_counts_presence_in_its_hours(school: School) -> None:
    learner = make_reader(school)
    start = NOW - timedelta(days=1)
    session = make_session(school.module, starts_at=start, ends_at=start + timedelta(minutes=90))
    record_attendance(session, enrolment=learner, minutes=90, evidence="roll", by=learner.person)

    page = text_at(client_of(learner), reverse("module", args=["2027", school.module.slug]))

    assert f'<a href="/2027/sessions/{session.slug}/">' in page
    assert "1\u00a0h\u00a030 of presence proven" in page
    assert "1\u00a0h\u00a030 / 9\u00a0h" in page


def test_a_lesson_is_read_in_the_reader_s_language(school: School) -> None:
    french, english = make_reader(school, language="fr"), make_reader(school, language="en")

    pages = [text_at(client_of(one), school.url(school.lesson)) for one in (french, english)]

    assert ["Texte français." in pages[0], "English text." in pages[0]] == [True, False]
    assert ["Texte français." in pages[1], "English text." in pages[1]] == [False, True]


def test_a_missing_translation_shows_the_other_with_a_banner_and_its_language(
    school: School,
) -> None:
    ActivityText.objects.filter(activity=school.lesson, language="en").delete()

    page = text_at(client_of(make_reader(school)), school.url(school.lesson))

    assert "This text does not exist in English yet: here it is in French." in page
    assert '<article class="prose" lang="fr"><h2 id="section-1">Le début</h2>' in page


def test_contents_come_from_second_level_headings() -> None:
    contents = contents_of("<h2>A &amp; <em>b</em></h2><p>…</p>")

    assert contents.headings == (Heading("section-1", "A & b"),)
    assert contents.html == '<h2 id="section-1">A &amp; <em>b</em></h2><p>…</p>'


def test_reading_a_lesson_twice_stores_once(school: School) -> None:
    learner = make_reader(school)
    client, url = client_of(learner), school.url(school.lesson, name="reading")

    answers = [client.post(url, {"form_key": str(uuid4())}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Attempt.objects.filter(activity=school.lesson).count() == 1
    assert Entry.objects.filter(verb="read").count() == 1
    assert "You read this lesson on Thursday 18 February 2027." in text_at(
        client, school.url(school.lesson)
    )


def test_a_form_without_its_key_is_refused_in_words(school: School) -> None:
    client = client_of(make_reader(school))

    response = client.post(school.url(school.lesson, name="reading"), {})

    assert response.status_code == 422
    assert "This page was open for too long." in response.content.decode()


def test_a_lesson_that_is_not_open_says_when_and_nothing_else(school: School) -> None:
    for field, value in later(3).items():
        setattr(school.lesson, field, value)
    school.lesson.save()
    client = client_of(make_reader(school))

    page = text_at(client, school.url(school.lesson))
    sent = client.post(school.url(school.lesson, name="reading"), {"form_key": str(uuid4())})

    assert "This activity opens on" in page
    assert "English text." not in page
    assert sent.status_code == 422
    assert not Attempt.objects.exists()


def test_a_closed_module_shows_its_outcomes_but_no_way_in(school: School) -> None:
    module = make_module(
        school.edition,
        2,
        outcomes=[{"fr": "Juger", "en": "Judge"}],
        opens_at=NOW + timedelta(days=4),
        closes_at=NOW + timedelta(days=18),
    )
    activity = make_activity(module, "lesson")

    page = text_at(client_of(make_reader(school)), reverse("module", args=["2027", module.slug]))

    assert "This module opens on" in page
    assert "Judge" in page
    assert school.url(activity) not in page


def test_a_module_lead_reads_ahead(school: School) -> None:
    for field, value in later(3).items():
        setattr(school.lesson, field, value)
    school.lesson.save()
    lead = make_enrolment(school.edition, role=Role.MODULE_LEAD, person=make_person(language="en"))

    assert "English text." in text_at(client_of(lead), school.url(school.lesson))


def test_a_year_says_what_it_counts_the_same_way_on_its_title_and_on_its_bridge(
    school: School,
) -> None:
    make_module(school.edition, 2)
    make_module(school.edition, 3, kind="datathon")
    make_module(school.edition, 4, kind="conferences")
    lead = make_enrolment(school.edition, role=Role.MODULE_LEAD, person=make_person(language="en"))

    page = text_at(client_of(lead), reverse("programme", args=["2027"]))

    assert "2 modules, the datathon, the conferences: 80\u00a0h in all." in page
    assert "Drawn by the calendar: 2 modules, the datathon." in page


def test_an_unknown_kind_is_named_and_not_playable(school: School) -> None:
    activity = make_activity(school.module, "hologram")

    page = text_at(client_of(make_reader(school)), school.url(activity))

    assert "of the kind “hologram”, which is not playable here" in page


@pytest.mark.parametrize("role", [Role.EXPERT, Role.JUROR, Role.REGISTRAR, Role.GUEST])
def test_lessons_are_not_for_every_role(school: School, role: Role) -> None:
    client = client_of(make_enrolment(school.edition, role=role))

    status = client.get(school.url(school.lesson)).status_code

    assert status == (404 if role == Role.GUEST else 403)


def test_a_visitor_is_asked_to_sign_in(school: School) -> None:
    response = Client().get(school.url(school.lesson))

    assert response.url.startswith("/accounts/login/")


def test_the_words_follow_the_reader_s_own_calendar(school: School) -> None:
    school.quiz.due_at = NOW.replace(hour=23)  # midnight in Paris, still today in Montréal
    readers = [Reader(NOW, zone, "en") for zone in ("Europe/Paris", "America/Toronto")]

    with override("en"):
        said = [
            state_of(school.quiz, done_at=None, is_begun=False, reader=reader).words
            for reader in readers
        ]

    assert said == ["due tomorrow", "due today"]


@pytest.mark.parametrize("name", ["programme", "module"])
@pytest.mark.parametrize("rows", [1, 3])
def test_eight_queries_at_most_however_many_rows(
    school: School, django_assert_max_num_queries: object, name: str, rows: int
) -> None:
    for number in range(rows):
        make_module(school.edition, 2 + number)
        make_session(school.module)
        make_activity(school.module, "lesson")
    learner = make_reader(school)
    client = client_of(learner)
    url = reverse(name, args=["2027", school.module.slug][: 1 if name == "programme" else 2])

    with django_assert_max_num_queries(8) as counted:  # type: ignore[operator]
        client.get(url)

    assert len(counted) == (7 if name == "programme" else 8)


def test_a_module_s_dates_are_those_of_the_programme_s_calendar(school: School) -> None:
    midnight_in_paris = NOW.replace(day=7, hour=23)
    module = make_module(
        school.edition, 2, opens_at=midnight_in_paris, closes_at=NOW.replace(day=21)
    )
    learner = make_enrolment(
        school.edition, person=make_person(language="en", zone="America/Toronto")
    )

    page = text_at(client_of(learner), reverse("module", args=["2027", module.slug]))

    assert "8 February to 21 February" in page
