"""Categories of components, capped resits, continuing education units; rules nobody could reach."""

from decimal import Decimal
from fractions import Fraction

import pytest

from passerelle.engines.grading import (
    CategoryValue,
    MarkOnScale,
    Outcome,
    ReasonKind,
    RuleProblems,
    explain,
    grade,
    replay,
    rule_from,
)
from tests.engines.grading_cases import HOURS, award, mark, marks

CONTROL = {
    "id": "controle-continu",
    "title": {"fr": "Contrôle continu", "en": "Continuous assessment"},
    "of": ["quizzes", "devoir"],
    "pass": 10,
}


def with_categories(*categories, **changes):
    return award() | {"categories": list(categories)} | changes


def problems_of(section):
    with pytest.raises(RuleProblems) as refused:
        rule_from(section)
    return [str(problem) for problem in refused.value.problems]


def test_a_category_is_the_mean_of_its_components_by_their_weights():
    rule = rule_from(with_categories(CONTROL))

    verdict = grade(rule, marks=marks(quizzes=(8, 9), devoir=(12,)), hours=HOURS)

    # Quizzes: 17 of 20 for a fifth of the whole; assignment: 12 for a quarter.
    (found,) = [step for step in verdict.steps if isinstance(step, CategoryValue)]
    assert found.value == Fraction(17 * 20 + 12 * 25, 45)
    assert replay(verdict.steps) == verdict


def test_a_category_below_its_pass_needs_compensation_like_a_component():
    rule = rule_from(with_categories(CONTROL, compensation={"allowed": False}))

    verdict = grade(rule, marks=marks(quizzes=(3, 4), devoir=(12,)), hours=HOURS)

    assert verdict.outcome is Outcome.NOT_AWARDED
    assert {(each.kind, each.component) for each in verdict.reasons} == {
        (ReasonKind.NOT_COMPENSATED, "quizzes"),
        (ReasonKind.NOT_COMPENSATED, "controle-continu"),
    }


def test_a_category_says_how_it_is_reached_in_both_languages():
    rule = rule_from(with_categories(CONTROL))

    verdict = grade(rule, marks=marks(quizzes=(7, 9), devoir=(12,)), hours=HOURS)

    assert (
        "Contrôle continu\u00a0: moyenne de 16\u202f; 12, aux poids 20\u202f; 25,"
        " soit 13,7777… sur 20." in explain(verdict, "fr")
    )
    assert (
        "Continuous assessment: mean of 16, 12, with the weights 20, 25,"
        " that is 13.7777… out of 20." in explain(verdict, "en")
    )


def test_a_category_may_hold_others():
    everything = {
        "id": "tout",
        "title": {"fr": "Tout", "en": "All"},
        "of": ["controle-continu", "soutenance"],
    }

    rule = rule_from(with_categories(CONTROL, everything))

    assert rule.components_in(rule.categories[1]) == ("quizzes", "devoir", "soutenance")


def test_categories_in_a_circle_strangers_and_twins_are_named():
    one = CONTROL | {"of": ["quizzes", "autre"]}
    other = {
        "id": "autre",
        "title": {"fr": "Autre", "en": "Other"},
        "of": ["controle-continu", "memoire"],
    }
    twin = {"id": "devoir", "title": {"fr": "Devoir", "en": "Assignment"}, "of": []}

    assert problems_of(with_categories(one, other, twin)) == [
        "categories[2].of: is empty. Write at least one entry.",
        "categories[0].of: goes round in a circle: controle-continu → autre → controle-continu."
        " Take one of these out: a category cannot hold itself.",
        "categories[1].of[1]: “memoire” is in no part of the rule."
        " Use one of quizzes, devoir, datathon, soutenance, controle-continu, autre, devoir.",
        "categories[2].id: “devoir” is already taken. Give each category its own id.",
    ]


@pytest.mark.parametrize(
    "changes, problem",
    [
        (
            {"resits": {"allowed": True, "cap": 9}},
            "resits.cap: is 9: no resit could ever reach the threshold of 10. Write 10 or more.",
        ),
        (
            {"resits": {"allowed": True, "cap": 21}},
            "resits.cap: is 21, above the scale of 20. Write 20 or less.",
        ),
        (
            {"categories": [CONTROL | {"floor": 12}]},
            "categories[0].floor: is 12, above the pass of 10. Write 10 or less.",
        ),
    ],
)
def test_what_nobody_could_reach_is_named(changes, problem):
    assert problem in problems_of(award() | changes)


def test_compensation_that_no_mark_could_need_is_named():
    section = award()
    for component in section["components"]:
        component["pass"] = component["floor"] = 8

    (problem,) = problems_of(section)

    assert problem.startswith("compensation.allowed: is true, but whoever is below a pass is below")


def test_a_resit_counts_for_its_cap_at_most_and_says_so():
    rule = rule_from(award() | {"resits": {"allowed": True, "keep": "best", "cap": 10}})
    sat = [
        *marks(devoir=()),
        mark("devoir", "devoir-0", 6),
        mark("devoir", "devoir-0", 15, resit=True),
    ]

    verdict = grade(rule, marks=sat, hours=HOURS)

    kept = [step for step in verdict.steps if isinstance(step, MarkOnScale) and step.resit]
    assert [step.value for step in kept] == [10]
    assert (
        "devoir-0 fr (rattrapage)\u00a0: 15 sur 20\u202f; un rattrapage compte pour 10 sur 20 au plus."
        in explain(verdict, "fr")
    )
    assert replay(verdict.steps) == verdict


def test_a_first_mark_above_the_cap_stays_the_best():
    rule = rule_from(award() | {"resits": {"allowed": True, "keep": "best", "cap": 10}})
    sat = [
        *marks(devoir=()),
        mark("devoir", "devoir-0", 12),
        mark("devoir", "devoir-0", 19, resit=True),
    ]

    verdict = grade(rule, marks=sat, hours=HOURS)

    marked = [
        step
        for step in verdict.steps
        if isinstance(step, MarkOnScale) and step.component == "devoir"
    ]
    assert [(step.resit, step.use.value) for step in marked] == [
        (False, "counted"),
        (True, "set_aside"),
    ]


def test_the_same_acts_give_credits_of_each_side_and_continuing_education_units():
    section = award() | {"credits": {"ects": 8, "quebec": 4, "continuing_education": 8}}

    verdict = grade(rule_from(section), marks=marks(), hours=HOURS)

    assert verdict.credits == rule_from(section).credits
    assert rule_from(section).credits.continuing_education == Decimal(8)
