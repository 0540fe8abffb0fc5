"""The jury's pages, as each role meets them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from passerelle.foundation import clock
from passerelle.jury.actions import decide
from passerelle.jury.enums import Outcome
from passerelle.jury.models import Decision
from passerelle.people.models import Person
from tests.diploma.graduation import Graduation, make_graduation
from tests.factories import make_enrolment, sign_in


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def test_a_juror_reads_the_reasons_then_decides(graduation: Graduation) -> None:
    anais, juror = graduation.learner(points=17), signed_in(graduation.juror)
    page = juror.get(reverse("decision", args=["2026", anais.pk]))

    sent = juror.post(
        reverse("decisions", args=["2026", anais.pk]),
        {"outcome": "awarded", "reason": "", "form_key": str(uuid4())},
    )

    assert "40 ÷ 100" in page.content.decode()
    assert (sent.status_code, sent["Location"]) == (302, reverse("jury", args=["2026"]))
    assert Decision.objects.get().decided_by == graduation.juror


def test_a_departure_without_a_reason_keeps_what_was_chosen(graduation: Graduation) -> None:
    didier, juror = graduation.learner(points=9), signed_in(graduation.juror)

    refused = juror.post(
        reverse("decisions", args=["2026", didier.pk]),
        {"outcome": "awarded", "reason": "", "form_key": str(uuid4())},
    )

    assert refused.status_code == 422
    assert refused.context["form"]["outcome"].value() == "awarded"
    assert not Decision.objects.exists()


def test_a_coordinator_reads_but_does_not_decide(graduation: Graduation) -> None:
    learner, coordinator = graduation.learner(), signed_in(graduation.coordinator)
    page = coordinator.get(reverse("decision", args=["2026", learner.pk]))

    sent = coordinator.post(reverse("decisions", args=["2026", learner.pk]), {"outcome": "awarded"})

    assert (page.status_code, page.context["may_decide"]) == (200, False)
    assert sent.status_code == 403


def test_a_learner_sees_nothing_of_the_jury(graduation: Graduation) -> None:
    learner = graduation.learner()

    answer = signed_in(learner.person).get(reverse("jury", args=["2026"]))

    assert answer.status_code == 403


def test_a_candidate_of_another_edition_does_not_exist_here(graduation: Graduation) -> None:
    elsewhere = make_graduation("2025").learner()

    answer = signed_in(graduation.juror).get(reverse("decision", args=["2026", elsewhere.pk]))

    assert answer.status_code == 404


def test_a_juror_who_learns_cannot_decide_about_themselves(graduation: Graduation) -> None:
    own = make_enrolment(graduation.edition, "learner", graduation.juror)
    page = signed_in(graduation.juror).get(reverse("decision", args=["2026", own.pk]))

    assert (page.context["may_decide"], page.context["is_oneself"]) == (False, True)


def test_proposals_are_provisional_before_the_day_of_decisions(graduation: Graduation) -> None:
    graduation.learner()
    before, after = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 6, 12, tzinfo=UTC)
    juror = signed_in(graduation.juror)

    with clock.standing_at(before):
        early = juror.get(reverse("jury", args=["2026"]))
    with clock.standing_at(after):
        late = juror.get(reverse("jury", args=["2026"]))

    assert (early.context["provisional"], late.context["provisional"]) == (True, False)


@pytest.mark.parametrize("name", ["jury", "decision"])
def test_a_page_asks_as_much_for_one_row_as_for_three(graduation: Graduation, name: str) -> None:
    first = graduation.learner("Un Inventé")
    address = reverse(name, args=["2026"] if name == "jury" else ["2026", first.pk])
    one = queries_of(signed_in(graduation.juror), address)
    for each in ("Deux Inventé", "Trois Inventé"):
        decide(graduation.learner(each), outcome=Outcome.AWARDED, by=graduation.juror)
    decide(first, outcome=Outcome.AWARDED, by=graduation.juror)

    three = queries_of(signed_in(graduation.juror), address)

    assert one == three
    assert three <= 8


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address)
    return len(queries)
