"""Decimals are read exactly, rounded once, and written for their reader."""

from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    getcontext,
)
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.numbers import (
    NotANumber,
    Rounding,
    as_decimal,
    format_en,
    format_exact,
    format_fr,
    nearest_decimal,
    round_to,
    weighted_mean,
)

STANDARD = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
    Rounding.UP: ROUND_UP,
}
DECIMALS = st.decimals(
    min_value=-1000, max_value=1000, allow_nan=False, allow_infinity=False, places=6
)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Rounding.HALF_UP, ["11.85", "11.84", "-11.85", "11.85"]),
        (Rounding.HALF_EVEN, ["11.84", "11.84", "-11.84", "11.85"]),
        (Rounding.DOWN, ["11.84", "11.84", "-11.84", "11.84"]),
        (Rounding.UP, ["11.85", "11.85", "-11.85", "11.85"]),
    ],
)
def test_each_rounding_treats_ties_in_its_own_way(mode, expected):
    written = [Decimal("11.845"), Decimal("11.8449"), Decimal("-11.845"), Fraction(11848, 1000)]

    rounded = [str(round_to(value, places=2, mode=mode)) for value in written]

    assert rounded == expected


@given(DECIMALS, st.integers(0, 6), st.sampled_from(Rounding))
def test_rounding_agrees_with_the_general_decimal_arithmetic(value, places, mode):
    expected = value.quantize(
        Decimal(1).scaleb(-places), context=Context(prec=60, rounding=STANDARD[mode])
    )

    assert round_to(value, places=places, mode=mode) == expected


@given(DECIMALS, DECIMALS, st.integers(0, 4), st.sampled_from(Rounding))
def test_rounding_never_swaps_two_numbers(one, other, places, mode):
    low, high = sorted([one, other])

    assert round_to(low, places=places, mode=mode) <= round_to(high, places=places, mode=mode)


def test_rounding_ignores_the_decimal_context_of_the_moment():
    narrow = getcontext().copy()
    getcontext().prec = 2
    try:
        rounded = round_to(Decimal("12345.678"), places=2, mode=Rounding.HALF_UP)
    finally:
        getcontext().prec = narrow.prec

    assert rounded == Decimal("12345.68")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("11.50", "11.50"),
        (" 7 ", "7"),
        (7, "7"),
        (0.1, "0.1"),
        (Fraction(7, 40), "0.175"),
        (Fraction(-1200), "-1200"),
        (Decimal("1E+2"), "1E+2"),
    ],
)
def test_numbers_are_read_exactly(written, read):
    assert str(as_decimal(written)) == read


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (float("nan"), "nan is not a finite number: a mark or a weight needs digits."),
        (float("-inf"), "-inf is not a finite number: a mark or a weight needs digits."),
        ("Infinity", "Infinity is not a finite number: a mark or a weight needs digits."),
        ("11,5", "“11,5” is not a number: write digits with a point for the decimals."),
        ("twelve", "“twelve” is not a number: write digits."),
        (True, "True is a yes or a no, not a number: write digits."),
        (None, "NoneType is not a number: write digits, such as 11.5."),
        (Fraction(1, 3), "1/3 has no end in decimals: round it first, with round_to."),
        ("1e999999999", "1e999999999 is out of range: at most 60 digits."),
        (10**100, "This whole number has more than 60 digits."),
    ],
)
def test_what_is_not_a_number_is_refused_with_a_sentence(written, sentence):
    with pytest.raises(NotANumber) as refused:
        as_decimal(written)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        ("15.50", "15,5", "15.5"),
        ("1234567.25", "1\u202f234\u202f567,25", "1,234,567.25"),
        ("-3", "−3", "−3"),
        ("0.00", "0", "0"),
        ("1E+3", "1\u202f000", "1,000"),
    ],
)
def test_numbers_are_written_for_their_reader(number, french, english):
    assert (format_fr(Decimal(number)), format_en(Decimal(number))) == (french, english)


def test_a_fixed_number_of_decimals_is_kept():
    assert (format_fr(Decimal(12), places=2), format_en(Decimal("0.125"), places=2)) == (
        "12,00",
        "0.13",
    )


def test_an_endless_number_is_cut_and_says_so():
    written = [
        format_exact("fr", Fraction(35, 3)),
        format_exact("en", Fraction(35, 3)),
        format_exact("en", Fraction(11845, 1000)),
        format_exact("en", Fraction(59999999, 10000000)),
    ]

    assert written == ["11,6666…", "11.6666…", "11.845", "5.9999…"]


def test_a_weighted_mean_is_exact_before_its_one_division():
    marks = [Decimal("11.1"), Decimal("12.2"), Decimal("13.3")]

    mean = weighted_mean(marks, [Decimal(20), Decimal(30), Decimal(50)])

    assert mean == Decimal("12.53")


@given(st.lists(st.tuples(DECIMALS, st.integers(1, 50)), min_size=1, max_size=8), st.randoms())
def test_a_weighted_mean_does_not_depend_on_order(pairs, random):
    shuffled = random.sample(pairs, len(pairs))

    means = [
        weighted_mean([value for value, _ in some], [Decimal(weight) for _, weight in some])
        for some in (pairs, shuffled)
    ]

    assert means[0] == means[1]


@pytest.mark.parametrize(
    ("values", "weights", "sentence"),
    [
        ([1], [1, 2], "1 values for 2 weights: give one for each."),
        ([1], [-1], "A weight is negative: a mean needs weights of zero or more."),
        ([1], [0], "The weights add up to zero: a mean needs at least one above zero."),
    ],
)
def test_a_mean_without_sense_is_refused(values, weights, sentence):
    with pytest.raises(ValueError, match=sentence):
        weighted_mean([Decimal(value) for value in values], [Decimal(some) for some in weights])


def test_the_nearest_decimal_keeps_28_digits():
    assert nearest_decimal(Fraction(2, 3)) == Decimal("0.6666666666666666666666666667")
