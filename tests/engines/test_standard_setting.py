"""Pass marks: worked by hand, and against regressions that were published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.standard_setting import StandardRefused, angoff, borderline

# Anscombe, The American Statistician 27, 1973, table: y = 3.00 + 0.500 x, R² = .67, s = 1.237.
ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE_Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]


def test_the_line_is_anscombes():
    found = borderline(ANSCOMBE_Y, ANSCOMBE_X, grade=9)

    assert (round(found.intercept, 2), round(found.slope, 3), round(found.r2, 2)) == (
        3.0,
        0.5,
        0.67,
    )
    assert round(found.cut, 2) == 7.5
    # At the mean of x the error is s/√n = 1.2366/√11, and t(9) = 2.2622.
    assert round(found.error, 3) == 0.373
    assert (round(found.low, 2), round(found.high, 2)) == (6.66, 8.34)
    assert (found.candidates, found.at_borderline, found.below_cut) == (11, 1, 5)


def test_a_resampled_interval_is_near_that_of_the_line_and_repeats():
    first, again = (
        borderline(ANSCOMBE_Y, ANSCOMBE_X, grade=9, resamples=2000, seed=5) for _ in range(2)
    )

    assert first == again
    assert first.low == pytest.approx(6.66, abs=0.25)
    assert first.high == pytest.approx(8.34, abs=0.25)


@given(st.floats(-5, 5), st.floats(0.1, 5), st.floats(0, 6))
def test_totals_on_a_line_give_its_point(intercept, slope, grade):
    grades = [1, 2, 2, 3, 4, 5]

    found = borderline([intercept + slope * each for each in grades], grades, grade=grade)

    assert found.cut == pytest.approx(intercept + slope * grade, abs=1e-9)
    assert found.r2 == pytest.approx(1)


def test_a_candidate_without_a_rating_is_left_out():
    found = borderline([9, 11, None, 13, 40], [1, 2, 2, 3, None], grade=2)

    assert (found.cut, found.candidates, found.left_out) == (pytest.approx(11), 3, 2)


@pytest.mark.parametrize(
    ("totals", "grades", "note"),
    [
        ([], [], "3 candidates at least"),
        ([9, 11], [1, 2], "3 candidates at least"),
        ([9, 11, 12], [2, 2, 2], "the same global rating"),
    ],
)
def test_too_little_for_a_line_is_an_answer(totals, grades, note):
    found = borderline(totals, grades, grade=2)

    assert (found.cut, found.low, found.warnings) == (None, None, ())
    assert note in found.note


def test_a_line_that_falls_or_is_stretched_is_said():
    falling = borderline([15, 12, 10, 8], [1, 2, 3, 4], grade=2)
    stretched = borderline([8, 11, 12, 15], [2, 3, 4, 5], grade=1)

    assert "do not use this cut" in falling.warnings[0]
    assert "outside the grades" in stretched.warnings[0]


@pytest.mark.parametrize(
    ("totals", "grades", "settings", "sentence"),
    [
        ([1], [1, 2], {}, "1 totals for 2"),
        (["a", 2, 3], [1, 2, 3], {}, "are numbers"),
        ([1, 2, 3], [1, 2, 3], {"level": 95}, "write 0.95"),
        ([1, 2, 3], [1, 2, float("inf")], {}, "infinite"),
    ],
)
def test_totals_without_sense_are_refused(totals, grades, settings, sentence):
    with pytest.raises(StandardRefused, match=sentence):
        borderline(totals, grades, grade=2, **settings)


# Three judges, three items: sums 1.7, 2.0, 2.1; mean 1.9333; s = .20817; s/√3 = .12019; t(2) = 4.3027.
def test_angoff_by_hand():
    found = angoff([[0.5, 0.6, 0.7], [0.8, 0.8, 0.9], [0.4, 0.6, 0.5]])

    assert [round(each, 2) for each in found.sums] == [1.7, 2.0, 2.1]
    assert (round(found.cut, 4), round(found.error, 5)) == (1.9333, 0.12019)
    assert (round(found.low, 3), round(found.high, 3)) == (1.416, 2.450)
    assert [(each.mean, each.low, each.high) for each in found.items] == [
        (pytest.approx(0.6), 0.5, 0.7),
        (pytest.approx(0.8333, abs=1e-4), 0.8, 0.9),
        (pytest.approx(0.5), 0.4, 0.6),
    ]
    assert round(found.items[0].deviation, 3) == 0.1


def test_a_judge_who_left_an_item_has_no_sum():
    found = angoff([[50, 60, None], [80, 80, 90]], most=100)

    assert (found.cut, found.most_points, found.judges, found.left_out) == (135, 200, 2, 1)
    assert found.sums == (130, 140, None)
    assert found.items[0].judges == 2


@pytest.mark.parametrize(
    ("estimates", "cut", "note"),
    [([], None, "no item"), ([[None], [0.5]], None, "no judge"), ([[0.5], [0.5]], 1, "two judges")],
)
def test_too_few_judges_is_an_answer(estimates, cut, note):
    found = angoff(estimates)

    assert (found.cut, found.low) == (cut, None)
    assert note in found.note


@pytest.mark.parametrize(
    ("estimates", "most", "sentence"),
    [
        ([[0.5, 1.5]], 1, "Item 1, judge 2: 1.5 is not from 0 to 1"),
        ([[0.5], [0.5, 0.5]], 1, "one estimate a judge"),
        ([[0.5]], 0, "not above zero"),
    ],
)
def test_estimates_without_sense_are_refused(estimates, most, sentence):
    with pytest.raises(StandardRefused, match=sentence):
        angoff(estimates, most=most)


def test_pairs_about_one_work_are_resampled_together():
    alone = borderline(ANSCOMBE_Y, ANSCOMBE_X, grade=9, resamples=500, seed=5)
    works = [*range(11), *range(11)]

    # Each work told twice: the cut is the same, and nothing more is known of it.
    twice = borderline(
        ANSCOMBE_Y * 2, ANSCOMBE_X * 2, grade=9, resamples=500, seed=5, clusters=works
    )
    as_if_others = borderline(ANSCOMBE_Y * 2, ANSCOMBE_X * 2, grade=9, resamples=500, seed=5)

    assert (twice.low, twice.high) == pytest.approx((alone.low, alone.high))
    assert twice.method == "bootstrap of works, percentiles of 500 resamples"
    assert as_if_others.high - as_if_others.low < twice.high - twice.low


def test_clusters_leave_out_incomplete_pairs_and_have_the_length_of_the_totals():
    given = {"grade": 9, "resamples": 200, "seed": 5}
    whole = borderline(ANSCOMBE_Y, ANSCOMBE_X, **given, clusters=range(11))

    holed = borderline(
        [*ANSCOMBE_Y, None, 7.0], [*ANSCOMBE_X, 9, None], **given, clusters=[*range(11), 40, 40]
    )

    assert (holed.low, holed.high, holed.left_out) == (whole.low, whole.high, 2)
    with pytest.raises(StandardRefused, match="2 clusters for 11 totals"):
        borderline(ANSCOMBE_Y, ANSCOMBE_X, **given, clusters=[1, 2])
