"""How far other raters could move a total, and whether that changes what the rule proposes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import sqrt

import pytest

from passerelle.campus.models import Attempt, Enrolment, RubricText, Sheet
from passerelle.campus.queries.gradebook import gradebooks_of
from passerelle.engines.grading import Honour, Text
from passerelle.foundation import clock
from passerelle.jury.queries.disagreement import margins_of
from passerelle.jury.queries.nearness import nearness_of
from tests.campus.marking_cast import WRITTEN
from tests.diploma.graduation import Graduation
from tests.factories import both, make_person

# Of nine points (preuve counts twice, three points at most each).
NINE = {"preuve": "solide", "clarte": "solide"}
SIX = {"preuve": "solide", "clarte": "absent"}
THREE = {"preuve": "absent", "clarte": "solide"}


def marked(graduation: Graduation, learner: Enrolment, *levels: dict[str, str]) -> Enrolment:
    """One submitted sheet for each, on the learner's assignment."""
    rubric, _made = RubricText.objects.get_or_create(
        edition=graduation.edition,
        slug="lecture",
        defaults={"digest": "a" * 64, "title": both("Lecture"), "written": WRITTEN},
    )
    attempt = Attempt.objects.get(enrolment=learner, activity__component="devoir")
    for each in levels:
        Sheet.objects.create(
            attempt=attempt,
            rater=make_person(),
            rubric=rubric,
            levels=each,
            assigned_at=clock.now(),
            submitted_at=clock.now(),
        )
    return learner


def test_the_margin_is_two_standard_errors_of_the_pooled_variance(graduation: Graduation) -> None:
    """By hand: shares 1 and 2/3, then 1/3 and 1/3. Squares about the means: 1/18 and 0, with one
    degree of freedom each: a variance of 1/36; of a mean of two, 1/72; on twenty points."""
    apart = marked(graduation, graduation.learner("Un Inventé", points=16), NINE, SIX)
    agreed = marked(graduation, graduation.learner("Deux Inventée", points=7), THREE, THREE)

    margins = margins_of(graduation.edition, gradebooks_of([apart, agreed]))

    half = 1.96 * 20 * sqrt(1 / 72)
    assert half == pytest.approx(4.61977, abs=1e-5)
    for each in (apart, agreed):
        assert margins[each.pk].of_component("devoir") == pytest.approx(half)
        assert margins[each.pk].of_component("quizzes") is None
    assert margins[apart.pk].of_total({"devoir": 0.6}) == pytest.approx(0.6 * half)


def test_one_rater_tells_no_interval_and_half_a_point_stands_in(graduation: Graduation) -> None:
    learners = [graduation.learner(f"Personne {n}", points=n) for n in (10, 11)]
    for each in learners:
        marked(graduation, each, NINE)
    books = gradebooks_of(learners)

    margins = margins_of(graduation.edition, books)
    found = [nearness_of(each, margins.get(each.enrolment.pk)) for each in books]

    assert margins == {}
    assert [each.is_decisive for each in found] == [True, False]
    assert [each.margin for each in found] == [None, None]


def test_raters_far_apart_make_a_case_to_discuss(graduation: Graduation) -> None:
    learner = marked(graduation, graduation.learner(points=11), NINE, SIX, THREE)
    [book] = gradebooks_of([learner])

    found = nearness_of(book, margins_of(graduation.edition, [book])[learner.pk])

    assert found.is_decisive
    # Shares 1, 2/3 and 1/3: a variance of 1/9, of a mean of three 1/27; devoir weighs 60 %.
    assert found.margin == Decimal("4.53")


def test_honours_within_reach_are_said_and_leave_the_case_clear(graduation: Graduation) -> None:
    [book] = gradebooks_of([graduation.learner(points=12)])
    merit = Honour(least=Decimal("12.4"), title=Text(fr="Mention bien", en="With honours"))
    book = replace(book, rule=replace(book.rule, honours=(merit,)))

    found = nearness_of(book, None)

    assert not found.is_decisive
    assert found.honours == {
        "fr": "0,4 au-dessous de «\u00a0Mention bien\u00a0»",
        "en": "0.4 below “With honours”",
    }
