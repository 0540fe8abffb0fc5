"""The roll call of a session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import invite_expert
from passerelle.campus.enums import Role
from passerelle.campus.models import Attendance, Session
from passerelle.foundation.models import Entry
from tests.campus.marking_cast import Stage, at, make_staff, signed_in
from tests.factories import NOW, make_edition, make_enrolment, make_module, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def session(stage: Stage) -> Session:
    """Ninety minutes, yesterday."""
    start = NOW - timedelta(days=1)
    return make_session(stage.module, starts_at=start, ends_at=start + timedelta(minutes=90))


def address(session: Session) -> str:
    return at(f"sessions/{session.slug}/presence/")


def test_the_staff_records_who_was_there(client: Client, stage: Stage, session: Session) -> None:
    absent = make_enrolment(stage.edition)
    sent = {
        "listed": [stage.learner.pk, absent.pk],
        "present": [stage.learner.pk],
        f"minutes-{stage.learner.pk}": "40",
    }

    answer = signed_in(client, stage.coordinator).post(address(session), sent)

    assert answer["Location"] == address(session)
    assert list(Attendance.objects.values_list("enrolment", "minutes", "evidence")) == [
        (stage.learner.pk, 40, "roll call")
    ]


def test_everyone_is_there_for_the_whole_session(
    client: Client, stage: Stage, session: Session
) -> None:
    other = make_enrolment(stage.edition)
    sent = {"listed": [stage.learner.pk, other.pk], "everyone": "1"}

    signed_in(client, stage.coordinator).post(address(session), sent)

    assert list(Attendance.objects.order_by("pk").values_list("minutes", flat=True)) == [90, 90]


def test_saving_twice_writes_once(client: Client, stage: Stage, session: Session) -> None:
    sent = {"listed": [stage.learner.pk], "everyone": "1"}
    signed_in(client, stage.coordinator)

    codes = [client.post(address(session), sent).status_code for _ in range(2)]

    assert codes == [302, 302]
    assert Entry.objects.filter(verb="recorded presence").count() == 1


def test_a_tick_taken_back_is_zero_minutes(client: Client, stage: Stage, session: Session) -> None:
    signed_in(client, stage.coordinator)
    client.post(address(session), {"listed": [stage.learner.pk], "everyone": "1"})

    client.post(address(session), {"listed": [stage.learner.pk]})

    assert list(Attendance.objects.values_list("minutes", flat=True)) == [0]


@pytest.mark.parametrize("typed", ["-3", "91", "une heure", "9" * 30])
def test_minutes_that_make_no_sense_are_refused_and_kept_on_screen(
    client: Client, stage: Stage, session: Session, typed: str
) -> None:
    pk = stage.learner.pk
    sent = {"listed": [pk], "present": [pk], f"minutes-{pk}": typed}

    answer = signed_in(client, stage.coordinator).post(address(session), sent)

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert not Attendance.objects.exists()


def test_nobody_was_at_a_session_that_has_not_begun(client: Client, stage: Stage) -> None:
    ahead = make_session(stage.module)

    answer = signed_in(client, stage.coordinator).post(
        address(ahead), {"listed": [stage.learner.pk], "everyone": "1"}
    )

    assert answer.status_code == 422
    assert not Attendance.objects.exists()


def test_an_expert_records_the_session_they_give(
    client: Client, stage: Stage, session: Session
) -> None:
    invite_expert(session, person=stage.expert)

    answer = signed_in(client, stage.expert).post(
        address(session), {"listed": [stage.learner.pk], "everyone": "1"}
    )

    assert answer.status_code == 302
    assert Attendance.objects.get().recorded_by == stage.expert


def test_the_session_of_another_expert_does_not_exist(
    client: Client, stage: Stage, session: Session
) -> None:
    invite_expert(session, person=make_staff(stage.edition, Role.EXPERT))
    signed_in(client, stage.expert)

    codes = [client.get(address(session)).status_code, client.post(address(session)).status_code]

    assert codes == [404, 404]


def test_people_of_another_edition_cannot_be_slipped_in(
    client: Client, stage: Stage, session: Session
) -> None:
    stranger = make_enrolment(make_edition("2026"))

    signed_in(client, stage.coordinator).post(
        address(session), {"listed": [stranger.pk], "everyone": "1"}
    )

    assert not Attendance.objects.exists()


def test_a_session_of_another_edition_does_not_exist(client: Client, stage: Stage) -> None:
    elsewhere = make_session(make_module(make_edition("2026")))

    answer = signed_in(client, stage.coordinator).get(address(elsewhere))

    assert answer.status_code == 404


@pytest.mark.parametrize("learners", [1, 3, 60])
def test_the_roll_call_costs_the_same_for_any_cohort(
    client: Client,
    stage: Stage,
    session: Session,
    learners: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(learners - 1):
        make_enrolment(stage.edition)
    signed_in(client, stage.coordinator)

    with django_assert_num_queries(7):
        client.get(address(session))
