"""My results: the total step by step, the hours with their proofs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from passerelle.campus.actions import record_attendance
from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, Result
from passerelle.jury.models import Decision
from tests.campus.learning_cast import School, client_of, make_reader
from tests.factories import NOW, make_attempt, make_enrolment, make_module, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def learner(school: School) -> Enrolment:
    return make_reader(school)


def score(school: School, learner: Enrolment, *, points: str, maximum: str = "6") -> None:
    Result.objects.create(
        attempt=make_attempt(school.quiz, learner),
        points=Decimal(points),
        maximum=Decimal(maximum),
        source="quiz",
        recorded_at=NOW,
    )


def decide(learner: Enrolment) -> None:
    Decision.objects.create(
        enrolment=learner,
        version=1,
        outcome="awarded",
        total=Decimal("15.82"),
        reason="",
        proposal={},
        decided_at=NOW,
        decided_by=learner.person,
        form_key=uuid4(),
    )


def page_of(learner: Enrolment) -> str:
    response = client_of(learner).get(reverse("my_gradebook", args=["2027"]))
    assert response.status_code == 200
    return response.content.decode()


def test_nothing_marked_says_so(school: School, learner: Enrolment) -> None:
    assert "Nothing is marked yet." in page_of(learner)


def test_the_standing_is_provisional_with_its_steps(school: School, learner: Enrolment) -> None:
    score(school, learner, points="4.5")

    page = page_of(learner)

    assert "So far: 15.00 out of 20, provisional." in page
    assert "4.5 ÷ 6 × 20" in page
    assert "Provisional" in page
    assert "How this provisional total is reached" in page
    assert re.search(r"15 × (\S+) ÷ \1<", page)
    assert "What the rule would compute today" in page


def test_hours_are_proven_by_sessions_and_activities(school: School, learner: Enrolment) -> None:
    score(school, learner, points="4.5")
    session = make_session(school.module)
    record_attendance(session, enrolment=learner, minutes=45, evidence="roll", by=learner.person)

    page = page_of(learner)

    assert "1\u00a0h\u00a045 of 80\u00a0h are proven" in page
    assert "Lecture, presence recorded&nbsp;· 18 February" in page
    assert "Quiz&nbsp;· 18 February&nbsp;· 4.5 of 6" in page
    assert school.url(school.quiz) in page


def test_results_are_the_learner_s_own(school: School) -> None:
    statuses = [
        client_of(make_enrolment(school.edition, role=role))
        .get(reverse("my_gradebook", args=["2027"]))
        .status_code
        for role in (Role.COORDINATOR, Role.EXPERT, Role.GUEST)
    ]

    assert statuses == [403, 403, 403]
    assert Client().get(reverse("my_gradebook", args=["2027"])).status_code == 302


def test_once_the_jury_has_decided_its_decision_stands_first(
    school: School, learner: Enrolment
) -> None:
    score(school, learner, points="4.5")
    decide(learner)

    page = page_of(learner)

    assert "The jury has decided: diploma awarded." in page
    assert "Total: 15.82 out of 20." in page
    assert 'href="/2027/decision/"' in page
    assert "provisional" not in page
    assert "The rule proposes" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_results_take_eight_queries_however_many_rows(
    school: School, learner: Enrolment, rows: int, django_assert_num_queries: Any
) -> None:
    score(school, learner, points="4.5")
    for number in range(rows):
        make_module(school.edition, 2 + number)
        session = make_session(school.module)
        record_attendance(
            session, enrolment=learner, minutes=45, evidence="roll", by=learner.person
        )
    client = client_of(learner)
    decide(learner)

    with django_assert_num_queries(8):
        client.get(reverse("my_gradebook", args=["2027"]))
