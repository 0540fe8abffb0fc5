"""Means of decimals that do not depend on the order of their terms."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

_DIGITS = Context(prec=28, rounding=ROUND_HALF_EVEN)


def nearest_decimal(value: Fraction) -> Decimal:
    """The decimal of 28 significant digits nearest to an exact fraction (half to even)."""
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def weighted_mean(values: Sequence[Decimal], weights: Sequence[Decimal]) -> Decimal:
    """Σ weight × value ÷ Σ weight, added up exactly and divided once to 28 digits.

    Raises ValueError where the two differ in length, a weight is negative or all are zero.

    >>> weighted_mean([Decimal(10), Decimal(16)], [Decimal(1), Decimal(3)])
    Decimal('14.5')
    """
    if len(values) != len(weights):
        raise ValueError(f"{len(values)} values for {len(weights)} weights: give one for each.")
    if any(weight < 0 for weight in weights):
        raise ValueError("A weight is negative: a mean needs weights of zero or more.")
    whole = sum(map(Fraction, weights), Fraction(0))
    if not whole:
        raise ValueError("The weights add up to zero: a mean needs at least one above zero.")
    pairs = zip(values, weights, strict=True)
    earned = sum((Fraction(value) * Fraction(weight) for value, weight in pairs), Fraction(0))
    return nearest_decimal(earned / whole)
