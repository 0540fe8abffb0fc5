"""Several raters on a scale of numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from passerelle.engines.agreement._result import (
    Agreement,
    AgreementRefused,
    Floats,
    Lack,
    Question,
    Sizes,
    quotient,
)
from passerelle.engines.numbers import Counts, f_quantile

Form = Literal["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]
FORMS: tuple[str, ...] = get_args(Form)
Marks = Sequence[Sequence[float | None]] | Floats

# Ratings this close, beside the largest, differ by rounding alone.
_ROUNDING = 1e-12


def icc_2_1(
    ratings: Marks, *, level: float = 0.95, resamples: int = 1000, seed: int = 0
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
    return icc(ratings, form="2,1", level=level, resamples=resamples, seed=seed)


def icc(
    ratings: Marks, *, form: Form = "2,1", level: float = 0.95, resamples: int = 0, seed: int = 0
) -> Agreement:
    """The six coefficients of Shrout & Fleiss (Psychological Bulletin 86, 1979), with n works, k
    raters and the mean squares between works, within them, of raters (judges) and of the rest:

    1,1: (MSB − MSW)/(MSB + (k−1)MSW)   3,1: (MSB − MSE)/(MSB + (k−1)MSE)   2,1: see `icc_2_1`
    1,k: (MSB − MSW)/MSB   2,k: (MSB − MSE)/(MSB + (MSJ − MSE)/n)   3,k: (MSB − MSE)/MSB

    1: each work by other raters; 2: raters drawn at random; 3: these raters and no others; k: the
    mean of all. The interval comes from quantiles of F (their pages 424 to 426), or from resampled
    works where `resamples` is not 0. Ratings as `icc_2_1`.

    >>> ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8],
    ...            [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> [round(icc(ratings, form=form).value, 2) for form in FORMS]
    [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    """
    if form not in FORMS:
        raise AgreementRefused(
            f"“{form}” is not a form of the ICC: write one of {' '.join(FORMS)}."
        )
    name = f"icc_{form.replace(',', '_')}"
    question = Question(statistic=name, level=level, resamples=resamples, seed=seed)
    table = _table(ratings)
    complete = table[~np.isnan(table).any(axis=1)]
    works, raters = complete.shape
    sizes = Sizes(works, len(table) - works, raters)
    lack = Lack.RATERS if raters < 2 else Lack.WORKS if works < 2 else None
    if lack:
        return question.unanswered(lack, sizes)
    squares = _mean_squares(complete)
    nothing = Lack.LIKENESS if np.ptp(complete) else Lack.VARIETY
    answer = question.answered(
        lambda counts: _COEFFICIENTS[form](squares(counts)), sizes, nothing=nothing
    )
    if answer.value is None or resamples:
        return answer
    ends = _ends(form, squares(np.ones((1, works), dtype=np.int64)), answer.value, level)
    if ends is None:
        return question.answer(answer.value, sizes, lack=Lack.RESIDUE)
    return question.answer(answer.value, sizes, ends=ends, method="quantiles of F")


def _table(ratings: Marks) -> Floats:
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


@dataclass(frozen=True, slots=True)
class _Squares:
    """Mean squares, one a sample; `nothing` is what rounding alone would leave."""

    works: Floats
    raters: int
    between: Floats
    within: Floats
    judges: Floats
    rest: Floats
    nothing: float

    def share(self, top: Floats, bottom: Floats) -> Floats:
        return quotient(top, np.where(np.abs(bottom * self.works) <= self.nothing, 0, bottom))


def _mean_squares(ratings: Floats) -> Callable[[Counts], _Squares]:
    # The middle is taken away first: large marks would lose their digits in the squares.
    marks = ratings - ratings.mean()
    raters = marks.shape[1]
    means, squares = marks.mean(axis=1), (marks**2).sum(axis=1)
    nothing = _ROUNDING * max(float((ratings**2).sum()), 1e-300)

    def mean_squares(counts: Counts) -> _Squares:
        works = counts.sum(axis=1).astype(np.float64)
        correction = works * raters * (counts @ means / works) ** 2
        between = raters * (counts @ means**2) - correction
        judges = ((counts @ marks) ** 2).sum(axis=1) / works - correction
        within = counts @ squares - correction - between
        rest = within - judges
        return _Squares(
            works=works,
            raters=raters,
            between=between / (works - 1),
            within=within / (works * (raters - 1)),
            judges=judges / (raters - 1),
            rest=rest / ((works - 1) * (raters - 1)),
            nothing=nothing,
        )

    return mean_squares


_COEFFICIENTS: dict[str, Callable[[_Squares], Floats]] = {
    "1,1": lambda s: s.share(s.between - s.within, s.between + (s.raters - 1) * s.within),
    "2,1": lambda s: s.share(
        s.between - s.rest,
        s.between + (s.raters - 1) * s.rest + s.raters * (s.judges - s.rest) / s.works,
    ),
    "3,1": lambda s: s.share(s.between - s.rest, s.between + (s.raters - 1) * s.rest),
    "1,k": lambda s: s.share(s.between - s.within, s.between),
    "2,k": lambda s: s.share(s.between - s.rest, s.between + (s.judges - s.rest) / s.works),
    "3,k": lambda s: s.share(s.between - s.rest, s.between),
}


def _ends(form: str, squares: _Squares, value: float, level: float) -> tuple[float, float] | None:
    """None where the error is nil: a ratio of variances has then no distribution."""
    error = squares.within if form.startswith("1") else squares.rest
    if float(error[0] * squares.works[0]) <= squares.nothing:
        return None
    single = f"{form[0]},1"
    alone = value if form == single else float(_COEFFICIENTS[single](squares)[0])
    ends = _of_random_raters(squares, alone, level) if form[0] == "2" else None
    low, high = ends or _of_ratio(form, squares, float(error[0]), level)
    if form.endswith("k"):
        raters = squares.raters
        low, high = (end * raters / (1 + (raters - 1) * end) for end in (low, high))
    return min(low, value), max(high, value)


def _of_ratio(form: str, squares: _Squares, error: float, level: float) -> tuple[float, float]:
    works, raters = float(squares.works[0]), squares.raters
    above = works - 1
    below = works * (raters - 1) if form.startswith("1") else above * (raters - 1)
    ratio, share = float(squares.between[0]) / error, (1 + level) / 2
    least = ratio / f_quantile(share, above=above, below=below)
    most = ratio * f_quantile(share, above=below, below=above)
    return (least - 1) / (least + raters - 1), (most - 1) / (most + raters - 1)


def _of_random_raters(squares: _Squares, value: float, level: float) -> tuple[float, float]:
    """Their formula for ICC(2,1), with Satterthwaite's degrees of freedom."""
    n, k = float(squares.works[0]), squares.raters
    msb, msj, mse = (float(each[0]) for each in (squares.between, squares.judges, squares.rest))
    ratio, rest = msj / mse, n * (1 + (k - 1) * value) - k * value
    top = (k - 1) * (n - 1) * (k * value * ratio + rest) ** 2
    freedom = top / ((n - 1) * k**2 * value**2 * ratio**2 + rest**2)
    share, spread = (1 + level) / 2, k * msj + (k * n - k - n) * mse
    upper = f_quantile(share, above=n - 1, below=freedom)
    lower = f_quantile(share, above=freedom, below=n - 1)
    low = n * (msb - upper * mse) / (upper * spread + n * msb)
    return low, n * (lower * msb - mse) / (spread + n * lower * msb)
