"""What holds of any table of ratings, and what is answered where there is too little."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.agreement import (
    FORMS,
    AgreementRefused,
    Lack,
    fleiss_kappa,
    gwet,
    icc,
    krippendorff,
    light_kappa,
    percent_agreement,
    severity,
    severity_in_turn,
)

CELLS = st.one_of(st.none(), st.integers(1, 4))
RATINGS = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(CELLS, min_size=raters, max_size=raters), min_size=2, max_size=8
    )
)
NOMINAL = (fleiss_kappa, gwet, krippendorff, percent_agreement, light_kappa)


def values_of(ratings, **settings):
    return [ask(ratings, resamples=0, **settings).value for ask in NOMINAL]


def alphas_of(ratings):
    levels = ("nominal", "ordinal", "interval", "ratio")
    return [krippendorff(ratings, measurement=level, resamples=0).value for level in levels]


def same(found, expected):
    assert found == pytest.approx(expected, abs=1e-9)


@given(RATINGS, st.randoms(use_true_random=False))
def test_the_order_of_works_and_raters_changes_nothing(ratings, chance):
    columns = list(range(len(ratings[0])))
    chance.shuffle(columns)
    moved = [[row[place] for place in columns] for row in ratings]
    chance.shuffle(moved)

    same(values_of(moved) + alphas_of(moved), values_of(ratings) + alphas_of(ratings))


@given(RATINGS)
def test_other_names_for_the_categories_change_nothing(ratings):
    names = {None: None, 1: "quatre", 2: "un", 3: "trois", 4: "deux"}

    same(values_of([[names[cell] for cell in row] for row in ratings]), values_of(ratings))


@given(RATINGS)
def test_a_work_that_nobody_rated_changes_nothing(ratings):
    longer = [*ratings, [None] * len(ratings[0])]

    same(values_of(longer) + alphas_of(longer), values_of(ratings) + alphas_of(ratings))


@given(st.lists(st.integers(1, 4), min_size=2, max_size=8).filter(lambda row: len(set(row)) > 1))
def test_full_agreement_is_one(row):
    ratings = [[mark] * 3 for mark in row]

    same(values_of(ratings) + alphas_of(ratings), [1] * 9)
    same([icc(ratings, form=form).value for form in FORMS], [1] * 6)


def slow_alpha(ratings, distance):
    """Every pair of ratings, one by one, as the definition says."""
    works = [[cell for cell in row if cell is not None] for row in ratings]
    works = [work for work in works if len(work) > 1]
    every = [cell for work in works for cell in work]
    seen = sum(
        2 * distance(one, other, every) / (len(work) - 1)
        for work in works
        for one, other in combinations(work, 2)
    )
    chance = sum(2 * distance(one, other, every) for one, other in combinations(every, 2))
    return 1 - seen / (chance / (len(every) - 1)) if chance else None


def of_ranks(one, other, every):
    """Krippendorff's own sum over the categories between two."""
    low, high = sorted((one, other))
    between = sum(low <= cell <= high for cell in every)
    ends = sum(cell == low for cell in every) + sum(cell == high for cell in every)
    return (between - ends / 2) ** 2 if low != high else 0


@given(RATINGS)
def test_alpha_is_that_of_its_definition(ratings):
    rated = [row for row in ratings if sum(cell is not None for cell in row) > 1]
    distances = (
        lambda one, other, _every: one != other,
        of_ranks,
        lambda one, other, _every: (one - other) ** 2,
        lambda one, other, _every: ((one - other) / (one + other)) ** 2,
    )

    expected = [slow_alpha(rated, each) for each in distances] if len(rated) > 1 else [None] * 4

    same(alphas_of(ratings), expected)


@given(RATINGS)
def test_gwets_coefficient_is_that_of_its_definition(ratings):
    works = [[cell for cell in row if cell is not None] for row in ratings]
    works = [work for work in works if work]
    scale = sorted({cell for work in works for cell in work})
    paired = [work for work in works if len(work) > 1]
    if len(paired) < 2 or len(scale) < 2:
        return
    agreed = np.mean(
        [np.mean([one == other for one, other in combinations(work, 2)]) for work in paired]
    )
    shares = [np.mean([work.count(each) / len(work) for work in works]) for each in scale]
    chance = sum(share * (1 - share) for share in shares) / (len(scale) - 1)

    same(gwet(ratings, resamples=0).value, (agreed - chance) / (1 - chance))


def test_an_interval_is_the_same_for_the_same_seed_and_holds_the_value():
    ratings = [[1, 2, 1], [3, 3, 2], [4, 4, 4], [2, 2, None], [1, 1, 1]]

    first, again = (krippendorff(ratings, measurement="ordinal", seed=7) for _ in range(2))

    assert first == again
    assert first.low < first.value <= first.high
    assert first.error > 0


@pytest.mark.parametrize("ask", NOMINAL)
@pytest.mark.parametrize(
    ("ratings", "lack"),
    [
        ([], Lack.RATERS),
        ([[1], [2]], Lack.RATERS),
        ([[1, None], [2, None]], Lack.RATERS),
        ([[1, 2]], Lack.WORKS),
        ([[1, 2], [None, 1]], Lack.WORKS),
        ([[1, 1], [1, 1]], Lack.VARIETY),
    ],
)
def test_too_little_is_an_answer(ask, ratings, lack):
    found = ask(ratings)

    if ask is percent_agreement and lack is Lack.VARIETY:
        lack = None
    assert (found.lack, found.value is None) == (lack, lack is not None)


