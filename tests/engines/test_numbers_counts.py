"""Resamples as counts: the rows drawn, whole patients drawn together, the same for a seed."""

import numpy as np
import pytest

from passerelle.engines.numbers import resampled_counts


def counts(rows, *, times, seed=0, clusters=None):
    return np.concatenate(list(resampled_counts(rows, times=times, seed=seed, clusters=clusters)))


def test_each_sample_draws_as_many_rows_as_there_are():
    drawn = counts(50, times=2000)

    assert drawn.shape == (2000, 50)
    assert set(drawn.sum(axis=1)) == {50}
    # A count is binomial(50, 1/50): mean 1, variance 49/50.
    assert drawn.mean(axis=0) == pytest.approx(np.ones(50), abs=0.12)
    assert drawn.var() == pytest.approx(0.98, abs=0.02)


def test_more_samples_begin_with_the_same_ones():
    assert counts(70_000, times=3)[:2].tolist() == counts(70_000, times=2).tolist()
    assert counts(3000, times=90)[:5].tolist() == counts(3000, times=5).tolist()


def test_rows_of_a_patient_are_drawn_together():
    patients = np.array([0, 1, 0, 2, 1])

    drawn = counts(5, times=40, clusters=patients)

    assert (drawn[:, [0, 1]] == drawn[:, [2, 4]]).all()
    assert set(drawn[:, [0, 1, 3]].sum(axis=1)) == {3}


@pytest.mark.parametrize(
    ("rows", "settings"),
    [(0, {"times": 1}), (3, {"times": 0}), (3, {"times": 1, "clusters": np.array([0, 1])})],
)
def test_resamples_without_sense_are_refused(rows, settings):
    with pytest.raises(ValueError, match=r"at least one|where 3 rows belong"):
        counts(rows, **settings)
