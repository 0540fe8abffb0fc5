"""An appeal: once, in time, by its learner; admitted, the jury sits again and edits nothing."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from passerelle.foundation import clock
from passerelle.foundation.models import Notice
from passerelle.jury.actions import mark_present, move
from passerelle.jury.actions.appeals import file_appeal, reopen_for_appeals, rule_on_appeal
from passerelle.jury.actions.minutes import draw_up_minutes
from passerelle.jury.enums import MotionKind
from passerelle.jury.errors import MotionRefused
from passerelle.jury.minutes_errors import (
    AlreadyAppealed,
    AlreadyRuled,
    DecisionSuperseded,
    GroundsMissing,
    NothingToReopen,
    NotYourDecision,
    OwnAppeal,
    TooLateToAppeal,
)
from passerelle.jury.models import Appeal, Decision, Minutes, ProceedingsLine
from passerelle.jury.queries import latest_decision
from passerelle.jury.queries.appeals import last_instant_to_appeal
from passerelle.jury.queries.deliberation import undecided_in
from passerelle.people.models import Person
from tests.diploma.graduation import JUNE, Graduation
from tests.factories import sign_in
from tests.jury.sitting import Sitting, decide_all, later, regulated, sits

GROUNDS = "Une séance n’a pas été comptée."


@pytest.fixture(scope="module")
def sitting_of_the_file(graduation_of_the_file: Graduation) -> Sitting:
    with clock.standing_at(JUNE):
        return sits(graduation_of_the_file)


@pytest.fixture
def sitting(graduation: Graduation, sitting_of_the_file: Sitting) -> Sitting:
    return deepcopy(sitting_of_the_file)


@pytest.fixture
def decision(sitting: Sitting) -> Decision:
    found = latest_decision(sitting.didier)
    assert found is not None
    return found


@pytest.fixture
def appeal(decision: Decision, sitting: Sitting) -> Appeal:
    return file_appeal(decision, grounds=GROUNDS, by=sitting.didier.person)


def browser_of(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def test_the_last_day_ends_where_the_edition_is(decision: Decision) -> None:
    assert last_instant_to_appeal(decision) == datetime(2026, 7, 4, 21, 59, 59, tzinfo=UTC)


def test_the_same_form_twice_is_one_appeal_and_another_one_is_refused(
    decision: Decision, appeal: Appeal, sitting: Sitting
) -> None:
    again = file_appeal(decision, grounds=f" {GROUNDS} ", by=sitting.didier.person)

    assert again.pk == appeal.pk
    with pytest.raises(AlreadyAppealed):
        file_appeal(decision, grounds="Autre chose.", by=sitting.didier.person)


def test_too_late_not_theirs_or_without_grounds_stores_nothing(
    decision: Decision, sitting: Sitting
) -> None:
    didier = sitting.didier.person
    with later(15):
        assert clock.now() < last_instant_to_appeal(decision)  # type: ignore[operator]  # there is one
    with later(17), pytest.raises(TooLateToAppeal):
        file_appeal(decision, grounds=GROUNDS, by=didier)
    with pytest.raises(NotYourDecision):
        file_appeal(decision, grounds=GROUNDS, by=sitting.anais.person)
    for grounds in (" ", "x" * 4001):
        with pytest.raises(GroundsMissing):
            file_appeal(decision, grounds=grounds, by=didier)

    assert not Appeal.objects.exists()


def test_the_learner_is_told_the_answer_which_is_given_once(
    appeal: Appeal, sitting: Sitting
) -> None:
    by = sitting.graduation.coordinator
    with pytest.raises(OwnAppeal):
        rule_on_appeal(appeal, admitted=True, reason="Oui.", by=sitting.didier.person)

    rulings = [rule_on_appeal(appeal, admitted=False, reason="Tardif.", by=by) for _ in range(2)]

    assert rulings[0].pk == rulings[1].pk
    with pytest.raises(AlreadyRuled):
        rule_on_appeal(appeal, admitted=True, reason="Si.", by=by)
    with pytest.raises(NothingToReopen):
        reopen_for_appeals(sitting.graduation.edition, by=by)
    told = Notice.objects.get(person_id=sitting.didier.person_id, verb="appeal answered")
    assert told.url == reverse("my_decision", args=["2026"])


def test_an_admitted_appeal_ends_in_new_versions_and_touches_nothing_old(
    appeal: Appeal, sitting: Sitting
) -> None:
    by, edition = sitting.graduation.coordinator, sitting.graduation.edition
    first = draw_up_minutes(sitting.deliberation, by=by)
    before = (
        list(Decision.objects.order_by("pk").values()),
        list(ProceedingsLine.objects.order_by("pk").values()),
        list(Minutes.objects.values()),
    )
    rule_on_appeal(appeal, admitted=True, reason="À revoir.", by=by)

    with regulated():
        again = reopen_for_appeals(edition, by=by)
    chair = again.members.get(person=sitting.chair)
    mark_present(chair, by=sitting.chair)
    assert [each["number"] for each in again.agenda] == [sitting.didier.pk]
    assert list(undecided_in(again)) == [sitting.didier]
    with pytest.raises(MotionRefused, match="appeal"), override("en"):
        move(again, sitting.anais, kind=MotionKind.ADOPT, by=sitting.chair)
    decide_all(again, [sitting.didier], [sitting.chair, *sitting.members])
    second = draw_up_minutes(again, by=by)

    assert (again.version, again.supersedes_id) == (2, sitting.deliberation.pk)
    assert (first.number, second.number) == (1, 2)
    assert [each["learner"] for each in second.content["decisions"]] == ["Didier Inventé"]
    latest = latest_decision(sitting.didier)
    assert latest is not None
    assert latest.version == 2
    assert before == (
        list(Decision.objects.order_by("pk").values())[: len(before[0])],
        list(ProceedingsLine.objects.order_by("pk").values())[: len(before[1])],
        list(Minutes.objects.filter(number=1).values()),
    )


def test_a_decision_that_was_superseded_is_no_longer_appealed_against(
    decision: Decision, sitting: Sitting
) -> None:
    by = sitting.graduation.coordinator
    mine = latest_decision(sitting.anais)
    assert mine is not None
    other = file_appeal(mine, grounds=GROUNDS, by=sitting.anais.person)
    rule_on_appeal(other, admitted=True, reason="À revoir.", by=by)
    with regulated():
        again = reopen_for_appeals(sitting.graduation.edition, by=by)
    decide_all(again, [sitting.anais], [sitting.chair, *sitting.members])
    Appeal.objects.update(decision=decision)

    with pytest.raises(DecisionSuperseded):
        file_appeal(mine, grounds=GROUNDS, by=sitting.anais.person)


def test_a_learner_reads_until_when_and_appeals_then_reads_the_answer(sitting: Sitting) -> None:
    didier, address = browser_of(sitting.didier.person), reverse("my_decision", args=["2026"])
    page = didier.get(address)
    empty = didier.post(address, {"grounds": ""})

    sent = didier.post(address, {"grounds": GROUNDS})

    assert "Montréal" in page.text
    assert (empty.status_code, sent.status_code) == (422, 302)
    coordinator = browser_of(sitting.graduation.coordinator)
    number = Appeal.objects.get().pk
    answered = coordinator.post(
        reverse("appeal", args=["2026", number]),
        {"answer": "rejected", "reason": "Tout est compté."},
    )
    assert answered.status_code == 302
    assert "Tout est compté." in didier.get(address).text


def test_the_pages_of_appeals_cost_few_queries(appeal: Appeal, sitting: Sitting) -> None:
    visits = [
        (sitting.didier.person, reverse("my_decision", args=["2026"])),
        (sitting.graduation.coordinator, reverse("appeals", args=["2026"])),
        (sitting.graduation.coordinator, reverse("appeal", args=["2026", appeal.pk])),
    ]
    counts = []
    for person, url in visits:
        client = browser_of(person)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))

    assert max(counts) <= 8
