"""Reading a number exactly, and rounding it once."""

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

# Wide enough for any mark, hour or price; narrow enough that "1e999999999" cannot stall a server.
MOST_DIGITS = 60


class NotANumber(ValueError):
    """What was given is not a number that can be kept exactly; the message says why."""


class Rounding(StrEnum):
    """What to do with the digits that are dropped; ties differ between the first two."""

    HALF_UP = "half_up"
    """To the nearest; a tie goes away from zero: 11.845 becomes 11.85, -11.845 becomes -11.85."""
    HALF_EVEN = "half_even"
    """To the nearest; a tie goes to the even digit: 11.845 becomes 11.84 (IEEE 754)."""
    DOWN = "down"
    """Towards zero: the digits are cut."""
    UP = "up"
    """Away from zero as soon as anything is dropped."""


def as_decimal(value: Decimal | Fraction | int | float | str) -> Decimal:
    """The exact decimal of what a person or a file wrote; `NotANumber` says why there is none.

    A float stands for its shortest writing (0.1 is 0.1); a fraction must have finitely many digits.

    >>> as_decimal("11.50"), as_decimal(0.1), as_decimal(Fraction(1, 8))
    (Decimal('11.50'), Decimal('0.1'), Decimal('0.125'))
    """
    if isinstance(value, bool):
        raise NotANumber(f"{value} is a yes or a no, not a number: write digits.")
    if isinstance(value, Fraction):
        return _decimal_of_fraction(value)
    if not isinstance(value, Decimal | int | float | str):
        raise NotANumber(f"{type(value).__name__} is not a number: write digits, such as 11.5.")
    return _in_range(_decimal_written(value), written=value)


def _decimal_written(value: Decimal | int | float | str) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        # str() of a huge int is itself refused by Python, so the size is checked in bits first.
        if value.bit_length() > MOST_DIGITS * 4:
            raise NotANumber(f"This whole number has more than {MOST_DIGITS} digits.")
        return Decimal(value)
    text = repr(value) if isinstance(value, float) else value.strip()
    try:
        return Decimal(text)
    except InvalidOperation:
        hint = " with a point for the decimals" if "," in text else ""
        raise NotANumber(f"“{text[:40]}” is not a number: write digits{hint}.") from None


def _in_range(number: Decimal, *, written: object) -> Decimal:
    if not number.is_finite():
        raise NotANumber(f"{written} is not a finite number: a mark or a weight needs digits.")
    if number and not -MOST_DIGITS <= number.adjusted() <= MOST_DIGITS:
        raise NotANumber(f"{str(written)[:40]} is out of range: at most {MOST_DIGITS} digits.")
    if len(number.as_tuple().digits) > MOST_DIGITS:
        raise NotANumber(f"{str(written)[:40]}… has more than {MOST_DIGITS} digits.")
    if not number and abs(int(number.as_tuple().exponent)) > MOST_DIGITS:
        return Decimal(0)
    return number


def _decimal_of_fraction(value: Fraction) -> Decimal:
    places = 0
    rest = value.denominator
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        raise NotANumber(f"{value} has no end in decimals: round it first, with round_to.")
    return _in_range(_scaled(int(value * 10**places), places), written=value)


def round_to(value: Decimal | Fraction | int, *, places: int, mode: Rounding) -> Decimal:
    """The value with exactly that many decimals; the same in any decimal context, never twice.

    >>> round_to(Decimal("11.845"), places=2, mode=Rounding.HALF_UP)
    Decimal('11.85')
    >>> round_to(Fraction(2, 3), places=1, mode=Rounding.DOWN)
    Decimal('0.6')
    """
    if isinstance(value, Decimal):
        value = as_decimal(value)
    if not 0 <= places <= MOST_DIGITS:
        raise NotANumber(f"{places} decimals cannot be kept: between 0 and {MOST_DIGITS}.")
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**places, denominator)
    if _goes_up(whole, rest=2 * rest, half=denominator, mode=mode):
        whole += 1
    return _scaled(-whole if numerator < 0 else whole, places)


def _goes_up(whole: int, *, rest: int, half: int, mode: Rounding) -> bool:
    """Whether the dropped part, on a scale where a tie stands at `half`, adds one."""
    if mode is Rounding.DOWN:
        return False
    if mode is Rounding.UP:
        return rest > 0
    return rest > half or (rest == half and (mode is Rounding.HALF_UP or whole % 2 == 1))


def _scaled(whole: int, places: int) -> Decimal:
    """whole × 10^-places, written out so that no decimal context rounds it."""
    return Decimal(f"{whole}E-{places}")
