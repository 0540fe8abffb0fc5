"""The incomplete beta function, from which exact binomial and Student intervals come."""

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_CLOSE = 1e-15
_MOST_TERMS = 10_000
_MOST_HALVINGS = 200


def beta_share(x: float, *, a: float, b: float) -> float:
    """I_x(a, b), the share of a beta distribution below x (DLMF 8.17.22, Lentz's method)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    # The fraction converges fast on this side of the mean; the other is its mirror.
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - x, a=b, b=a)
    log_front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(log_front) * _continued_fraction(x, a=a, b=b) / a


def _continued_fraction(x: float, *, a: float, b: float) -> float:
    below, above = 1.0, _away_from_zero(1 - (a + b) * x / (a + 1))
    denominator = 1 / above
    value = denominator
    for term in range(1, _MOST_TERMS):
        even = term * (b - term) * x / ((a + 2 * term - 1) * (a + 2 * term))
        odd = -(a + term) * (a + b + term) * x / ((a + 2 * term) * (a + 2 * term + 1))
        change = 1.0
        for coefficient in (even, odd):
            denominator = 1 / _away_from_zero(1 + coefficient * denominator)
            below = _away_from_zero(1 + coefficient / below)
            change = denominator * below
            value *= change
        if abs(change - 1) < _CLOSE:
            return value
    raise ArithmeticError(f"The incomplete beta of x={x}, a={a}, b={b} did not settle.")


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def beta_quantile(share: float, *, a: float, b: float) -> float:
    """The x below which that share of a beta distribution lies, by bisection to the last bit."""
    low, high = 0.0, 1.0
    for _ in range(_MOST_HALVINGS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if beta_share(middle, a=a, b=b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
