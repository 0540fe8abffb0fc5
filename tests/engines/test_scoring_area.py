"""The area under the ROC curve, its interval and its resamples, against pairs counted one by one."""

from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from passerelle.engines.numbers import resampled_counts
from passerelle.engines.scoring import (
    Plan,
    ScoringRefused,
    auroc_on_resamples,
    card,
    delong,
    rank,
)

PLAN = Plan("auroc", "label", "score", resamples=20)
SCORES = st.integers(-3, 3)


@st.composite
def cases(draw, least=1):
    """Labels of both classes, and scores with many ties."""
    labels = draw(
        st.permutations([0] * draw(st.integers(least, 8)) + [1] * draw(st.integers(least, 8)))
    )
    scores = draw(st.lists(SCORES, min_size=len(labels), max_size=len(labels)))
    assume(len(set(scores)) > 1)
    return np.array(labels), np.array(scores, dtype=float)


def wins(labels, scores):
    """ψ of every (positive, negative): 1 in the right order, ½ for a tie (DeLong 1988, 3)."""
    apart = scores[labels == 1][:, None] - scores[labels == 0][None, :]
    return (apart > 0) + (apart == 0) / 2


def area_of(labels, scores):
    return card({"label": labels}, {"score": scores}, PLAN).primary.value


@given(cases())
def test_the_area_is_the_share_of_pairs_in_the_right_order(given_cases):
    labels, scores = given_cases

    assert area_of(labels, scores) == pytest.approx(wins(labels, scores).mean(), abs=1e-12)


@given(cases(least=2))
def test_delongs_error_is_that_of_the_placements(given_cases):
    labels, scores = given_cases
    pairs = wins(labels, scores)
    of_positives, of_negatives = pairs.mean(axis=1), pairs.mean(axis=0)

    variance = (
        of_positives.var(ddof=1) / of_positives.size + of_negatives.var(ddof=1) / of_negatives.size
    )

    assert delong(labels, scores).error == pytest.approx(sqrt(variance), abs=1e-9)


# Hanley & McNeil, Radiology 143, 1982, table I: 58 normal and 51 abnormal images rated 1 to 5,
# area .893. Stata's manual ([R] roctab, example 1) gives DeLong's error .0307 on these data and
# the plain interval .83295 to .95339; ours is on the logit scale.
def test_the_ratings_of_hanley_and_mcneil_have_their_published_area_and_error():
    normal, abnormal = [33, 6, 6, 11, 2], [3, 2, 2, 11, 33]
    labels = np.repeat([0] * 5 + [1] * 5, normal + abnormal)
    ratings = np.repeat([1, 2, 3, 4, 5] * 2, normal + abnormal)

    area = delong(labels, ratings)

    assert (round(area.value, 4), round(area.error, 4)) == (0.8932, 0.0307)
    plain = [area.value + way * NormalDist().inv_cdf(0.975) * area.error for way in (-1, 1)]
    assert [round(end, 5) for end in plain] == [0.83295, 0.95339]
    assert 0 < area.low < area.value < area.high < 1


# By hand: positives 2 and 4 against negatives 1 and 3 win 1/2 and 2/2, so V10 = (½, 1), V01 = (1, ½),
# S10 = S01 = 1/8, and the variance is 1/16 + 1/16. On the logit scale: ln 3 ± z·√(1/8)/(3/16).
def test_a_case_worked_by_hand():
    reach = NormalDist().inv_cdf(0.975) * sqrt(1 / 8) / (3 / 16)

    figure = card(
        {"label": np.array([0, 0, 1, 1])}, {"score": np.array([1, 3, 2, 4])}, PLAN
    ).primary

    assert figure.value == 0.75
    assert figure.low == pytest.approx(1 / (1 + np.exp(reach) / 3))
    assert figure.high == pytest.approx(1 / (1 + np.exp(-reach) / 3))
    assert (figure.n, figure.method, figure.note) == (4, "DeLong, logit scale", "")


