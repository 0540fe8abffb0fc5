"""Judges estimate a quiz question by question: who may, what is refused, what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.enums import Role
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Enrolment
from passerelle.foundation.models import Entry, Notice
from passerelle.foundation.notices import said
from passerelle.jury.actions.standards import (
    close_round,
    give_estimates,
    invite_judges,
    open_round,
)
from passerelle.jury.errors import (
    EstimatesRefused,
    NoRoundLeft,
    NotAJudge,
    NothingToEstimate,
    RoundClosed,
    RoundOpenAlready,
)
from passerelle.jury.models import AngoffEstimate, AngoffJudge, AngoffRound
from passerelle.jury.queries.angoff import RoundPage, round_page
from passerelle.people.models import Person
from tests.campus.learning_cast import School, make_reader, make_school
from tests.campus.marking_cast import at, make_staff, mark, signed_in
from tests.factories import make_attempt, make_enrolment, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
KEYS = ("truth", "one", "many", "word", "number", "pairs")
ALL_SIXTY = dict.fromkeys(KEYS, 60)


@dataclass(frozen=True, slots=True)
class Judging:
    """A quiz of six questions, and those who look at it."""

    school: School
    learner: Person
    coordinator: Person
    juror: Person
    experts: tuple[Person, ...]


@pytest.fixture
def judging() -> Judging:
    school = make_school()
    edition = school.edition
    coordinator = make_staff(edition, Role.COORDINATOR, "Claire Inventée")
    experts = tuple(make_staff(edition, Role.EXPERT, f"Juge {n}") for n in range(1, 4))
    juror = make_staff(edition, Role.JUROR, "Jules Inventé")
    learner = make_reader(school).person
    return Judging(school, learner, coordinator, juror, experts)


def opened(judging: Judging, *, judges: int = 2) -> AngoffRound:
    return open_round(judging.school.quiz, judges=judging.experts[:judges], by=judging.coordinator)


def seat_of(standard: AngoffRound, person: Person) -> AngoffJudge:
    return standard.judges.select_related("standard").get(person=person)


def answered(standard: AngoffRound, *shares: int) -> None:
    """Each judge gives every question the same share."""
    for judge, share in zip(standard.judges.order_by("pk"), shares, strict=True):
        give_estimates(judge, dict.fromkeys(KEYS, share), by=judge.person)


def read(standard: AngoffRound) -> RoundPage:
    found = AngoffRound.objects.select_related("activity__edition").get(pk=standard.pk)
    with translation.override("en"):
        return round_page(found)


def test_a_round_asks_each_judge_once_in_their_news_and_in_the_journal(judging: Judging) -> None:
    standard = opened(judging)

    again = invite_judges(standard, people=judging.experts[:2], by=judging.coordinator)

    assert again == 0
    assert Notice.objects.filter(verb="to estimate").count() == 2
    verbs = Entry.objects.filter(object_kind="Angoff round").values_list("verb", flat=True)
    assert sorted(verbs) == ["asked for estimates", "asked for estimates", "opened an Angoff round"]


def test_a_second_round_is_told_in_other_words_than_the_first(judging: Judging) -> None:
    close_round(opened(judging), by=judging.coordinator)
    opened(judging)

    told = Notice.objects.filter(person_id=judging.experts[0].pk).order_by("pk")
    with translation.override("en"):
        first, second = (said(each) for each in told)

    assert first.startswith("Your estimates are asked for a quiz: ")
    assert second.startswith("A second round of estimates is asked of you for a quiz: ")


def _open_on_a_lesson(judging: Judging) -> object:
    return open_round(judging.school.lesson, judges=judging.experts, by=judging.coordinator)


def _open_twice(judging: Judging) -> object:
    opened(judging)
    return opened(judging)


def _open_a_third(judging: Judging) -> object:
    for _ in range(2):
        close_round(opened(judging), by=judging.coordinator)
    return opened(judging)


def _open_for_nobody(judging: Judging) -> object:
    return opened(judging, judges=0)


def _ask_a_learner(judging: Judging) -> object:
    learner = judging.learner
    return open_round(judging.school.quiz, judges=[learner], by=judging.coordinator)


def _ask_one_who_learns_too(judging: Judging) -> object:
    learner = judging.learner
    make_enrolment(judging.school.edition, Role.EXPERT, learner)
    return open_round(judging.school.quiz, judges=[learner], by=judging.coordinator)


def _ask_a_stranger(judging: Judging) -> object:
    return invite_judges(opened(judging), people=[make_person()], by=judging.coordinator)


def _give_for_another(judging: Judging) -> object:
    judge = seat_of(opened(judging), judging.experts[0])
    return give_estimates(judge, ALL_SIXTY, by=judging.experts[1])


def _give_after_the_closure(judging: Judging) -> object:
    standard = opened(judging)
    judge = seat_of(standard, judging.experts[0])
    close_round(standard, by=judging.coordinator)
    return give_estimates(judge, ALL_SIXTY, by=judging.experts[0])


def _give_beyond_a_hundred(judging: Judging) -> object:
    judge = seat_of(opened(judging), judging.experts[0])
    return give_estimates(judge, {"truth": 60, "one": 101}, by=judging.experts[0])


def _give_for_no_question(judging: Judging) -> object:
    judge = seat_of(opened(judging), judging.experts[0])
    return give_estimates(judge, {"truth": 60, "unknown": 50}, by=judging.experts[0])


@pytest.mark.parametrize(
    "deed, refusal",
    [
        (_open_on_a_lesson, NothingToEstimate),
        (_open_twice, RoundOpenAlready),
        (_open_a_third, NoRoundLeft),
        (_open_for_nobody, CampusRefusal),
        (_ask_a_learner, NotAJudge),
        (_ask_one_who_learns_too, NotAJudge),
        (_ask_a_stranger, NotAJudge),
        (_give_for_another, CampusRefusal),
        (_give_after_the_closure, RoundClosed),
        (_give_beyond_a_hundred, EstimatesRefused),
        (_give_for_no_question, EstimatesRefused),
    ],
)
def test_what_cannot_be_is_refused_and_keeps_no_estimate(
    judging: Judging, deed: Callable[[Judging], object], refusal: type[CampusRefusal]
) -> None:
    with pytest.raises(refusal):
        deed(judging)

    assert AngoffEstimate.objects.count() == 0


def test_the_database_itself_refuses_an_estimate_above_a_hundred(judging: Judging) -> None:
    judge = seat_of(opened(judging), judging.experts[0])

    with pytest.raises(IntegrityError, match="an_estimate_is_a_percentage"), transaction.atomic():
        AngoffEstimate.objects.create(
            judge=judge, question="truth", percent=101, given_at=judge.invited_at
        )


def test_estimates_are_corrected_withdrawn_and_noted_once(judging: Judging) -> None:
    judge = seat_of(opened(judging), judging.experts[0])

    for percents in ({"truth": 60, "one": 70}, {"truth": 65}, {"truth": 65}):
        give_estimates(judge, percents, by=judging.experts[0])

    assert dict(judge.estimates.values_list("question", "percent")) == {"truth": 65}
    noted = Entry.objects.filter(verb="gave estimates").order_by("pk")
    assert [entry.detail["given"] for entry in noted] == ["2/6", "1/6"]


def test_the_cut_is_the_mean_of_the_judges_with_its_error_and_who_would_pass(
    judging: Judging,
) -> None:
    standard = opened(judging, judges=3)
    for points in (2, 4, 5):
        learner = make_enrolment(judging.school.edition)
        mark(make_attempt(judging.school.quiz, learner), points, 6)
    answered(standard, 50, 60, 70)

    page = read(standard)

    # 60 % of 20; s = 10 over three judges: 10/√3 = 5.77 %, and t(2) = 4.303: 24.8 % each side.
    assert page.finding == "The threshold could lie at 12.0 of 20, between 7.0 and 17.0."
    assert (page.error, page.counted) == ("1.15", 3)
    assert page.questions == "3.6 of 6 questions right, or 60%"
    assert page.cohort == "2 of 3 learners (67%); from 0 to 2 over the interval"
    assert (page.spread[0].ends, page.spread[0].deviation) == ("from 50 to 70", "10.0")
    assert page.warnings == ("Fewer than five judges: another group could say otherwise.",)


def test_a_judge_who_left_a_question_is_awaited_and_does_not_count(judging: Judging) -> None:
    standard = opened(judging)
    give_estimates(seat_of(standard, judging.experts[0]), ALL_SIXTY, by=judging.experts[0])
    give_estimates(seat_of(standard, judging.experts[1]), {"truth": 40}, by=judging.experts[1])

    page = read(standard)

    assert page.lack.startswith("Not enough data for a threshold: 1 judge of 2")
    assert [(row.name, row.given, row.wanted) for row in page.awaited] == [("Juge 2", 1, 6)]
    assert page.answered == ("Juge 1",)
    assert page.award is None


def test_a_second_round_shows_a_judge_the_first_one_and_the_coordinator_both(
    client: Client, judging: Judging
) -> None:
    first = opened(judging)
    answered(first, 40, 80)
    close_round(first, by=judging.coordinator)
    signed_in(client, judging.coordinator)
    client.post(at(f"jury/standards/{first.pk}/second/"))
    second = AngoffRound.objects.get(number=2)
    answered(second, 55, 65)

    signed_in(client, judging.experts[0])
    page = client.get(at(f"estimates/{second.pk}/")).context["page"]

    assert second.judges.count() == 2
    assert "40" in page.questions[0].before
    assert "80" in page.questions[0].before
    assert read(second).earlier == "12.0, standard error 4.00"


def test_a_judge_saves_some_estimates_then_the_others(client: Client, judging: Judging) -> None:
    standard = opened(judging)
    signed_in(client, judging.experts[0])
    path = at(f"estimates/{standard.pk}/")

    first = client.post(path, {"share-truth": "60", "share-one": " 75 % "})
    desk = client.get(at("marking/")).context["asked"]
    second = client.post(path, {f"share-{key}": "60" for key in KEYS})

    assert (first.status_code, second.status_code) == (302, 302)
    assert [(each.url, each.state.words) for each in desk] == [(path, "2 sur 6 données")]
    given = seat_of(standard, judging.experts[0]).estimates
    assert dict(given.values_list("question", "percent")) == ALL_SIXTY


@pytest.mark.parametrize("typed", ["101", "-1", "60,5", "beaucoup", "1e2", "٦٠", "9" * 400])
def test_what_is_no_percentage_is_said_by_its_question_and_nothing_is_kept(
    client: Client, judging: Judging, typed: str
) -> None:
    standard = opened(judging)
    signed_in(client, judging.experts[0])

    answer = client.post(at(f"estimates/{standard.pk}/"), {"share-truth": "60", "share-one": typed})

    page = answer.context["page"]
    assert answer.status_code == 422
    assert [each["target"] for each in page.complaints] == ["share-one"]
    assert [each.typed for each in page.questions[:2]] == ["60", typed]
    assert AngoffEstimate.objects.count() == 0


def test_an_estimate_sent_after_the_closure_is_refused_in_a_sentence(
    client: Client, judging: Judging
) -> None:
    standard = opened(judging)
    close_round(standard, by=judging.coordinator)
    signed_in(client, judging.experts[0])

    answer = client.post(at(f"estimates/{standard.pk}/"), {"share-truth": "60"})

    assert answer.status_code == 422
    assert "Ce tour est clos" in answer.content.decode()
    assert AngoffEstimate.objects.count() == 0


def test_only_judges_estimate_and_a_juror_reads_a_round_once_it_is_closed(
    client: Client, judging: Judging
) -> None:
    standard = opened(judging)
    pages = (at(f"estimates/{standard.pk}/"), at(f"jury/standards/{standard.pk}/"))
    signed_in(client, judging.juror)

    before = [client.get(page).status_code for page in pages]
    close_round(standard, by=judging.coordinator)
    after = [client.get(page).status_code for page in pages]

    assert (before, after) == ([404, 404], [404, 200])


def test_a_coordinator_who_judges_reads_the_others_once_theirs_are_given(
    client: Client, judging: Judging
) -> None:
    people = [judging.coordinator, *judging.experts]
    standard = open_round(judging.school.quiz, judges=people, by=judging.coordinator)
    for person in judging.experts:
        give_estimates(seat_of(standard, person), ALL_SIXTY, by=person)
    signed_in(client, judging.coordinator)
    path = at(f"jury/standards/{standard.pk}/")

    before = client.get(path).context["page"]
    give_estimates(
        seat_of(standard, judging.coordinator), dict.fromkeys(KEYS, 40), by=judging.coordinator
    )
    after = client.get(path).context["page"]

    assert (before.spread, before.award, before.error) == ((), None, "")
    assert before.lack.startswith("Donnez d’abord vos propres estimations")
    assert (after.lack, after.counted) == ("", 4)


def test_a_coordinator_opens_asks_more_and_closes_from_the_pages(
    client: Client, judging: Judging
) -> None:
    signed_in(client, judging.coordinator)
    one, two, _three = (person.pk for person in judging.experts)
    rounds = at("jury/standards/")

    empty = client.post(rounds, {"quiz": judging.school.quiz.pk})
    client.post(rounds, {"quiz": judging.school.quiz.pk, "judge": [one]})
    standard = AngoffRound.objects.get()
    place = f"{rounds}{standard.pk}/"
    stranger = client.post(f"{place}judges/", {"judge": [judging.learner.pk]})
    client.post(f"{place}judges/", {"judge": [two]})
    client.post(f"{place}closure/")

    standard.refresh_from_db()
    assert (empty.status_code, stranger.status_code) == (422, 422)
    assert sorted(standard.judges.values_list("person", flat=True)) == sorted([one, two])
    assert standard.closed_by == judging.coordinator


@pytest.mark.parametrize("judges", [1, 3])
def test_the_pages_ask_as_little_of_one_judge_as_of_three(
    client: Client,
    judging: Judging,
    judges: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    standard = opened(judging, judges=judges)
    answered(standard, *([60] * judges))
    make_attempts(judging, judges)
    signed_in(client, judging.coordinator)
    pages = [at("jury/standards/"), at(f"jury/standards/{standard.pk}/")]

    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(8):
            assert client.get(page).status_code == 200


def make_attempts(judging: Judging, count: int) -> list[Enrolment]:
    learners = [make_enrolment(judging.school.edition) for _ in range(count)]
    for learner in learners:
        mark(make_attempt(judging.school.quiz, learner), 4, 6)
    return learners
