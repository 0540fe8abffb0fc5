"""Quantiles, intervals and resampling give the figures their authors published."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.numbers import (
    Interval,
    QuantileType,
    bca_interval,
    bootstrap,
    clopper_pearson,
    mean_interval,
    percentile_interval,
    quantile,
    wilson,
)

# NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2 Percentiles: twelve gauge readings.
GAUGE = [
    95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.0610,
    95.1591, 95.1195, 95.1065, 95.0925, 95.1990, 95.1682,
]  # fmt: skip
# Efron & Tibshirani, An Introduction to the Bootstrap, 1993, table 14.1, test A.
SPATIAL = [
    48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6,
    0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
]  # fmt: skip
VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


def plug_in_variance(sample):
    return float(np.var(sample))


def rounded(interval, places=4):
    return (round(interval.low, places), round(interval.high, places))


def test_the_ninetieth_percentile_of_the_gauge_study_is_nists():
    assert round(quantile(GAUGE, 0.9, kind=QuantileType.WEIBULL), 4) == 95.1981


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (QuantileType.WEIBULL, "weibull"),
        (QuantileType.LINEAR, "linear"),
        (QuantileType.MEDIAN_UNBIASED, "median_unbiased"),
    ],
)
@given(values=VALUES, share=st.floats(0, 1))
def test_quantiles_agree_with_numpys_of_the_same_definition(kind, name, values, share):
    ours = quantile(values, share, kind=kind)

    assert ours == pytest.approx(float(np.quantile(values, share, method=name)), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize(
    ("values", "share", "sentence"),
    [
        ([], 0.5, "at least one value"),
        ([1.0, float("nan")], 0.5, "missing"),
        ([1.0], 1.5, "not between 0 and 1"),
    ],
)
def test_a_quantile_without_sense_is_refused(values, share, sentence):
    with pytest.raises(ValueError, match=sentence):
        quantile(values, share)


# Newcombe, Statistics in Medicine 17, 1998, table I: methods 3 (score) and 5 (Clopper-Pearson).
@pytest.mark.parametrize(
    ("successes", "cases", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_intervals_of_a_proportion_are_newcombes(successes, cases, score, exact):
    intervals = (wilson(successes, cases), clopper_pearson(successes, cases))

    assert tuple(rounded(interval) for interval in intervals) == (score, exact)


@given(st.integers(1, 400), st.data())
def test_an_interval_of_a_proportion_holds_it_and_mirrors(cases, data):
    successes = data.draw(st.integers(0, cases))

    exact = clopper_pearson(successes, cases)
    mirror = clopper_pearson(cases - successes, cases)

    assert successes / cases in exact
    assert (mirror.low, mirror.high) == pytest.approx((1 - exact.high, 1 - exact.low), abs=1e-9)


@pytest.mark.parametrize(("successes", "cases"), [(1, 0), (3, 2), (-1, 5)])
@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
def test_impossible_counts_are_refused(interval, successes, cases):
    with pytest.raises(ValueError, match="proportion"):
        interval(successes, cases)


# Student's t at 0.975: 12.706 with 1 degree of freedom, 2.262 with 9, 2.045 with 29.
@pytest.mark.parametrize(("cases", "quantile_of_t"), [(2, 12.706), (10, 2.262), (30, 2.045)])
def test_the_interval_of_a_mean_uses_the_tabled_students_t(cases, quantile_of_t):
    sample = np.arange(cases, dtype=float)
    error = sample.std(ddof=1) / np.sqrt(cases)

    interval = mean_interval(sample)

    assert round((interval.high - sample.mean()) / error, 3) == quantile_of_t


def test_one_value_has_no_interval():
    with pytest.raises(ValueError, match="at least two values"):
        mean_interval([12.0])


def test_the_same_seed_draws_the_same_samples():
    draws = [bootstrap(SPATIAL, plug_in_variance, seed=7, times=50) for _ in range(2)]

    assert draws[0].tolist() == draws[1].tolist()


# Their table 14.2 at 90 %: percentile (100.8, 233.9), BCa (115.8, 259.6), from 2000 draws of
# their own: ours differ from theirs by chance only.
def test_bootstrap_intervals_of_the_spatial_test_are_efron_and_tibshiranis():
    draws = bootstrap(SPATIAL, plug_in_variance, seed=1, times=2000)

    plain = percentile_interval(draws, level=0.9)
    corrected = bca_interval(SPATIAL, plug_in_variance, seed=1, times=2000, level=0.9)

    assert round(plug_in_variance(SPATIAL), 1) == 171.5
    assert (plain.low, plain.high) == pytest.approx((100.8, 233.9), abs=6)
    assert (corrected.low, corrected.high) == pytest.approx((115.8, 259.6), abs=8)


def test_rows_are_drawn_whole():
    paired = [(1.0, 10.0), (2.0, 20.0), (3.0, 30.0)]

    ratios = bootstrap(
        paired, lambda rows: float((rows[:, 1] / rows[:, 0]).mean()), seed=3, times=20
    )

    assert set(ratios.tolist()) == {10.0}


def test_a_statistic_that_never_moves_has_an_interval_of_one_point():
    assert bca_interval([5, 5, 5], plug_in_variance, seed=1, times=20) == Interval(0.0, 0.0, 0.95)


@pytest.mark.parametrize(("values", "times"), [([1.0], 10), ([1.0, 2.0], 0)])
def test_a_bootstrap_without_sense_is_refused(values, times):
    with pytest.raises(ValueError, match="needs at least"):
        bootstrap(values, plug_in_variance, seed=1, times=times)
