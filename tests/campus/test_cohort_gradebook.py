"""One learner's gradebook, as the staff and the jurors read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import withdraw
from passerelle.campus.enums import Role
from passerelle.campus.models import Attendance
from passerelle.campus.queries.gradebook import gradebook_of
from passerelle.engines.grading import table
from tests.campus.marking_cast import Stage, at, make_staff, mark, set_stage, signed_in
from tests.factories import (
    NOW,
    both,
    make_activity,
    make_attempt,
    make_edition,
    make_enrolment,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def stage() -> Stage:
    stage = set_stage()
    mark(stage.paper, 13, 20)
    return stage


def address(stage: Stage) -> str:
    return at(f"cohort/{stage.learner.pk}/")


def test_it_shows_each_step_of_the_rule(client: Client, stage: Stage) -> None:
    expected = table(gradebook_of(stage.learner).verdict, "fr")

    page = signed_in(client, stage.coordinator).get(address(stage)).context["page"]

    assert [(s.label, s.formula, s.value) for s in page.steps] == [
        (row.label, row.formula, row.value) for row in expected
    ]


def test_it_says_what_proves_the_hours(client: Client, stage: Stage) -> None:
    session = make_session(stage.module)
    Attendance.objects.create(
        session=session,
        enrolment=stage.learner,
        minutes=75,
        evidence="roll call",
        recorded_at=NOW,
        recorded_by=stage.expert,
    )

    page = signed_in(client, stage.coordinator).get(address(stage)).context["page"]

    proofs = page.modules[0].proofs
    assert [(proof.what, proof.duration) for proof in proofs] == [
        (str(session.title), "1\u00a0h\u00a015"),
        (str(stage.assignment.title), "1\u00a0h"),
    ]
    assert (page.proven, page.required) == ("2\u00a0h\u00a015", "80\u00a0h")


def test_the_same_total_stands_in_the_table_and_in_the_gradebook(
    client: Client, stage: Stage
) -> None:
    signed_in(client, stage.coordinator)

    row = client.get(at("cohort/")).context["page"].rows[0]
    response = client.get(address(stage))
    page = response.context["page"]

    assert row.total in page.finding
    assert page.standing_steps[-1].value == row.total
    assert "Ce que calculerait la règle aujourd’hui" in response.content.decode()


def test_late_work_is_said_as_in_the_table_and_not_of_who_withdrew(
    client: Client, stage: Stage
) -> None:
    make_activity(
        stage.module,
        component="quizzes",
        title=both("Le dossier"),
        due_at=NOW - timedelta(days=11),
    )
    signed_in(client, stage.coordinator)

    row = client.get(at("cohort/")).context["page"].rows[0]
    late = client.get(address(stage)).context["page"].late
    withdraw(stage.learner, by=stage.coordinator, reason="Changement de poste")
    after = client.get(address(stage)).context["page"].late

    assert "11" in row.late
    assert (late, after) == ((("Le dossier", "en retard de 11 jours"),), ())


def test_a_withdrawal_is_said_with_its_author_and_reason(client: Client, stage: Stage) -> None:
    withdraw(stage.learner, by=stage.coordinator, reason="Changement de poste")

    page = signed_in(client, stage.coordinator).get(address(stage)).content.decode()

    assert "Changement de poste" in page
    assert "Claire Inventée" in page


def test_a_juror_reads_it_without_links_that_would_refuse_them(
    client: Client, stage: Stage
) -> None:
    juror = make_staff(stage.edition, Role.JUROR)

    page = signed_in(client, juror).get(address(stage)).context["page"]

    assert page.cohort_url == ""
    assert [line.url for line in page.attempts] == [""]


@pytest.mark.parametrize("role", [Role.LEARNER, Role.EXPERT, Role.REGISTRAR, Role.GUEST])
def test_it_is_not_for_anyone_else(client: Client, stage: Stage, role: str) -> None:
    someone = make_staff(stage.edition, role)

    assert signed_in(client, someone).get(address(stage)).status_code == 403


def test_a_learner_of_another_edition_is_not_there(client: Client, stage: Stage) -> None:
    elsewhere = make_enrolment(make_edition("2026"))

    answer = signed_in(client, stage.coordinator).get(at(f"cohort/{elsewhere.pk}/"))

    assert answer.status_code == 404


def test_an_expert_has_no_gradebook(client: Client, stage: Stage) -> None:
    expert = make_enrolment(stage.edition, Role.EXPERT)

    answer = signed_in(client, stage.coordinator).get(at(f"cohort/{expert.pk}/"))

    assert answer.status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_for_one_activity_and_three(
    client: Client,
    stage: Stage,
    more: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(more):
        quiz = make_activity(stage.module, "quiz", component="quizzes")
        mark(make_attempt(quiz, stage.learner))
    signed_in(client, stage.coordinator)

    with django_assert_num_queries(7):
        client.get(address(stage))