@given(cases(least=2))
def test_two_scores_are_compared_by_delongs_covariance(given_cases):
    labels, first = given_cases
    second = first + 3 * (np.arange(labels.size) % 3)
    one, other = wins(labels, first), wins(labels, second)
    apart = one - other
    error = sqrt(
        apart.mean(axis=1).var(ddof=1) / len(apart) + apart.mean(axis=0).var(ddof=1) / len(apart.T)
    )

    assume(error > 1e-9 and np.ptp(second))

    (pair,) = rank({"label": labels}, {"a": {"score": first}, "b": {"score": second}}, PLAN).pairs

    difference = apart.mean() if pair.first == "a" else -apart.mean()
    assert (pair.difference, pair.low, pair.high, pair.p) == pytest.approx(
        (
            difference,
            difference - NormalDist().inv_cdf(0.975) * error,
            difference + NormalDist().inv_cdf(0.975) * error,
            2 * NormalDist().cdf(-abs(difference) / error),
        ),
        abs=1e-9,
    )


@given(cases())
def test_only_the_order_of_scores_counts(given_cases):
    labels, scores = given_cases
    shuffled = np.random.default_rng(1).permutation(labels.size)

    areas = {area_of(labels, scores), area_of(labels, np.exp(scores) * 7 - 2)}
    areas.add(area_of(labels[shuffled], scores[shuffled]))

    assert len(areas) == 1


@given(cases())
def test_scores_turned_round_turn_the_area_round(given_cases):
    labels, scores = given_cases

    area, turned = area_of(labels, scores), area_of(labels, -scores)

    assert area + turned == pytest.approx(1, abs=1e-12)


@given(cases(), st.integers(0, 99))
def test_a_resample_is_the_area_of_the_rows_drawn(given_cases, seed):
    labels, scores = given_cases
    drawn = np.concatenate(list(resampled_counts(labels.size, times=5, seed=seed)))

    expected = [wins(np.repeat(labels, times), np.repeat(scores, times)) for times in drawn]
    expected = [pairs.mean() if pairs.size else np.nan for pairs in expected]

    ours = auroc_on_resamples(labels, scores, times=5, seed=seed)
    assert ours == pytest.approx(np.array(expected), abs=1e-12, nan_ok=True)


def test_resamples_spread_as_delong_says():
    draw = np.random.default_rng(3)
    labels = np.arange(2000) % 4 == 0
    scores = draw.normal(size=2000) + labels

    spread = auroc_on_resamples(labels, scores, times=4000, seed=1).std(ddof=1)

    assert spread == pytest.approx(delong(labels, scores).error, rel=0.05)


def newcombe_gap(area, theta, positives, negatives):
    """|θ − A| less z·√V(θ): zero at an end (Newcombe, Statistics in Medicine 25, 2006, method 5)."""
    half = (positives + negatives) / 2 - 1
    growth = 1 + half * (1 - theta) / (2 - theta) + half * theta / (1 + theta)
    variance = theta * (1 - theta) * growth / (positives * negatives)
    return abs(theta - area) - NormalDist().inv_cdf(0.975) * sqrt(variance)


def test_classes_wholly_parted_still_have_an_interval():
    labels = np.repeat([0, 1], [30, 10])

    figure = card({"label": labels}, {"score": np.arange(40.0)}, PLAN).primary

    assert (figure.value, figure.high) == (1.0, 1.0)
    assert 0.85 < figure.low < 0.95
    assert newcombe_gap(1, figure.low, 10, 30) == pytest.approx(0, abs=1e-9)
    assert (
        figure.note
        == "The cases are wholly parted: DeLong’s variance is zero, hence the score interval."
    )


@pytest.mark.parametrize(
    ("labels", "scores", "sentence"),
    [
        ([0, 1], [0.1], "same length"),
        ([0, 1], [0.1, np.inf], "infinite"),
        ([1, 1], [0.1, 0.2], "one class"),
        ([0, 1, 1], [0.1, 0.2, 0.3], "variance is zero"),
    ],
)
def test_an_area_without_sense_is_refused(labels, scores, sentence):
    with pytest.raises(ScoringRefused, match=sentence):
        delong(labels, scores)
