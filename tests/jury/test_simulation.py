"""“If the threshold were 10?”: who changes, nothing stored."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passerelle.jury.models import Decision
from tests.diploma.graduation import Graduation
from tests.factories import sign_in

PAGE = reverse("simulation", args=["2026"])


@pytest.fixture
def juror(graduation: Graduation) -> Client:
    client = Client()
    sign_in(client, graduation.juror)
    return client


def test_a_higher_pass_names_who_would_not_be_awarded(
    graduation: Graduation, juror: Client
) -> None:
    graduation.learner("Anaïs Montplaisir", points=17)
    graduation.learner("Bruno Inventé", points=11)

    answer = juror.get(PAGE, {"total": "12,5"}, headers={"accept-language": "fr"})

    found = answer.context["simulation"]
    assert [str(each.enrolment.person) for each in found.changes] == ["Bruno Inventé"]
    assert [(each.before.outcome, each.after.outcome) for each in found.changes] == [
        ("awarded", "not_awarded")
    ]
    assert (found.learners, found.awarded_before, found.awarded_after) == (2, 2, 1)
    assert Decision.objects.count() == 0


def test_the_rule_as_it_stands_changes_nobody(graduation: Graduation, juror: Client) -> None:
    graduation.learner(points=11)

    answer = juror.get(PAGE, {"total": ""})

    assert answer.context["simulation"].changes == ()


@pytest.mark.parametrize("written", ["-1", "21", "dix", "1e9"])
def test_a_threshold_that_is_none_is_refused_with_a_sentence(
    graduation: Graduation, juror: Client, written: str
) -> None:
    answer = juror.get(PAGE, {"total": written})

    assert (answer.status_code, answer.context["simulation"]) == (422, None)
    assert list(answer.context["form"].errors) == ["total"]


def test_the_page_costs_the_same_for_one_learner_and_for_three(
    graduation: Graduation, juror: Client
) -> None:
    graduation.learner("Anaïs Montplaisir")
    juror.get(PAGE, {"total": "12"})
    with CaptureQueriesContext(connection) as for_one:
        juror.get(PAGE, {"total": "18"})
    graduation.learner("Bruno Inventé")
    graduation.learner("Chloé Fictive")

    with CaptureQueriesContext(connection) as for_three:
        juror.get(PAGE, {"total": "18"})

    assert len(for_one) == len(for_three) <= 8
