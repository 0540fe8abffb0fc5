"""Harrell's C, against its pairs counted one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.scoring import Plan, ScoringRefused, card

ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.booleans(), st.integers(0, 4)), min_size=2, max_size=14
)


def figure(rows, **options):
    times, seen, risks = (np.array(column) for column in zip(*rows, strict=True))
    options = {"event": "seen", **options}
    plan = Plan("concordance", "time", "risk", resamples=20, options=options)
    return card({"time": times, "seen": seen}, {"risk": risks}, plan).primary


def pairs_one_by_one(rows):
    """(right, comparable), a pair in the right order counting 1 and a tie of risks ½."""
    right = comparable = 0.0
    for time, seen, risk in rows:
        for other_time, other_seen, other_risk in rows:
            if seen and (time < other_time or (time == other_time and not other_seen)):
                comparable += 1
                right += (risk > other_risk) + (risk == other_risk) / 2
    return right, comparable


# Times 2, 4, 4+, 5, 6+ (+ censored), risks 5, 3, 4, 3, 1. Pairs: the first against four, all right;
# 4 against 4+ (wrong), 5 (risks tied: ½), 6+ (right); 5 against 6+ (right): 6½ of 8.
def test_a_case_worked_by_hand():
    rows = [(2, 1, 5), (4, 1, 3), (4, 0, 4), (5, 1, 3), (6, 0, 1)]

    assert figure(rows).value == 6.5 / 8


@given(ROWS)
def test_concordance_is_the_share_of_comparable_pairs(rows):
    rows = [*rows, (1, True, 5), (7, False, -1)]

    right, comparable = pairs_one_by_one(rows)

    assert figure(rows).value == pytest.approx(right / comparable)


@given(ROWS)
def test_a_predicted_time_is_a_risk_turned_round(rows):
    rows = [*rows, (1, True, 5), (7, False, -1)]
    turned = [(time, seen, -risk) for time, seen, risk in rows]

    assert figure(turned, larger_means="time").value == figure(rows).value


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        (
            [(1, 0, 1), (2, 0, 2)],
            "No pair of cases can be compared: no event was seen before another case’s time.",
        ),
        (
            [(2, 1, 1), (2, 1, 2)],
            "No pair of cases can be compared: no event was seen before another case’s time.",
        ),
        ([(1, 1, 3), (2, 1, 3)], "Every prediction is the same: they put no case before another."),
    ],
)
def test_what_cannot_be_compared_is_said(rows, note):
    found = figure(rows)

    assert (found.value, found.note) == (None, note)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"event": None}, "which column tells the “event”"),
        ({"event": "time"}, "must hold 1"),
        ({"larger_means": "age"}, "write “risk” or “time”"),
    ],
)
def test_survival_without_its_columns_is_refused(options, sentence):
    with pytest.raises(ScoringRefused, match=sentence):
        figure([(1, 1, 3), (2, 1, 3)], **options)
