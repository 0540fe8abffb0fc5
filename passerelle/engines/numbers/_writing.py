"""Numbers as French and English readers write them."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from passerelle.engines.numbers._exact import Rounding, as_decimal, round_to

Language = Literal["fr", "en"]

NARROW_SPACE = "\u202f"
_NO_BREAK = "\u00a0"
MINUS = "\u2212"
_MARKS: dict[Language, tuple[str, str]] = {"fr": (NARROW_SPACE, ","), "en": (",", ".")}
_MOST_EXACT_PLACES = 6
_CUT_PLACES = 4


def format_fr(value: Decimal | int, *, places: int | None = None) -> str:
    """A decimal comma, a narrow no-break space between thousands: 1 234,5.

    Without `places`, as many decimals as the number needs; with them, exactly so many (half up).

    >>> format_fr(Decimal("15.50")), format_fr(Decimal("15.5"), places=2)
    ('15,5', '15,50')
    """
    return format_in("fr", value, places=places)


def format_en(value: Decimal | int, *, places: int | None = None) -> str:
    """A decimal point, a comma between thousands: 1,234.5.

    >>> format_en(Decimal("1234.50"))
    '1,234.5'
    """
    return format_in("en", value, places=places)


def format_in(language: Language, value: Decimal | int, *, places: int | None = None) -> str:
    """The number in the reader's language: see `format_fr` and `format_en`."""
    number = as_decimal(value)
    if places is not None:
        number = round_to(number, places=places, mode=Rounding.HALF_UP)
    whole, _, decimals = f"{abs(number):f}".partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    thousands, mark = _MARKS[language]
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = MINUS if number < 0 else ""
    return sign + grouped + (mark + decimals if decimals else "")


def format_exact(language: Language, value: Fraction | Decimal) -> str:
    """The number whole where six decimals hold it, otherwise its first four and an ellipsis.

    Cut, not rounded: what is shown is never further from zero than the value, so a mark just
    under a threshold never looks as if it reached it.

    >>> format_exact("fr", Fraction(35, 3))
    '11,6666…'
    """
    numerator, denominator = value.as_integer_ratio()
    if numerator * 10**_MOST_EXACT_PLACES % denominator == 0:
        return format_in(language, round_to(value, places=_MOST_EXACT_PLACES, mode=Rounding.DOWN))
    short = round_to(value, places=_CUT_PLACES, mode=Rounding.DOWN)
    return format_in(language, short, places=_CUT_PLACES) + "…"


def hours_said(minutes: int) -> str:
    """A duration, as a clock says it in either language.

    >>> hours_said(45), hours_said(120), hours_said(1890)
    ('45\xa0min', '2\xa0h', '31\xa0h\xa030')
    """
    whole, rest = divmod(minutes, 60)
    if not whole and rest:
        return f"{rest}{_NO_BREAK}min"
    return f"{whole}{_NO_BREAK}h{_NO_BREAK}{rest:02d}" if rest else f"{whole}{_NO_BREAK}h"
