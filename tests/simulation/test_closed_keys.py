"""Who rereads in one edition and learns in another reads no key of what they have yet to judge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Enrolment, Withdrawal
from passerelle.programme.models import Edition
from passerelle.simulation.models import SecondReading
from tests.factories import NOW, make_edition, make_enrolment, sign_in
from tests.simulation.critique_cast import SECRET, Series, make_items, series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
TITLE = "Une lettre"


@pytest.fixture
def stage() -> Series:
    """A learner of 2027; another edition holds the same outputs, and they are an expert there."""
    return series()


@pytest.fixture
def other(stage: Series) -> Edition:
    edition = make_edition("2026")
    make_items(edition)
    make_enrolment(edition, Role.EXPERT, stage.learner.person)
    return edition


def key(edition: Edition, slug: str = "faulty") -> str:
    return reverse("critique_item", args=[edition.slug, slug])


def opens(client: Client, address: str) -> bool:
    answer = client.get(address)
    assert (SECRET in answer.content.decode()) == (answer.status_code == 200)
    return answer.status_code == 200


def test_a_key_is_closed_until_they_have_judged_the_output(stage: Series, other: Edition) -> None:
    before = [opens(stage.client, key(other, slug)) for slug in ("faulty", "sound")]
    attempt = stage.begin()
    place = stage.place_of(attempt, "faulty")
    stage.commit(attempt, place)
    half_way = opens(stage.client, key(other))
    stage.judge(attempt, place)

    after = [opens(stage.client, key(other, slug)) for slug in ("faulty", "sound")]

    assert (before, half_way, after) == ([False, False], False, [True, False])


def test_nothing_is_signed_on_a_closed_key(stage: Series, other: Edition) -> None:
    answer = stage.client.post(key(other), {"approves": "yes"})

    assert answer.status_code == 403
    assert "son corrigé s’ouvrira" in answer.content.decode()
    assert not SecondReading.objects.exists()


def test_the_list_names_what_is_closed_and_says_nothing_of_it(
    stage: Series, other: Edition
) -> None:
    make_items(other, suffix="-elsewhere")

    page = stage.client.get(reverse("critique_items", args=[other.slug])).content.decode()

    assert "2 textes, dont 1 justes" in page
    assert "2 textes vous restent fermés" in page
    assert page.count("1 erreur") == 1
    assert [key(other, slug) in page for slug in ("faulty", "faulty-elsewhere")] == [False, True]


def _withdrawn(learner: Enrolment) -> None:
    Withdrawal.objects.create(enrolment=learner, at=NOW, by=learner.person, reason="Départ")


def _ended(learner: Enrolment) -> None:
    Edition.objects.filter(pk=learner.edition.pk).update(ends_on=NOW.date() - timedelta(days=1))


def _retired(learner: Enrolment) -> None:
    Activity.objects.filter(edition=learner.edition).update(retired_at=NOW)


@pytest.mark.parametrize("change", [_withdrawn, _ended, _retired])
def test_it_opens_once_they_no_longer_have_to_judge_it(
    stage: Series, other: Edition, change: Callable[[Enrolment], None]
) -> None:
    assert not opens(stage.client, key(other))

    change(stage.learner)

    assert opens(stage.client, key(other))


def test_both_forms_of_a_measure_are_closed() -> None:
    forms = {"a": ["faulty"], "b": ["sound"]}
    stage = series(settings={"wave": "before", "forms": forms, "items": [], "concordance": []})
    other = make_edition("2026")
    make_items(other)
    make_enrolment(other, Role.EXPERT, stage.learner.person)

    found = [opens(stage.client, key(other, slug)) for slug in ("faulty", "sound")]

    assert found == [False, False]


def test_an_expert_who_learns_nowhere_reads_it(stage: Series, other: Edition) -> None:
    client = Client()
    sign_in(client, make_enrolment(other, Role.EXPERT).person)

    assert opens(client, key(other))
