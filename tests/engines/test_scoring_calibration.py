"""Whether probabilities are met: slope, intercepts, expected error and the curve."""

from fractions import Fraction

import numpy as np
import pytest

from passerelle.engines.numbers import wilson
from passerelle.engines.scoring import CurvePoint, Plan, card

PLAN = Plan("brier", "label", "score", resamples=50, bins=2)


def grouped(*groups):
    """Cases from (probability, positives, cases)."""
    labels = [place < positives for _, positives, cases in groups for place in range(cases)]
    scores = [probability for probability, _, cases in groups for _ in range(cases)]
    return {"label": np.array(labels)}, {"score": np.array(scores, dtype=float)}


def calibration(groups, plan=PLAN):
    return card(*grouped(*groups), plan).calibration


# Two predictions only: the fitted line goes through both observed logits, so that by hand
# slope = (logit 3/4 − logit 1/4) ÷ (logit 9/10 − logit 1/10) = ln 9 ÷ ln 81 = 1/2, intercept 0.
# Its variance is (1/v + 1/w) ÷ (ln 81)² with v = w = 40·(1/4)(3/4).
def test_the_slope_of_two_predictions_is_found_by_hand():
    found = calibration([(0.1, 10, 40), (0.9, 30, 40)])

    reach = 1.959964 * np.sqrt(2 / 7.5) / np.log(81)
    slope = (found.slope.value, found.slope.low, found.slope.high)
    assert slope == pytest.approx((0.5, 0.5 - reach, 0.5 + reach), abs=1e-6)
    assert (found.intercept.value, found.in_the_large.value) == pytest.approx((0, 0), abs=1e-9)
    assert found.slope.method == "Wald, logistic recalibration"


# All predictions are 1/2, a quarter of the cases positive: a + logit(1/2) = logit(1/4), a = −ln 3.
def test_calibration_in_the_large_is_the_missing_logit():
    found = calibration([(0.4999999, 5, 20), (0.5, 5, 20)])

    assert found.in_the_large.value == pytest.approx(-np.log(3), abs=1e-6)


# scikit-learn 1.9.1's LogisticRegression(C=1e12) on these logits: 0.626231 and 0.137996.
def test_slope_and_intercept_are_those_of_a_logistic_regression():
    draw = np.random.default_rng(1)
    logits = draw.normal(size=400)
    labels = draw.random(400) < 1 / (1 + np.exp(-(0.3 + 0.7 * logits)))

    found = card({"label": labels}, {"score": 1 / (1 + np.exp(-logits))}, PLAN).calibration

    assert round(found.slope.value, 6) == 0.626231
    assert round(found.intercept.value, 6) == 0.137996


# Equal width: |2/4 − 0.2|·4/8 + |3/4 − 0.8|·4/8. Equal mass cuts at the fourth case: the same.
def test_the_expected_error_is_the_mean_gap_of_the_bins():
    found = calibration([(0.2, 2, 4), (0.8, 3, 4)])

    expected = float(Fraction(3, 10) / 2 + Fraction(1, 20) / 2)
    assert found.ece_equal_width.value == pytest.approx(expected)
    assert found.ece_equal_mass.value == pytest.approx(expected)
    low, high = found.ece_equal_width.low, found.ece_equal_width.high
    assert 0 <= low <= expected <= high <= 1


def test_the_curve_has_a_point_for_each_bin_that_holds_cases():
    interval = wilson(2, 4)

    curve = calibration([(0.2, 2, 4)]).equal_width

    (point,) = curve
    assert point == CurvePoint(
        low=0.0,
        high=0.5,
        n=4,
        predicted=pytest.approx(0.2),
        observed=0.5,
        observed_low=interval.low,
        observed_high=interval.high,
    )


def test_equal_predictions_stay_in_one_bin_of_equal_mass():
    curve = calibration([(0.2, 2, 30), (0.7, 3, 6), (0.9, 4, 4)]).equal_mass

    assert [(point.low, point.high, point.n) for point in curve] == [(0.2, 0.9, 40)]


@pytest.mark.parametrize(
    ("groups", "note"),
    [
        ([(0.3, 5, 20)], "Every prediction is the same: they put no case before another."),
        ([(0.3, 0, 9), (0.6, 0, 9)], "All 18 cases are of one class: this measure needs both."),
        (
            [(0.3, 0, 9), (0.6, 9, 9)],
            "The predictions part the two classes wholly: the slope has no end.",
        ),
    ],
)
def test_a_slope_that_cannot_be_is_said(groups, note):
    slope = calibration(groups).slope

    assert (slope.value, slope.low, slope.note) == (None, None, note)


def test_certain_predictions_are_taken_a_little_from_the_end():
    slope = calibration([(0.0, 1, 9), (1.0, 8, 9)]).slope

    assert slope.value == pytest.approx(np.log(8) / np.log(999999), rel=1e-6)
    assert slope.note == "Predictions of 0 or 1, taken as 1e-06 from the end: 18."


def test_patients_make_the_slope_less_sure():
    truth, scores = grouped((0.1, 10, 40), (0.9, 30, 40))
    copies = {name: np.repeat(column, 4) for name, column in truth.items()}
    copies["patient"] = np.repeat(np.arange(80), 4)

    robust = card(
        copies,
        {"score": np.repeat(scores["score"], 4)},
        Plan("brier", "label", "score", resamples=50, cluster="patient"),
    ).calibration.slope

    # Liang & Zeger's sandwich of 80 patients, four copies each, against 80 independent cases.
    reach = 1.959964 * np.sqrt(80 / 79) * np.sqrt(2 / 7.5) / np.log(81)
    assert robust.high - robust.value == pytest.approx(reach, rel=1e-6)
    assert robust.method == "Wald, logistic recalibration, robust to clusters"


def test_scores_that_are_no_probabilities_have_no_calibration():
    scored = card(
        *grouped((0.2, 2, 4), (7, 3, 4)), Plan("auroc", "label", "score", also=("brier",))
    )

    assert (scored.primary.value, scored.calibration) == (pytest.approx(19 / 30), None)
    assert scored.figures[0].note == (
        "Case 5 is predicted 7: this measure needs probabilities, from 0 to 1."
    )
