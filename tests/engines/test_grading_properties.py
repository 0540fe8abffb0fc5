"""What must hold of any rule and any marks."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.grading import (
    AwardRule,
    Category,
    CategoryValue,
    Compensation,
    Component,
    Credits,
    Honour,
    Hours,
    Missing,
    Outcome,
    Resits,
    Take,
    TakeKind,
    Text,
    TotalRounding,
    TotalSummed,
    explain,
    grade,
    replay,
    standing,
)
from passerelle.engines.numbers import Rounding
from tests.engines.grading_cases import mark

RANK = {Outcome.NOT_AWARDED: 0, Outcome.RESIT: 1, Outcome.AWARDED: 2}
NAMES = ("a", "b", "c")
TAKES = st.one_of(
    st.just(Take(TakeKind.MEAN)),
    st.just(Take(TakeKind.SUM)),
    st.integers(1, 3).map(lambda count: Take(TakeKind.BEST, count)),
)


def decimals(least, most):
    return st.decimals(least, most, places=2)


def component(name):
    return st.builds(
        Component,
        id=st.just(name),
        title=st.just(Text(name, name)),
        weight=st.integers(1, 33).map(Decimal),
        take=TAKES,
        missing=st.sampled_from(Missing),
        floor=st.none() | decimals(0, 10),
        pass_mark=st.none() | decimals(10, 15),
    )


RULES = st.builds(
    AwardRule,
    scale=st.sampled_from([Decimal(20), Decimal(100), Decimal("4.3")]),
    rounding=st.builds(TotalRounding, places=st.integers(0, 3), mode=st.sampled_from(Rounding)),
    pass_mark=decimals(0, 12),
    components=st.tuples(*map(component, NAMES)).map(
        lambda some: (replace(some[0], weight=100 - some[1].weight - some[2].weight), *some[1:])
    ),
    credits=st.just(Credits(ects=Decimal(8), quebec=Decimal(4))),
    least_attendance_percent=st.none() | decimals(0, 100),
    compensation=st.builds(
        Compensation,
        allowed=st.booleans(),
        most_components=st.integers(1, 2),
        most_shortfall=decimals(1, 5),
    ),
    resits=st.builds(Resits, allowed=st.booleans(), cap=st.none() | decimals(10, 15)),
    categories=st.just(())
    | st.tuples(
        st.builds(
            Category,
            id=st.just("ab"),
            title=st.just(Text("a et b", "a and b")),
            of=st.just(("a", "b")),
            floor=st.none() | decimals(0, 10),
            pass_mark=st.none() | decimals(10, 15),
        ),
        st.just(Category(id="all", title=Text("tout", "all"), of=("ab", "c"))),
    ),
    honours=st.just(
        (
            Honour(least=Decimal(16), title=Text("TB", "TB")),
            Honour(least=Decimal(13), title=Text("B", "B")),
        )
    ),
)
POINTS = st.decimals(0, 10, places=1)
HOURS = decimals(0, 90).map(lambda proven: Hours(proven=proven, required=Decimal(80)))


def dossiers(points, fewest):
    one = st.tuples(points, st.sampled_from([10, 20, 35]))
    return st.tuples(*(st.lists(one, min_size=fewest, max_size=4) for _ in NAMES)).map(
        lambda rows: [
            mark(name, f"{name}{place}", *pair)
            for name, row in zip(NAMES, rows, strict=True)
            for place, pair in enumerate(row)
        ]
    )


FULL = dossiers(POINTS, 1)
WITH_GAPS = dossiers(st.none() | POINTS, 0)


@given(RULES, WITH_GAPS, HOURS, st.randoms())
def test_the_order_of_marks_changes_nothing(rule, marks, hours, random):
    shuffled = random.sample(marks, len(marks))

    assert grade(rule, marks=shuffled, hours=hours) == grade(rule, marks=marks, hours=hours)


@given(RULES, FULL, HOURS, st.data())
def test_a_better_mark_never_lowers_the_total_nor_the_outcome(rule, marks, hours, data):
    place = data.draw(st.integers(0, len(marks) - 1))
    better = data.draw(st.decimals(marks[place].points, marks[place].maximum, places=1))
    raised = [*marks[:place], replace(marks[place], points=better), *marks[place + 1 :]]

    before = grade(rule, marks=marks, hours=hours)
    after = grade(rule, marks=raised, hours=hours)

    assert after.total >= before.total
    assert RANK[after.outcome] >= RANK[before.outcome]


@given(RULES, FULL, HOURS, decimals(0, 40))
def test_more_hours_never_hurt(rule, marks, hours, more):
    longer = replace(hours, proven=hours.proven + more)

    before = grade(rule, marks=marks, hours=hours)
    after = grade(rule, marks=marks, hours=longer)

    assert (after.total, RANK[after.outcome] >= RANK[before.outcome]) == (before.total, True)


@given(RULES, FULL, HOURS)
def test_marks_of_twice_the_size_weigh_the_same(rule, marks, hours):
    doubled = [replace(one, points=one.points * 2, maximum=one.maximum * 2) for one in marks]

    assert grade(rule, marks=doubled, hours=hours).total == (
        grade(rule, marks=marks, hours=hours).total
    )


@given(RULES, POINTS, HOURS)
def test_the_same_value_everywhere_is_the_total_whatever_the_weights(rule, points, hours):
    even = replace(rule, scale=Decimal(10), rounding=TotalRounding(places=1, mode=Rounding.HALF_UP))

    verdict = grade(even, marks=[mark(name, name, points, 10) for name in NAMES], hours=hours)

    assert verdict.total == points


@given(RULES, WITH_GAPS, HOURS)
def test_a_replay_finds_the_same_verdict_and_every_step_has_its_sentence(rule, marks, hours):
    verdict = grade(rule, marks=marks, hours=hours)

    assert replay(verdict.steps) == verdict
    assert [len(explain(verdict, language)) for language in ("fr", "en")] == (
        [len(verdict.steps)] * 2
    )


@given(RULES, FULL, HOURS)
def test_a_complete_standing_is_the_total(rule, marks, hours):
    now = standing(rule, marks=marks, hours=hours)

    total = grade(rule, marks=marks, hours=hours).total
    assert (now.so_far, now.least, now.most) == (total, total, total)


@given(RULES, WITH_GAPS, HOURS)
def test_a_standing_lies_within_its_own_range(rule, marks, hours):
    now = standing(rule, marks=marks, hours=hours)

    assert now.least <= now.most


@given(RULES, FULL, HOURS, st.data())
def test_the_final_total_lies_in_the_range_told_during_the_year(rule, marks, hours, data):
    hidden = data.draw(st.sets(st.integers(0, len(marks) - 1)))
    so_far = [
        replace(one, points=None) if place in hidden else one for place, one in enumerate(marks)
    ]

    now = standing(rule, marks=so_far, hours=hours)

    assert now.least <= grade(rule, marks=marks, hours=hours).total <= now.most


@given(RULES.filter(lambda rule: rule.categories), FULL, HOURS)
def test_a_category_lies_between_its_components_and_the_whole_of_them_is_the_sum(
    rule, marks, hours
):
    verdict = grade(rule, marks=marks, hours=hours)

    part, whole = [step for step in verdict.steps if isinstance(step, CategoryValue)]

    assert min(part.values) <= part.value <= max(part.values)
    assert whole.components == NAMES
    assert [whole.value] == [step.total for step in verdict.steps if isinstance(step, TotalSummed)]
