"""Weighted kappa gives the figures its author and others published."""

import csv

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from passerelle.engines.agreement import AgreementRefused, Lack, weighted_kappa

# Cohen, Psychological Bulletin 70, 1968, table 1: 200 cases by two raters, and his weights.
COUNTS = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
WEIGHTS = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
RATINGS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=20)


def raters_of(counts):
    cells = [
        (one, other, count) for one, row in enumerate(counts) for other, count in enumerate(row)
    ]
    first = [one for one, _, count in cells for _ in range(count)]
    return first, [other for _, other, count in cells for _ in range(count)]


@pytest.mark.parametrize(
    ("weights", "published"),
    [(WEIGHTS, 0.348), ([[0, 1, 1], [1, 0, 1], [1, 1, 0]], 0.492)],
)
def test_kappa_is_what_cohen_found(weights, published):
    found = weighted_kappa(*raters_of(COUNTS), weights=weights)

    assert (round(found.value, 3), found.works, found.left_out) == (published, 200, 0)
    assert found.low < found.value < found.high


# scikit-learn 1.9.1, cohen_kappa_score; irr's manual prints .297 and .189 for the same raters.
@pytest.mark.parametrize(("weights", "value"), [("quadratic", 0.296765), ("linear", 0.189189)])
def test_kappa_of_real_raters_is_that_of_other_packages(testdata, weights, value):
    path = testdata / "agreement" / "irr_anxiety.csv"
    if not path.exists():
        pytest.skip(f"no {path}")
    with path.open() as lines:
        rows = list(csv.DictReader(lines))

    found = weighted_kappa(
        *([int(row[rater]) for row in rows] for rater in ("rater1", "rater2")), weights=weights
    )

    assert round(found.value, 6) == value
    assert (found.statistic, found.works) == (f"{weights}_kappa", 20)


@given(RATINGS)
def test_raters_changed_round_agree_as_much(pairs):
    first, second = zip(*pairs, strict=True)

    one, other = (
        weighted_kappa(*both, resamples=2).value for both in ((first, second), (second, first))
    )

    assert one == pytest.approx(other)


@given(RATINGS)
def test_perfect_agreement_is_one_and_none_exceeds_it(pairs):
    first, second = zip(*pairs, strict=True)
    assume(len(set(first)) > 1)

    assert weighted_kappa(first, first, resamples=2).value == 1
    assert weighted_kappa(first, second, resamples=2).value <= 1


def test_named_levels_weigh_by_their_places():
    levels = ["absent", "partial", "good"]
    first, second = [1, 2, 3, 3, 1], [1, 3, 3, 2, 2]

    named = weighted_kappa(
        *([levels[mark - 1] for mark in marks] for marks in (first, second)), categories=levels
    )

    assert named == weighted_kappa(first, second)


def test_a_missing_rating_leaves_its_work_out():
    found = weighted_kappa([1, 2, None, 3, 2], [1, 2, 3, float("nan"), 1])

    assert found.value == weighted_kappa([1, 2, 2], [1, 2, 1]).value
    assert (found.works, found.left_out) == (3, 2)


@pytest.mark.parametrize(
    ("first", "second", "lack", "note"),
    [
        ([], [], Lack.WORKS, "Not enough data: fewer than two works have all their ratings."),
        (
            [1, None],
            [1, 2],
            Lack.WORKS,
            "Not enough data: fewer than two works have all their ratings.",
        ),
        (
            [2, 2, 2],
            [2, 2, 2],
            Lack.VARIETY,
            "Every rating is the same: nothing tells agreement from chance.",
        ),
    ],
)
def test_not_enough_data_is_an_answer(first, second, lack, note):
    found = weighted_kappa(first, second)

    assert (found.value, found.low, found.high, found.lack, found.note) == (
        None,
        None,
        None,
        lack,
        note,
    )
    assert found.as_json()["lack"] == lack.value


@pytest.mark.parametrize(
    ("first", "second", "settings", "sentence"),
    [
        ([1], [1, 2], {}, "One rater has 1 works, the other 2"),
        (["a", "b"], ["a", "b"], {}, "give the categories in their order"),
        ([1, 9], [1, 2], {"categories": [1, 2]}, "“9” is not one of the categories"),
        ([1, 2], [1, 2], {"categories": [1, 2, 2]}, "given twice"),
        ([1, 2], [1, 2], {"weights": [[0, 1]]}, "not a table of 2 by 2"),
        ([1, 2], [1, 2], {"weights": "cubic"}, "write “linear” or “quadratic”"),
        ([1, 2], [1, 2], {"level": 95}, "write 0.95"),
    ],
)
def test_ratings_without_sense_are_refused(first, second, settings, sentence):
    with pytest.raises(AgreementRefused, match=sentence):
        weighted_kappa(first, second, **settings)
