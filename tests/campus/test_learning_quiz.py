"""A quiz from its first page to its correction: nothing right is told before it is submitted."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Answer, Attempt, Enrolment, Result
from passerelle.campus.queries.learning_explained import Explanations
from passerelle.campus.quiz_prose import html_of_text
from passerelle.engines.quiz import Format, Text
from passerelle.foundation.models import Entry
from tests.campus.learning_cast import (
    ENGLISH,
    RIGHT,
    SECRETS,
    School,
    begun,
    client_of,
    keep,
    make_reader,
)
from tests.factories import NOW, make_activity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def learner(school: School) -> Enrolment:
    return make_reader(school)


@pytest.fixture
def client(learner: Enrolment) -> Client:
    return client_of(learner)


def url_of(attempt: Attempt) -> str:
    return reverse("attempt", args=["2027", attempt.pk])


def joined(page: str) -> dict[str, str]:
    """The fields that join every pair rightly, read as a person would: by the words shown."""
    sounds = {"chat": "miaule", "chien": "aboie", "vache": "meugle"}
    found = {}
    for left, name, options in re.findall(
        r'<label for="question[^>]*>(.*?)</label>\s*<select id="[^"]*"\s+name="([^"]*)">(.*?)</select>',
        page,
    ):
        [value] = re.findall(rf'<option value="([^"]*)"[^>]*>{sounds[left]}</option>', options)
        found[name] = value
    return found


def all_right(client: Client, attempt: Attempt) -> dict[str, Any]:
    return RIGHT | joined(client.get(url_of(attempt)).content.decode())


def test_a_whole_quiz_from_the_first_page_to_the_correction(
    school: School, client: Client, learner: Enrolment
) -> None:
    intro = client.get(school.url(school.quiz)).content.decode()
    started = client.post(
        school.url(school.quiz, name="attempts"), {"form_key": str(uuid4())}, follow=True
    )
    attempt = Attempt.objects.get(enrolment=learner)

    client.post(url_of(attempt), all_right(client, attempt))
    correction = client.get(url_of(attempt)).content.decode()

    assert "6 questions, all on one page." in intro
    assert started.redirect_chain == [(url_of(attempt), 302)]
    assert "You scored 6 of 6." in correction
    assert "RETOUR-BONNE" in correction
    assert "GENERAL-PAIRES" in correction


def test_the_page_in_progress_holds_no_answer(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)
    client.post(url_of(attempt), all_right(client, attempt), headers={"X-Autosave": "1"})

    page = client.get(url_of(attempt)).content.decode()

    assert [secret for secret in SECRETS if secret in page] == []
    assert "miaule" in page


def test_the_values_of_pairs_do_not_tell_which_belong_together(
    school: School, client: Client, learner: Enrolment
) -> None:
    page = client.get(url_of(begun(school, learner))).content.decode()

    values = set(re.findall(r'<option value="([^"]*)"', page))

    assert len(values) == 4
    assert values.isdisjoint({"0", "1", "2"})


def test_a_wrong_answer_is_explained_with_the_right_one(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)
    wrong = {
        "truth-answer": "true",
        "one-answer": "1",
        "many-answer": ["0", "2"],
        "word-answer": "Lyon",
        "number-answer": "7",
        "confirmed": "1",
    }

    client.post(url_of(attempt), wrong)
    page = client.get(url_of(attempt)).content.decode()

    assert "You scored 0 of 6." in page
    assert "Your answer, wrong" in page
    assert "RETOUR-MAUVAISE" in page
    assert "RETOUR-BONNE" not in page
    assert "RETOUR-FAUX-VRAI" in page
    assert "The right answer: <b>Paris town</b>" in page
    assert "The right answer: <b>2.5 ± 0.1</b>" in page
    assert "No answer" in page


def test_a_correction_leads_to_the_lesson_it_names(
    school: School, client: Client, learner: Enrolment
) -> None:
    named = ENGLISH.replace("GENERAL-UN", "See the lesson, “The start”.")
    school.quiz.content["en.gift"] = keep(named)
    attempt = begun(school, learner)

    client.post(url_of(attempt), {"confirmed": "1"})
    page = client.get(url_of(attempt)).content.decode()

    assert f'See <a href="{school.url(school.lesson)}">the lesson</a>, “The start”.' in page


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Leçon 2 : le <b>geste</b>.", '<a href="{second}">Leçon 2</a> : le <b>geste</b>.'),
        ("See lesson 1, then lesson 3.", 'See <a href="{first}">lesson 1</a>, then lesson 3.'),
        ("Deux leçons ; voir la leçon.", "Deux leçons ; voir la leçon."),
    ],
)
def test_of_several_lessons_a_number_says_which(school: School, said: str, shown: str) -> None:
    second = make_activity(school.module, "lesson", slug="suite", position=9)

    html = Explanations(school.quiz).html_of(Text(Format.HTML, said))

    assert html == shown.format(first=school.url(school.lesson), second=school.url(second))


def test_an_answer_is_right_in_either_language_and_corrected_in_the_reader_s(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)

    client.post(url_of(attempt), {"word-answer": "Paris", "confirmed": "1"})
    english = client.get(url_of(attempt)).content.decode()
    learner.person.language = "fr"
    learner.person.save()
    french = client.get(url_of(attempt)).content.decode()

    assert Answer.objects.get(attempt=attempt, question="word").points == 1
    assert "Does GPT read to the right?" in english
    assert "GPT lit à droite ?" in french


def test_unanswered_questions_are_named_before_anything_is_submitted(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)

    asked = client.post(url_of(attempt), {"one-answer": "0", "word-answer": "Par<is"})
    attempt.refresh_from_db()
    page = asked.content.decode()

    assert asked.status_code == 422
    assert "5 questions are still" not in page
    assert "4 questions are still without an answer." in page
    assert 'href="#question-5">Question 5</a>' in page
    assert 'value="Par&lt;is"' in page
    assert attempt.submitted_at is None


def test_pairs_left_incomplete_count_as_unanswered(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)
    fields = all_right(client, attempt)
    del fields["pairs-pair-1"]

    asked = client.post(url_of(attempt), fields)

    assert asked.context["unanswered"] == [6]


def test_an_answer_that_cannot_be_read_gets_a_sentence_beside_it(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)
    fields = all_right(client, attempt) | {"number-answer": "deux", "one-answer": "99"}

    refused = client.post(url_of(attempt), fields)
    page = refused.content.decode()

    assert refused.status_code == 422
    assert "“deux” is not a number" in page
    assert "“99” is not an answer on offer" in page
    assert 'value="deux"' in page
    assert not Result.objects.exists()


@pytest.mark.parametrize("value", ["0", "²", "9" * 5000, "-1", "\0"])
def test_pairs_made_up_by_hand_are_refused_never_a_fault(
    school: School, client: Client, learner: Enrolment, value: str
) -> None:
    attempt = begun(school, learner)

    answer = client.post(url_of(attempt), {"pairs-pair-0": value, "confirmed": "1"})

    assert answer.status_code in (302, 422)


def test_a_draft_is_kept_while_one_types(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)

    kept = client.post(url_of(attempt), {"many-answer": ["0", "2"]}, headers={"X-Autosave": "1"})
    page = client.get(url_of(attempt)).content.decode()

    assert kept.status_code == 204
    assert re.findall(r'name="many-answer"\s+value="(\d)" checked', page) == ["0", "2"]
    assert Answer.objects.filter(attempt=attempt).exclude(points=None).count() == 0


def test_a_quiz_sent_twice_is_stored_once(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)
    fields = all_right(client, attempt)

    first = client.post(url_of(attempt), fields)
    second = client.post(url_of(attempt), fields | {"one-answer": "1"})

    assert [first.status_code, second.status_code] == [302, 302]
    assert Result.objects.get().points == 6
    assert Entry.objects.filter(verb="answered").count() == 1


def test_a_late_draft_never_overwrites_marked_answers(
    school: School, client: Client, learner: Enrolment
) -> None:
    attempt = begun(school, learner)
    client.post(url_of(attempt), all_right(client, attempt))

    late = client.post(url_of(attempt), {"one-answer": "1"}, headers={"X-Autosave": "1"})

    assert late.status_code == 409
    assert Answer.objects.get(attempt=attempt, question="one").points == 1


def test_two_windows_begin_one_attempt(school: School, client: Client) -> None:
    url = school.url(school.quiz, name="attempts")

    for _ in range(2):
        client.post(url, {"form_key": str(uuid4())})

    assert Attempt.objects.count() == 1


def test_no_attempt_is_left_after_the_last(
    school: School, client: Client, learner: Enrolment
) -> None:
    for _ in range(2):
        client.post(school.url(school.quiz, name="attempts"), {"form_key": str(uuid4())})
        attempt = Attempt.objects.latest("number")
        client.post(url_of(attempt), all_right(client, attempt))

    refused = client.post(school.url(school.quiz, name="attempts"), {"form_key": str(uuid4())})

    assert refused.status_code == 422
    assert "You have used all your attempts." in refused.content.decode()
    assert Attempt.objects.count() == 2


def test_whoever_still_owes_a_quiz_reads_how_late_it_is(
    school: School, client: Client, learner: Enrolment
) -> None:
    due_three_days_ago(school)
    watching = client_of(make_reader(school, role=Role.MODULE_LEAD))
    before = client.get(school.url(school.quiz)).content.decode()
    watched = watching.get(school.url(school.quiz)).content.decode()
    attempt = begun(school, learner)

    begun_page = client.get(school.url(school.quiz)).content.decode()
    answering = client.get(url_of(attempt)).content.decode()

    assert "This date has passed (late by 3 days); the quiz is still accepted." in before
    assert "This date has passed (late by 3 days); the quiz is still accepted." in begun_page
    assert "(late by 3 days); the quiz is still accepted." in answering
    assert "late by" not in watched


def test_a_quiz_submitted_after_its_date_says_so_and_no_longer_how_late_one_is(
    school: School, client: Client, learner: Enrolment
) -> None:
    due_three_days_ago(school)
    attempt = begun(school, learner)
    client.post(url_of(attempt), {"confirmed": "1"})

    intro = client.get(school.url(school.quiz)).content.decode()
    correction = client.get(url_of(attempt)).content.decode()

    assert "<small>after the due date</small>" in intro
    assert "That was after the due date; it takes no points away." in correction
    assert "late by" not in intro


def test_nobody_who_submitted_in_time_is_called_late_for_trying_again(
    school: School, client: Client, learner: Enrolment
) -> None:
    client.post(url_of(begun(school, learner)), {"confirmed": "1"})
    due_three_days_ago(school)
    Attempt.objects.update(submitted_at=NOW - timedelta(days=4))
    again = client.post(school.url(school.quiz, name="attempts"), {"form_key": str(uuid4())})
    answering = client.get(again["Location"]).content.decode()
    client.post(again["Location"], {"confirmed": "1"})

    intro = client.get(school.url(school.quiz)).content.decode()
    correction = client.get(again["Location"]).content.decode()

    said = answering + intro + correction
    assert [words for words in ("late by", "has passed", "after the due") if words in said] == []


def due_three_days_ago(school: School) -> None:
    Activity.objects.filter(pk=school.quiz.pk).update(due_at=NOW - timedelta(days=3))


def test_the_key_of_another_form_is_refused_in_words(
    school: School, client: Client, learner: Enrolment
) -> None:
    used = begun(school, make_reader(school))

    refused = client.post(
        school.url(school.quiz, name="attempts"), {"form_key": str(used.form_key)}
    )

    assert refused.status_code == 422
    assert "Reload it, then send it again." in refused.content.decode()


def test_an_attempt_is_its_learner_s_alone(school: School, learner: Enrolment) -> None:
    stranger = client_of(make_reader(school))
    attempt = begun(school, learner)

    seen, sent = stranger.get(url_of(attempt)), stranger.post(url_of(attempt), RIGHT)

    assert [seen.status_code, sent.status_code] == [404, 404]
    assert not Answer.objects.exists()


def test_quiz_pages_take_few_queries(
    school: School, client: Client, learner: Enrolment, django_assert_max_num_queries: Any
) -> None:
    attempt = begun(school, learner)
    fields = all_right(client, attempt)
    client.get(school.url(school.quiz))

    with django_assert_max_num_queries(5):
        client.get(school.url(school.quiz))
    with django_assert_max_num_queries(5):
        client.get(url_of(attempt))
    client.post(url_of(attempt), fields)
    with django_assert_max_num_queries(6):
        client.get(url_of(attempt))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (Text(Format.MOODLE, "p < 0,05 & n > 3"), "p &lt; 0,05 &amp; n &gt; 3"),
        (Text(Format.HTML, "<p>a <b>b</b></p><script>x</script>"), "a <b>b</b>"),
        (Text(Format.MOODLE, '<img src=x onerror="a()">H<sub>2</sub>O'), "H<sub>2</sub>O"),
        (Text(Format.MARKDOWN, "*un* <b>"), "<em>un</em> &lt;b&gt;"),
        (Text(Format.PLAIN, "<b>\n&"), "&lt;b&gt;<br>&amp;"),
    ],
)
def test_texts_of_questions_are_safe_and_keep_their_meaning(text: Text, html: str) -> None:
    assert html_of_text(text) == html
