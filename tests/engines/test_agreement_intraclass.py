"""ICC(2,1) gives the figures its authors published."""

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.agreement import AgreementRefused, Lack, icc_2_1

MARKS = st.lists(st.tuples(*[st.integers(0, 20)] * 3), min_size=2, max_size=12)


# Shrout & Fleiss, Psychological Bulletin 86, 1979, table 4: ICC(2,1) = .29 for six targets and four
# judges. irr's manual prints ICC(A,1) = .198 for the twenty subjects and three raters of `anxiety`.
@pytest.mark.parametrize(
    ("name", "published", "works", "raters"),
    [("shrout_fleiss_1979.csv", 0.29, 6, 4), ("irr_anxiety.csv", 0.198, 20, 3)],
)
def test_the_published_coefficients(testdata, name, published, works, raters):
    path = testdata / "agreement" / name
    if not path.exists():
        pytest.skip(f"no {path}")
    with path.open() as lines:
        rows = [[float(mark) for mark in row[1:]] for row in list(csv.reader(lines))[1:]]

    found = icc_2_1(rows)

    places = len(str(published)) - 2
    assert (round(found.value, places), found.works, found.raters) == (published, works, raters)
    assert found.low < found.value < found.high


def by_tables(marks):
    """The two-way analysis of variance written out (their table 3)."""
    table = np.array(marks, dtype=float)
    works, raters = table.shape
    centre, rows, columns = table.mean(), table.mean(axis=1), table.mean(axis=0)
    between = raters * ((rows - centre) ** 2).sum() / (works - 1)
    judges = works * ((columns - centre) ** 2).sum() / (raters - 1)
    rest = ((table - rows[:, None] - columns + centre) ** 2).sum() / (works - 1) / (raters - 1)
    bottom = between + (raters - 1) * rest + raters * (judges - rest) / works
    return (between - rest) / bottom if bottom > 1e-9 else None


@given(MARKS)
def test_the_coefficient_is_that_of_the_analysis_of_variance(marks):
    expected = by_tables(marks)

    assert [icc_2_1(marks, resamples=2).value] == pytest.approx([expected], abs=1e-9)


@given(MARKS, st.integers(-1000, 1000), st.sampled_from([0.5, 3, 1000]))
def test_another_zero_or_unit_changes_nothing(marks, zero, unit):
    moved = [[mark * unit + zero for mark in row] for row in marks]

    before, after = ([icc_2_1(rows, resamples=2).value] for rows in (marks, moved))

    assert after == pytest.approx(before, abs=1e-6)


def test_a_work_that_one_rater_skipped_is_left_out():
    found = icc_2_1([[9, 8], [None, 4], [3, 5], [6, float("nan")], [1, 2]])

    assert found.value == icc_2_1([[9, 8], [3, 5], [1, 2]]).value
    assert (found.works, found.left_out) == (3, 2)


def test_the_same_seed_gives_the_same_interval():
    marks = [[9, 8], [4, 4], [3, 5], [6, 7]]

    assert icc_2_1(marks, seed=3) == icc_2_1(marks, seed=3)


@pytest.mark.parametrize(
    ("marks", "lack"),
    [
        ([], Lack.WORKS),
        ([[3, 4]], Lack.WORKS),
        ([[3], [4]], Lack.RATERS),
        ([[5, 5], [5, 5], [5, 5]], Lack.VARIETY),
    ],
)
def test_not_enough_data_is_an_answer(marks, lack):
    found = icc_2_1(marks)

    assert (found.value, found.low, found.lack, found.note) == (None, None, lack, lack.note)


@pytest.mark.parametrize(
    "marks", [[[1, 2], [3]], [["a", "b"]], [1, 2], [[1, float("inf")], [1, 2]]]
)
def test_a_table_that_is_none_is_refused(marks):
    with pytest.raises(AgreementRefused, match="not a table of"):
        icc_2_1(marks)
