"""Several raters on a scale of numbers."""

from collections.abc import Sequence

import numpy as np

from passerelle.engines.agreement._result import (
    Agreement,
    AgreementRefused,
    Floats,
    Lack,
    Question,
    Statistic,
    quotient,
)
from passerelle.engines.numbers import Counts

# Ratings this close, beside the largest, differ by rounding alone.
_ROUNDING = 1e-12


def icc_2_1(
    ratings: Sequence[Sequence[float | None]] | Floats,
    *,
    level: float = 0.95,
    resamples: int = 1000,
    seed: int = 0,
) -> Agreement:
    """(MSB − MSE) / (MSB + (k−1)·MSE + k·(MSJ − MSE)/n): how far one rater's mark would be any
    other's, raters drawn at random (Shrout & Fleiss, Psychological Bulletin 86, 1979, case 2).

    `ratings` has one row a work and one column a rater, None or NaN where a rating is missing: the
    work is then left out. Below 0 is worse than chance.
    Raises AgreementRefused for rows of unequal length or ratings that are not numbers.

    >>> agreement = icc_2_1([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8],
    ...                      [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
    >>> round(agreement.value, 2)  # their table 4
    0.29
    """
    question = Question(statistic="icc_2_1", level=level, resamples=resamples, seed=seed)
    table = _table(ratings)
    complete = table[~np.isnan(table).any(axis=1)]
    works, raters = complete.shape
    left_out = len(table) - works
    lack = Lack.RATERS if raters < 2 else Lack.WORKS if works < 2 else None
    if lack:
        return question.unanswered(lack, works=works, left_out=left_out, raters=raters)
    return question.answered(_statistic(complete), works=works, left_out=left_out, raters=raters)


def _table(ratings: Sequence[Sequence[float | None]] | Floats) -> Floats:
    try:
        table = np.array(ratings, dtype=np.float64)
    except (TypeError, ValueError):
        raise AgreementRefused(
            "The ratings are not a table of numbers: give each work one rating a rater."
        ) from None
    if table.size == 0:
        return np.empty((0, 2))
    if table.ndim != 2 or np.isinf(table).any():
        raise AgreementRefused("The ratings are not a table of finite numbers.")
    return table


def _statistic(ratings: Floats) -> Statistic:
    # The middle is taken away first: large marks would lose their digits in the squares.
    marks = ratings - ratings.mean()
    raters = marks.shape[1]
    means, squares = marks.mean(axis=1), (marks**2).sum(axis=1)
    nothing = _ROUNDING * max(float((ratings**2).sum()), 1e-300)

    def statistic(counts: Counts) -> Floats:
        works = counts.sum(axis=1)
        centre = counts @ means / works
        correction = works * raters * centre**2
        between = raters * (counts @ means**2) - correction
        of_raters = ((counts @ marks) ** 2).sum(axis=1) / works - correction
        error = counts @ squares - correction - between - of_raters
        freedom = works - 1
        msb, msj = between / freedom, of_raters / (raters - 1)
        mse = error / (freedom * (raters - 1))
        bottom = msb + (raters - 1) * mse + raters * (msj - mse) / works
        bottom[np.abs(bottom * works) <= nothing] = 0
        return quotient(msb - mse, bottom)

    return statistic
