"""A judge's screen keeps what is written as it is written; a second round says what learners did."""

from __future__ import annotations

import pytest
from django.test import Client

from passerelle.campus.enums import Role
from passerelle.campus.models import Answer, Enrolment
from passerelle.foundation.models import Entry
from passerelle.jury.actions.standards import close_round, give_estimates, open_round
from passerelle.jury.models import AngoffEstimate, AngoffJudge
from tests.campus.learning_cast import make_school
from tests.campus.marking_cast import at, make_staff, signed_in
from tests.factories import make_attempt, make_enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
KEYS = ("truth", "one", "many", "word", "number", "pairs")
TYPING = {"x-autosave": "1"}


@pytest.fixture
def judge() -> AngoffJudge:
    school = make_school()
    coordinator = make_staff(school.edition, Role.COORDINATOR)
    expert = make_staff(school.edition, Role.EXPERT)
    standard = open_round(school.quiz, judges=[expert], by=coordinator)
    return standard.judges.select_related("standard__activity", "person").get()


def second_round_of(judge: AngoffJudge) -> AngoffJudge:
    first = judge.standard
    give_estimates(judge, dict.fromkeys(KEYS, 60), by=judge.person)
    close_round(first, by=first.opened_by)
    second = open_round(first.activity, judges=[judge.person], by=first.opened_by)
    return second.judges.select_related("standard", "person").get()


def took(judge: AngoffJudge, learner: Enrolment, points: float, **fields: object) -> None:
    standard = judge.standard
    attempt = make_attempt(standard.activity, learner, content=standard.content, **fields)
    Answer.objects.create(attempt=attempt, question="one", response={}, points=points)


def test_estimates_are_kept_as_they_are_typed_and_noted_once_complete(
    client: Client, judge: AngoffJudge
) -> None:
    path = at(f"estimates/{judge.standard_id}/")
    signed_in(client, judge.person)

    some = client.post(path, {"share-truth": "60"}, headers=TYPING)
    noted = Entry.objects.filter(verb="gave estimates").count()
    whole = client.post(path, {f"share-{key}": "70" for key in KEYS}, headers=TYPING)

    assert (some.status_code, whole.status_code, noted) == (204, 204, 0)
    assert AngoffEstimate.objects.count() == 6
    assert Entry.objects.get(verb="gave estimates").detail["given"] == "6/6"


def test_what_is_no_percentage_is_said_while_typing_and_the_others_are_kept(
    client: Client, judge: AngoffJudge
) -> None:
    path = at(f"estimates/{judge.standard_id}/")
    judge.person.language = "en"
    judge.person.save()
    signed_in(client, judge.person)
    client.post(path, {"share-truth": "60", "share-one": "70"}, headers=TYPING)

    typed = {"share-truth": "65", "share-one": "150", "share-many": "70,5", "share-word": "80"}
    wrong = client.post(path, typed, headers=TYPING)

    said = "Questions 2, 3 are not kept: write whole numbers from 0 to 100."
    assert (wrong.status_code, wrong.content.decode()) == (409, said)
    kept = dict(judge.estimates.values_list("question", "percent"))
    assert kept == {"truth": 65, "one": 70, "word": 80}
    assert not Entry.objects.filter(verb="gave estimates").exists()


def test_what_is_typed_after_the_closure_is_refused_in_a_sentence(
    client: Client, judge: AngoffJudge
) -> None:
    close_round(judge.standard, by=judge.standard.opened_by)
    signed_in(client, judge.person)

    sent = client.post(at(f"estimates/{judge.standard_id}/"), {"share-truth": "60"}, headers=TYPING)

    assert (sent.status_code, "Ce tour est clos" in sent.content.decode()) == (409, True)


def test_a_second_round_says_how_many_learners_had_each_question_right_at_first(
    client: Client, judge: AngoffJudge
) -> None:
    learners = [make_enrolment(judge.standard.activity.edition) for _ in range(4)]
    for learner, points in zip(learners, (1, 1, 0.5, 0), strict=True):
        took(judge, learner, points)
    took(judge, learners[3], 1, number=2)
    second = second_round_of(judge)
    signed_in(client, judge.person)

    first = client.get(at(f"estimates/{judge.standard_id}/")).context["page"]
    page = client.get(at(f"estimates/{second.standard_id}/")).context["page"]

    assert [each.taken for each in first.questions] == [""] * 6
    assert [each.taken for each in page.questions] == [
        "",
        "Sur 4 personnes qui l’ont passé, 50\u00a0% ont répondu juste au premier essai.",
        *[""] * 4,
    ]
