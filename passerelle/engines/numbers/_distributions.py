"""Quantiles of Student's t and Fisher's F, from the incomplete beta function."""

from math import sqrt

from passerelle.engines.numbers._beta import beta_quantile


def student_quantile(share: float, *, freedom: float) -> float:
    """The t below which that share lies: P(|T| > t) = I_x(v/2, 1/2), x = v/(v + t²) (DLMF 8.17).

    Raises ValueError for a share outside 0 to 1 or no degree of freedom.

    >>> round(student_quantile(0.975, freedom=10), 4)
    2.2281
    """
    _check(share, freedom)
    if share < 0.5:
        return -student_quantile(1 - share, freedom=freedom)
    x = beta_quantile(2 * (1 - share), a=freedom / 2, b=0.5)
    return sqrt(freedom * (1 - x) / x)


def f_quantile(share: float, *, above: float, below: float) -> float:
    """The F(above, below) below which that share lies: F = v₂x / v₁(1 − x) with x the quantile of
    beta(v₁/2, v₂/2) (Abramowitz & Stegun 26.6.2); degrees of freedom need not be whole.

    >>> round(f_quantile(0.975, above=5, below=18), 3)
    3.382
    """
    _check(share, min(above, below))
    # From the side where x is small: its mirror keeps the digits that 1 − x would lose.
    if share > 0.5:
        return 1 / f_quantile(1 - share, above=below, below=above)
    x = beta_quantile(share, a=above / 2, b=below / 2)
    return below * x / (above * (1 - x))


def _check(share: float, freedom: float) -> None:
    if not 0 < share < 1:
        raise ValueError(f"The share {share} is not between 0 and 1: 0.975 is the usual one.")
    if not freedom > 0:
        raise ValueError("A quantile needs a degree of freedom or more.")
