"""An award rule is read whole, or every problem is told with its field and remedy."""

from decimal import Decimal

import pytest

from passerelle.engines.grading import (
    AwardRule,
    Compensation,
    Component,
    Credits,
    Honour,
    Keep,
    Missing,
    Problem,
    Resits,
    RuleProblems,
    Take,
    TakeKind,
    Text,
    TotalRounding,
    rule_from,
)
from passerelle.engines.numbers import Rounding
from tests.engines.grading_cases import RULE, award


def problems_of(mapping):
    with pytest.raises(RuleProblems) as refused:
        rule_from(mapping)
    return [str(problem) for problem in refused.value.problems]


def test_a_section_becomes_a_rule():
    section = award()
    section["components"] = [
        {
            "id": "examen",
            "title": {"fr": "Examen", "en": "Exam"},
            "weight": 100,
            "take": "best-3",
            "missing": "ignore",
            "floor": 7.5,
            "pass": "10",
        }
    ]
    section["resits"] = {"allowed": True, "keep": "last"}

    assert rule_from(section) == AwardRule(
        scale=Decimal(20),
        rounding=TotalRounding(places=2, mode=Rounding.HALF_UP),
        pass_mark=Decimal(10),
        components=(
            Component(
                id="examen",
                title=Text("Examen", "Exam"),
                weight=Decimal(100),
                take=Take(TakeKind.BEST, 3),
                missing=Missing.IGNORE,
                floor=Decimal("7.5"),
                pass_mark=Decimal(10),
            ),
        ),
        credits=Credits(ects=Decimal(8), quebec=Decimal(4)),
        least_attendance_percent=Decimal(80),
        compensation=Compensation(allowed=True, most_components=1, most_shortfall=Decimal(3)),
        resits=Resits(allowed=True, keep=Keep.LAST),
        honours=(
            Honour(least=Decimal(16), title=Text("Mention très bien", "With high honours")),
            Honour(least=Decimal(14), title=Text("Mention bien", "With honours")),
        ),
    )


def test_what_is_optional_may_be_left_out():
    section = award()
    for name in ("attendance", "compensation", "honours"):
        del section[name]

    rule = rule_from(section)

    assert (rule.least_attendance_percent, rule.compensation, rule.resits, rule.honours) == (
        None,
        Compensation(allowed=False),
        Resits(allowed=False),
        (),
    )


def test_every_problem_of_a_rule_is_told_at_once():
    section = award()
    quizzes, devoir, datathon, soutenance = section["components"]
    section["rounding"]["mode"] = "nearest"
    section["attendance"]["least_percent"] = 120
    section["honors"] = section.pop("honours")
    quizzes["floor"] = 12
    devoir["take"] = "median"
    devoir["missing"] = "nothing"
    datathon["id"] = "quizzes"
    datathon["title"] = {"fr": "Datathon"}
    soutenance["weight"] = 35
    del section["compensation"]["most_shortfall"]
    section["compensation"]["allowed"] = "yes"

    assert sorted(problems_of(section)) == [
        "attendance.least_percent: is 120. Write a number from 0 up to 100.",
        "compensation.allowed: is “yes”. Write true or false.",
        "compensation.most_shortfall: is missing. Add this field.",
        "components: have weights that add up to 105. Make the weights add up to 100.",
        "components[0].floor: is 12, above the pass of 10. Write 10 or less.",
        "components[1].missing: is “nothing”. Write one of zero, ignore, incomplete.",
        "components[1].take: is “median”. Write mean, best, best-3 (three best) or sum.",
        "components[2].id: “quizzes” is already taken. Give each component its own id.",
        "components[2].title.en: is missing. Add this field.",
        "honors: is not a field here. Did you mean honours?",
        "rounding.mode: is “nearest”. Write one of half_up, half_even, down, up.",
    ]


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("pass",), 21, "pass: is 21, above the scale of 20. Write 20 or less."),
        (("scale",), 0, "scale: is 0. Write a number above 0."),
        (("scale",), "vingt", "scale: is not a number. “vingt” is not a number: write digits."),
        (
            ("rounding", "places"),
            True,
            "rounding.places: is “True”. Write a whole number from 0 to 6.",
        ),
        (
            ("honours", 0, "from"),
            20.5,
            "honours[0].from: is 20.5, above the scale of 20. Write 20 or less.",
        ),
        (
            ("honours", 0, "from"),
            13,
            "honours[1].from: is 14, after 13: it can never be given."
            " Write the highest honours first, each below the one before.",
        ),
        (
            ("honours", 1, "from"),
            8,
            "honours[1].from: is 8, below the pass of 10."
            " Write 10 or more: honours go only to those who pass.",
        ),
        (
            ("components", 3, "floor"),
            25,
            "components[3].floor: is 25, above the scale of 20. Write 20 or less.",
        ),
        (
            ("compensation", "most_components"),
            0,
            "compensation.most_components: is “0”. Write a whole number from 1 to 99.",
        ),
        (
            ("components", 0, "take"),
            "best-0",
            "components[0].take: is “best-0”. Write mean, best, best-3 (three best) or sum.",
        ),
        (("components",), [], "components: is empty. Write at least one entry."),
        (
            ("credits",),
            8,
            "credits: is not a set of fields. Write the fields ects, quebec, continuing_education.",
        ),
        (
            ("components", 1, "weight"),
            "1e999999999",
            "components[1].weight: is not a number."
            " 1e999999999 is out of range: at most 60 digits.",
        ),
    ],
)
def test_a_field_that_makes_no_sense_is_named(path, value, problem):
    section = award()
    parent = section
    for part in path[:-1]:
        parent = parent[part]
    parent[path[-1]] = value

    assert problem in problems_of(section)


def test_compensation_without_a_pass_to_fall_below_is_named():
    section = award()
    for component in section["components"]:
        component.pop("pass", None)

    assert problems_of(section) == [
        "compensation.allowed: is true, but no component has a pass to fall below."
        " Give a component a pass, or write false."
    ]


@pytest.mark.parametrize("mapping", [None, [], "award", 3])
def test_what_is_not_a_section_is_refused(mapping):
    with pytest.raises(RuleProblems) as refused:
        rule_from(mapping)

    assert refused.value.problems[0] == Problem(
        (),
        "is not a set of fields.",
        "Write the fields scale, rounding, pass, components, credits,"
        " attendance, compensation, resits, honours, categories.",
    )


def test_a_problem_keeps_its_path_for_the_line_in_the_file():
    section = award()
    section["components"][1]["weight"] = "much"

    with pytest.raises(RuleProblems) as refused:
        rule_from(section)

    assert [problem.path for problem in refused.value.problems] == [("components", 1, "weight")]


def test_the_rule_of_the_tests_is_sound():
    assert sum(component.weight for component in RULE.components) == 100