@pytest.mark.parametrize("form", FORMS)
def test_a_coefficient_without_variance_says_so(form):
    same_marks, same_means = icc([[3, 3], [3, 3]], form=form), icc([[1, 3], [3, 1]], form="3,k")
    exact = icc([[1, 1], [2, 2], [4, 4]], form=form)

    assert (same_marks.lack, same_means.lack) == (Lack.VARIETY, Lack.LIKENESS)
    assert (exact.value, exact.low, exact.lack) == (pytest.approx(1), None, Lack.RESIDUE)


@pytest.mark.parametrize(
    ("ratings", "settings", "sentence"),
    [
        (
            [["a", "b"], ["b", "b"]],
            {"measurement": "ordinal"},
            "give the categories in their order",
        ),
        ([[-1, 2], [2, 2]], {"measurement": "ratio"}, "measured from zero"),
        ([[1, 2], [2]], {}, "differ in their number of raters"),
        ([[1, 2], [2, 2]], {"measurement": "cubic"}, "write one of nominal"),
        ([[1, 2], [2, 9]], {"categories": [1, 2]}, "“9” is not one of the categories"),
        ([[1, 2], [2, 2]], {"resamples": 1}, "too few"),
        ([[one, one + 0.5] for one in range(1500)], {}, "3,000 different ratings are too many"),
    ],
)
def test_ratings_without_sense_are_refused(ratings, settings, sentence):
    with pytest.raises(AgreementRefused, match=sentence):
        krippendorff(ratings, **settings)


# Severity


def by_dummies(ratings):
    """The same model as an ordinary regression on one column a work and one a rater."""
    rows = [
        (work, rater, mark)
        for work, row in enumerate(ratings)
        for rater, mark in enumerate(row)
        if mark is not None and sum(cell is not None for cell in row) > 1
    ]
    works, raters = len(ratings), len(ratings[0])
    design = np.zeros((len(rows), works + raters))
    for place, (work, rater, _) in enumerate(rows):
        design[place, [work, works + rater]] = 1
    marks = np.array([mark for *_, mark in rows], dtype=float)
    fit, *_ = np.linalg.lstsq(design, marks, rcond=None)
    freedom = len(rows) - np.linalg.matrix_rank(design)
    variance = ((marks - design @ fit) ** 2).sum() / freedom
    spread = variance * np.linalg.pinv(design.T @ design)
    contrasts = np.full((raters, raters), 1 / (raters - 1))
    np.fill_diagonal(contrasts, -1)
    whole = np.hstack([np.zeros((raters, works)), contrasts])
    return whole @ fit, np.sqrt(np.diag(whole @ spread @ whole.T)), freedom


def test_severity_is_that_of_the_regression_with_missing_cells():
    ratings = [
        [12, 10, None],
        [15, 14, 15],
        [9, None, 10],
        [None, 11, 13],
        [8, 8, 9],
        [7, None, None],
    ]

    points, errors, freedom = by_dummies(ratings)
    found = severity(ratings)

    assert [each.points for each in found.raters] == pytest.approx(points)
    assert [each.error for each in found.raters] == pytest.approx(errors)
    assert (found.freedom, found.groups, found.lack) == (freedom, 1, None)


# With no cell missing the comparison is that of means: b − (mean of the others) by hand.
def test_a_rater_who_takes_two_points_off_stands_out_and_the_others_do_not():
    noise = [[0, 0.2, -0.2], [0.1, -0.1, 0], [-0.2, 0, 0.1], [0.1, 0.1, -0.1], [0, -0.2, 0.2]]
    ratings = [
        [work + off[0], work + off[1], work - 2 + off[2]]
        for work, off in zip((8, 11, 14, 10, 16), noise, strict=True)
    ]

    found = severity(ratings)

    assert [round(each.points, 2) for each in found.raters] == [-1.0, -1.0, 2.0]
    assert found.raters[2].stands_out
    assert found.raters[2].low > 0


def test_beside_one_severe_rater_the_others_do_not_look_lenient():
    ratings = [[12, 12, 9, 12], [15, 15.1, 12, 15], [9, 9, 6.1, 9.1], [11, 10.9, 8, 11]]

    together, in_turn = severity(ratings), severity_in_turn(ratings)

    assert [each.stands_out for each in together.raters] == [True, True, True, True]
    assert [each.stands_out for each in in_turn.raters] == [False, False, True, False]
    assert in_turn.raters[2] == together.raters[2]
    assert [each.rater for each in in_turn.raters] == [0, 1, 2, 3]


def test_of_two_raters_none_is_the_right_one():
    found = severity_in_turn([[9, 7], [8, 6.1], [7, 5], [5, 3]])

    assert [(round(each.points, 1), each.stands_out) for each in found.raters] == [
        (-2.0, True),
        (2.0, True),
    ]


def test_works_in_groups_without_a_common_rater_say_so():
    found = severity(
        [[9, 8, None, None], [7, 7, None, None], [None, None, 5, 6], [None, None, 4, 4]]
    )

    assert (found.lack, found.groups) == (Lack.GROUPS, 2)
    assert [(each.works, each.points) for each in found.raters] == [(2, None)] * 4
    assert "without a common rater" in found.note


@pytest.mark.parametrize(
    ("ratings", "lack"),
    [
        ([], Lack.RATERS),
        ([[1, None], [2, None]], Lack.RATERS),
        ([[1, 2]], Lack.WORKS),
        ([[1, 2, None], [None, 2, 3]], Lack.RESIDUE),
        ([[3, 3], [3, 3], [3, 3]], None),
    ],
)
def test_too_little_to_compare_raters_is_an_answer(ratings, lack):
    found = severity(ratings)

    assert (found.lack, any(each.stands_out for each in found.raters)) == (lack, False)
