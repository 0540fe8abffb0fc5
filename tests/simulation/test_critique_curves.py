"""A learner's curve, and the cohort's two measures."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Attempt, Enrolment
from passerelle.simulation.models import Critique, CritiqueItem
from passerelle.simulation.queries.critique_curves import curve_of, evidence_of
from tests.factories import NOW, make_activity, make_enrolment, sign_in
from tests.simulation.critique_cast import FAULTY_TEXT, series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
FORMS = {"forms": {"a": ["faulty"], "b": ["sound"]}}
HIT = {
    "start": FAULTY_TEXT.index("Donner"),
    "end": FAULTY_TEXT.index("Donner") + 6,
    "type": "dose",
    "severity": "severe",
    "document": "dossier",
}


def taken(activity: Activity, learner: Enrolment, *, sees: bool) -> Attempt:
    """Both outputs judged: with eyes, or accepted blind."""
    attempt = Attempt.objects.create(
        activity=activity,
        enrolment=learner,
        started_at=NOW,
        submitted_at=NOW,
        content={"items": ["faulty", "sound"], "concordance": [], "form": "a", "wave": "before"},
        form_key=uuid4(),
    )
    for place, item in enumerate(CritiqueItem.objects.order_by("slug"), start=1):
        found = sees and item.slug == "faulty"
        Critique.objects.create(
            attempt=attempt,
            item=item,
            place=place,
            language="fr",
            choice_before="low",
            confidence_before=70,
            committed_at=NOW - timedelta(minutes=4),
            marks=[HIT] if found else [],
            verdict="edit" if found else "accept",
            choice_after="low" if sees else "high",
            confidence_after=90,
            submitted_at=NOW,
        )
    return attempt


def two_measures() -> tuple[Activity, Activity]:
    stage = series(settings=FORMS | {"wave": "before"})
    module = stage.activity.module
    return stage.activity, make_activity(module, "critique", settings=FORMS | {"wave": "after"})


def test_a_curve_holds_each_series_submitted() -> None:
    before, after = two_measures()
    learner = make_enrolment(before.edition)
    first, last = taken(before, learner, sees=False), taken(after, learner, sees=True)
    taken(before, make_enrolment(before.edition), sees=True)

    curve = curve_of(learner)

    assert [each.attempt for each in curve] == [first.pk, last.pk]
    assert curve[0].report.by_sentence.d_prime == 0
    assert (curve[1].report.by_sentence.d_prime or 0) > 1


def test_a_change_is_said_of_those_measured_twice() -> None:
    before, after = two_measures()
    for _ in range(5):
        learner = make_enrolment(before.edition)
        taken(before, learner, sees=False)
        taken(after, learner, sees=True)
    taken(before, make_enrolment(before.edition), sees=True)

    told = evidence_of(before.edition)

    assert (told.before, told.after) == (6, 5)
    assert told.d_prime is not None
    assert (told.d_prime.learners, told.d_prime.improved) == (5, 5)
    assert told.switched is not None
    assert (told.switched.before, told.switched.after) == (1, 0)


def test_of_four_learners_nothing_is_said() -> None:
    before, after = two_measures()
    for _ in range(4):
        learner = make_enrolment(before.edition)
        taken(before, learner, sees=False)
        taken(after, learner, sees=True)

    assert evidence_of(before.edition).d_prime is None


@pytest.mark.parametrize("learners", [1, 6])
def test_the_evidence_costs_the_same_whatever_the_cohort(
    learners: int, django_assert_max_num_queries: object
) -> None:
    before, after = two_measures()
    for _ in range(learners):
        learner = make_enrolment(before.edition)
        taken(before, learner, sees=False)
        taken(after, learner, sees=True)
    client = Client()
    sign_in(client, make_enrolment(before.edition, Role.COORDINATOR).person)
    address = reverse("critique_evidence", args=[before.edition.slug])
    client.get(address)

    with django_assert_max_num_queries(8):  # type: ignore[operator]  # pytest-django's fixture
        page = client.get(address).content.decode()

    assert ("trop tôt" in page) == (learners == 1)


def test_a_learner_reads_their_curve_and_not_the_cohort_s() -> None:
    before, _after = two_measures()
    learner = make_enrolment(before.edition)
    taken(before, learner, sees=True)
    client = Client()
    sign_in(client, learner.person)

    mine = client.get(reverse("critique_curve", args=[before.edition.slug]))
    theirs = client.get(reverse("critique_evidence", args=[before.edition.slug]))

    assert "1 série" in mine.content.decode()
    assert theirs.status_code == 403
