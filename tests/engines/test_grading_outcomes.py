"""What the award rule proposes, by hand computation, and why."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from passerelle.engines.grading import (
    Compensation,
    ComponentValue,
    Credits,
    Dossier,
    Honour,
    Hours,
    Keep,
    MarksRefused,
    Outcome,
    Reason,
    ReasonKind,
    Resits,
    Take,
    TakeKind,
    Text,
    TotalRounded,
    grade,
    simulate,
)
from passerelle.engines.numbers import Rounding
from tests.engines.grading_cases import HOURS, RULE, mark, marks

QUIZZES = Text("Quiz", "Quizzes")
DEVOIR = Text("Devoir", "Assignment")
SOUTENANCE = Text("Soutenance", "Presentation")


def reason(kind, component=None, title=None):
    return Reason(kind=kind, component=component, title=title)


def value_of(verdict, component):
    return next(
        step.value
        for step in verdict.steps
        if isinstance(step, ComponentValue) and step.component == component
    )


def result(verdict):
    return (verdict.total, verdict.outcome, verdict.reasons)


# 17 × .20 + 12 × .25 + 11 × .25 + 14 × .30 = 3.4 + 3 + 2.75 + 4.2 = 13.35
def test_a_total_is_the_weighted_sum_of_its_components():
    verdict = grade(RULE, marks=marks(), hours=HOURS)

    assert result(verdict) == (
        Decimal("13.35"),
        Outcome.AWARDED,
        (reason(ReasonKind.PASSED),),
    )
    assert (verdict.honours, verdict.credits) == (
        None,
        Credits(ects=Decimal(8), quebec=Decimal(4)),
    )


# 16.5 × .20 + 12 × .25 + 7.38 × .25 + 12.33 × .30 = 3.3 + 3 + 1.845 + 3.699 = 11.844
# and with 12.3333… for the presentation the sum is 11.845 exactly: the tie that modes settle.
@pytest.mark.parametrize(
    ("mode", "total"),
    [
        (Rounding.HALF_UP, "11.85"),
        (Rounding.HALF_EVEN, "11.84"),
        (Rounding.DOWN, "11.84"),
        (Rounding.UP, "11.85"),
    ],
)
def test_only_the_total_is_rounded_and_a_tie_made_of_thirds_stays_a_tie(mode, total):
    rule = replace(RULE, rounding=replace(RULE.rounding, mode=mode))
    given = marks(quizzes=(8, "8.5"), datathon=(("7.38", 20),), soutenance=(12, 12, 13))

    verdict = grade(rule, marks=given, hours=HOURS)

    rounding = next(step for step in verdict.steps if isinstance(step, TotalRounded))
    assert (rounding.before, rounding.after) == (Fraction(11845, 1000), Decimal(total))


def test_honours_follow_the_rounded_total():
    almost = marks(quizzes=(7, 7), devoir=(14,), datathon=((14, 20),), soutenance=("13.985",))

    verdict = grade(RULE, marks=almost, hours=HOURS)

    assert (verdict.total, verdict.honours) == (
        Decimal("14.00"),
        Honour(least=Decimal(14), title=Text("Mention bien", "With honours")),
    )


def test_one_component_just_below_its_pass_is_compensated():
    verdict = grade(RULE, marks=marks(quizzes=(4, 3)), hours=HOURS)

    assert result(verdict) == (
        Decimal("11.35"),
        Outcome.AWARDED,
        (reason(ReasonKind.COMPENSATED, "quizzes", QUIZZES),),
    )


def test_two_components_below_their_pass_are_one_too_many():
    verdict = grade(RULE, marks=marks(quizzes=(4, 4), devoir=(9,), soutenance=(18,)), hours=HOURS)

    assert result(verdict) == (
        Decimal("12.00"),
        Outcome.NOT_AWARDED,
        (
            reason(ReasonKind.NOT_COMPENSATED, "quizzes", QUIZZES),
            reason(ReasonKind.NOT_COMPENSATED, "devoir", DEVOIR),
        ),
    )


def test_a_shortfall_beyond_the_limit_is_not_compensated():
    verdict = grade(RULE, marks=marks(devoir=("6.99",)), hours=HOURS)

    assert result(verdict) == (
        Decimal("12.10"),
        Outcome.NOT_AWARDED,
        (reason(ReasonKind.NOT_COMPENSATED, "devoir", DEVOIR),),
    )


def test_a_rule_without_compensation_refuses_any_shortfall():
    rule = replace(RULE, compensation=Compensation(allowed=False))

    verdict = grade(rule, marks=marks(devoir=("9.99",)), hours=HOURS)

    assert verdict.reasons == (reason(ReasonKind.NOT_COMPENSATED, "devoir", DEVOIR),)


def test_a_component_below_its_floor_eliminates_whatever_the_total():
    verdict = grade(RULE, marks=marks(soutenance=("7.99",), devoir=(20,)), hours=HOURS)

    assert result(verdict) == (
        Decimal("13.55"),
        Outcome.NOT_AWARDED,
        (reason(ReasonKind.BELOW_FLOOR, "soutenance", SOUTENANCE),),
    )


# 5.9999 is under 6: a component is compared before any rounding.
def test_a_floor_is_not_reached_by_rounding():
    verdict = grade(RULE, marks=marks(quizzes=("2.9999", "2.9999"), devoir=(18,)), hours=HOURS)

    assert verdict.reasons == (reason(ReasonKind.BELOW_FLOOR, "quizzes", QUIZZES),)


def test_a_total_below_the_pass_fails():
    low = marks(quizzes=(5, 5), devoir=(10,), datathon=((8, 20),), soutenance=("10.5",))

    verdict = grade(RULE, marks=low, hours=HOURS)

    assert result(verdict) == (
        Decimal("9.65"),
        Outcome.NOT_AWARDED,
        (reason(ReasonKind.TOTAL_TOO_LOW),),
    )


def test_a_total_that_rounds_to_the_pass_reaches_it():
    low = marks(quizzes=(5, 5), devoir=(10,), datathon=((10, 20),), soutenance=("9.99",))

    verdict = grade(RULE, marks=low, hours=HOURS)

    assert (verdict.total, verdict.outcome) == (Decimal("10.00"), Outcome.AWARDED)


@pytest.mark.parametrize(
    ("proven", "outcome", "reasons"),
    [
        ("64", Outcome.AWARDED, (reason(ReasonKind.PASSED),)),
        ("63.99", Outcome.NOT_AWARDED, (reason(ReasonKind.ATTENDANCE),)),
    ],
)
def test_the_hours_proven_must_reach_their_percentage(proven, outcome, reasons):
    hours = Hours(proven=Decimal(proven), required=Decimal(80))

    verdict = grade(RULE, marks=marks(), hours=hours)

    assert (verdict.outcome, verdict.reasons) == (outcome, reasons)


@pytest.mark.parametrize("devoir", [(None,), ()])
def test_a_missing_mark_that_matters_leaves_the_verdict_open(devoir):
    verdict = grade(RULE, marks=marks(devoir=devoir), hours=HOURS)

    assert result(verdict) == (
        None,
        Outcome.INCOMPLETE,
        (reason(ReasonKind.MISSING_MARK, "devoir", DEVOIR),),
    )
    assert (verdict.honours, verdict.credits) == (None, None)


def test_missing_marks_count_for_zero_or_not_at_all_as_the_rule_says():
    verdict = grade(
        RULE, marks=marks(quizzes=(8, None), datathon=((11, 20), (None, 30))), hours=HOURS
    )

    assert (value_of(verdict, "quizzes"), value_of(verdict, "datathon")) == (8, 11)


@pytest.mark.parametrize(
    ("take", "value"),
    [
        (Take(TakeKind.MEAN), Fraction(28, 3)),
        (Take(TakeKind.BEST), 16),
        (Take(TakeKind.BEST, 2), 12),
        (Take(TakeKind.BEST, 9), Fraction(28, 3)),
        (Take(TakeKind.SUM), 9),
    ],
)
def test_each_way_to_take_marks_gives_its_value(take, value):
    quizzes, *others = RULE.components
    rule = replace(RULE, components=(replace(quizzes, take=take), *others))
    three = [mark("quizzes", "a", 8, 10), mark("quizzes", "b", 8, 20), mark("quizzes", "c", 2, 10)]

    verdict = grade(rule, marks=[*three, *marks(quizzes=())], hours=HOURS)

    assert value_of(verdict, "quizzes") == value


@pytest.mark.parametrize(
    ("keep", "first", "second", "kept"),
    [
        (Keep.BEST, 9, 12, 12),
        (Keep.BEST, 12, 9, 12),
        (Keep.LAST, 12, 9, 9),
        (Keep.LAST, 12, None, 12),
        (Keep.BEST, None, 11, 11),
    ],
)
def test_a_resit_replaces_the_first_mark_as_the_rule_says(keep, first, second, kept):
    rule = replace(RULE, resits=Resits(allowed=True, keep=keep))
    attempts = [mark("devoir", "essai", first), mark("devoir", "essai", second, resit=True)]

    verdict = grade(rule, marks=[*attempts, *marks(devoir=())], hours=HOURS)

    assert value_of(verdict, "devoir") == kept


def test_a_first_failure_leaves_a_resit_open_and_a_second_does_not():
    rule = replace(RULE, resits=Resits(allowed=True))
    failed = marks(devoir=(2,))
    again = [*failed, mark("devoir", "devoir-0", 3, resit=True)]
    absent = Hours(proven=Decimal(10), required=Decimal(80))

    outcomes = [
        grade(rule, marks=given, hours=hours).outcome
        for given, hours in ((failed, HOURS), (again, HOURS), (failed, absent))
    ]

    assert outcomes == [Outcome.RESIT, Outcome.NOT_AWARDED, Outcome.NOT_AWARDED]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            mark("oral", "o", 1),
            "The mark “o” of “oral” is in no component of the rule:"
            " use quizzes, devoir, datathon, soutenance.",
        ),
        (
            mark("devoir", "d", 21),
            "The mark “d” of “devoir” is 21 of 20: write points from 0 to the maximum.",
        ),
        (
            mark("devoir", "d", "NaN"),
            "The mark “d” of “devoir” is NaN of 20: write points from 0 to the maximum.",
        ),
        (
            mark("devoir", "d", 0, 0),
            "The mark “d” of “devoir” has a maximum of 0: it must be above zero.",
        ),
        (
            mark("devoir", "devoir-0", 3),
            "The mark “devoir-0” of “devoir” is there twice: keep one, or say that one is a resit.",
        ),
    ],
)
def test_an_impossible_mark_is_refused_with_a_sentence(given, sentence):
    with pytest.raises(MarksRefused) as refused:
        grade(RULE, marks=[*marks(), given], hours=HOURS)

    assert str(refused.value) == sentence


def test_impossible_hours_are_refused():
    with pytest.raises(MarksRefused, match="the programme needs hours"):
        grade(RULE, marks=marks(), hours=Hours(proven=Decimal(1), required=Decimal(0)))


def test_a_simulation_names_those_whom_another_rule_would_change():
    cohort = {
        "amina": Dossier(marks=marks(), hours=HOURS),
        "luc": Dossier(marks=marks(quizzes=(5, 5), soutenance=(10,)), hours=HOURS),
    }

    changes = simulate(
        RULE, change=lambda rule: replace(rule, pass_mark=Decimal(12)), cohort=cohort
    )

    assert [(one.who, one.before.outcome, one.after.outcome) for one in changes] == [
        ("luc", Outcome.AWARDED, Outcome.NOT_AWARDED)
    ]
