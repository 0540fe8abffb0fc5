"""Every statistic gives, to the last printed digit, what papers and other packages published."""

import csv
from pathlib import Path

import pytest

from passerelle.engines.agreement import (
    FORMS,
    Band,
    band_of,
    fleiss_kappa,
    gwet,
    icc,
    krippendorff,
    light_kappa,
    percent_agreement,
    unanimity,
    weighted_kappa,
)

MISSING = {"": None, "NA": None}


def table_of(testdata: Path, name: str) -> list[list[str | None]]:
    path = testdata / "agreement" / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"no {path}")
    with path.open() as lines:
        rows = list(csv.reader(lines))[1:]
    return [[MISSING.get(cell, cell) for cell in row[1:]] for row in rows]


def numbers_of(testdata: Path, name: str) -> list[list[float | None]]:
    return [
        [None if cell is None else float(cell) for cell in row] for row in table_of(testdata, name)
    ]


def column(rows, place):
    return [row[place] for row in rows]


# Krippendorff, "Computing Krippendorff's alpha-reliability", 2011, example C: .743 .815 .849 .797.
@pytest.mark.parametrize(
    ("measurement", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_of_krippendorffs_twelve_units(testdata, measurement, published):
    ratings = numbers_of(testdata, "irrcac_cac.raw4raters")

    found = krippendorff(ratings, measurement=measurement, resamples=0)

    assert (round(found.value, 3), found.works, found.left_out) == (published, 11, 1)


# Gwet's irrCAC 1.3 prints .775 (AC1), .761 (Fleiss) and .818 (agreement) for cac.raw4raters; the
# weighted ones are in the unit tests of its Python port (afergadis/irrCAC 0.4).
@pytest.mark.parametrize(
    ("weights", "ac", "fleiss"),
    [
        ("unweighted", 0.775, 0.761),
        ("linear", 0.859, 0.818),
        ("quadratic", 0.914, 0.865),
        ("ordinal", 0.899, 0.850),
        ("radical", 0.820, 0.790),
        ("ratio", 0.857, 0.821),
    ],
)
def test_gwet_and_fleiss_of_four_raters_by_weights(testdata, weights, ac, fleiss):
    ratings = numbers_of(testdata, "irrcac_cac.raw4raters")

    found = [ask(ratings, weights=weights, resamples=0).value for ask in (gwet, fleiss_kappa)]

    assert [round(value, 3) for value in found] == [ac, fleiss]


def test_the_figures_of_four_raters_to_five_digits(testdata):
    ratings = numbers_of(testdata, "irrcac_cac.raw4raters")

    found = [ask(ratings, resamples=0).value for ask in (gwet, fleiss_kappa, percent_agreement)]

    assert [round(value, 5) for value in found] == [0.77544, 0.76117, 0.81818]


# irrCAC's tests of raw_5observers: AC1 .497, Fleiss .458, alpha .481, agreement .616.
def test_five_observers_with_many_missing_ratings(testdata):
    ratings = numbers_of(testdata, "irrcac_cac.raw5obser")

    asked = (gwet, fleiss_kappa, krippendorff, percent_agreement)
    found = [ask(ratings, resamples=0).value for ask in asked]

    assert [round(value, 3) for value in found] == [0.497, 0.458, 0.481, 0.616]


# Fleiss, Psychological Bulletin 76, 1971: kappa = .430; irr's manual prints .43, .534 for the first
# three raters; kappa2 .651, .633 (equal), .655 (squared) for the first two; Light's mean .555.
def test_thirty_diagnoses_by_six_psychiatrists(testdata):
    ratings = table_of(testdata, "irr_diagnoses")
    first_three = [row[:3] for row in ratings]

    found = [
        fleiss_kappa(ratings, resamples=0).value,
        fleiss_kappa(first_three, resamples=0).value,
        light_kappa(first_three, resamples=0).value,
    ]

    assert [round(value, 3) for value in found] == [0.430, 0.534, 0.555]


@pytest.mark.parametrize(
    ("weights", "published"), [("unweighted", 0.651), ("linear", 0.633), ("quadratic", 0.655)]
)
def test_kappa_of_two_psychiatrists(testdata, weights, published):
    ratings = table_of(testdata, "irr_diagnoses")
    names = sorted({cell for row in ratings for cell in row if cell})

    found = weighted_kappa(
        column(ratings, 0), column(ratings, 1), weights=weights, categories=names, resamples=0
    )

    assert round(found.value, 3) == published


# statsmodels 0.14, test_inter_rater, from R's irr: kappa2(anxiety[, 2:3]) with its three weights. irr
# counts the places of the five marks that were met; without categories we count 4 and 6 two apart.
@pytest.mark.parametrize(
    ("weights", "published"),
    [("unweighted", -0.006289308), ("linear", 0.1459075), ("quadratic", 0.2520325)],
)
def test_kappa_of_anxiety(testdata, weights, published):
    ratings = numbers_of(testdata, "irr_anxiety")

    found = weighted_kappa(
        column(ratings, 1),
        column(ratings, 2),
        weights=weights,
        categories=[1, 2, 3, 4, 6],
        resamples=0,
    )

    assert found.value == pytest.approx(published, abs=5e-8)


# irr's agree(video): 35 % of the works, 90 % within one step.
@pytest.mark.parametrize(("tolerance", "published"), [(0, 0.35), (1, 0.90)])
def test_unanimity_on_video(testdata, tolerance, published):
    found = unanimity(numbers_of(testdata, "irr_video"), tolerance=tolerance, resamples=0)

    assert (found.value, found.works) == (published, 20)


# Shrout & Fleiss, Psychological Bulletin 86, 1979, table 4; the intervals as psych 2.4 prints them.
def test_the_six_coefficients_of_shrout_and_fleiss(testdata):
    ratings = numbers_of(testdata, "shrout_fleiss_1979")

    found = [icc(ratings, form=form) for form in FORMS]

    assert [round(each.value, 2) for each in found] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    assert [round(each.low, 3) for each in found] == [-0.133, 0.019, 0.342, -0.884, 0.071, 0.676]
    assert [round(each.high, 2) for each in found] == [0.72, 0.76, 0.95, 0.91, 0.93, 0.99]


# psych's ICC(anxiety), to five of its printed digits; irr's icc prints ICC(A,1) = 0.198.
def test_the_six_coefficients_of_anxiety(testdata):
    ratings = numbers_of(testdata, "irr_anxiety")

    found = [icc(ratings, form=form) for form in FORMS]

    values = [0.17502, 0.19800, 0.21605, 0.38893, 0.42550, 0.45259]
    assert [round(each.value, 5) for each in found] == values
    lows = [-0.07745, -0.03891, -0.04626, -0.27492, -0.12658, -0.15292]
    assert [round(each.low, 5) for each in found] == lows
    highs = [0.48434, 0.49357, 0.52226, 0.73807, 0.74515, 0.76633]
    assert [round(each.high, 5) for each in found] == highs


# irrCAC's benchmarks of a coefficient of .67 whose error is .15.
@pytest.mark.parametrize(
    ("name", "published", "word"),
    [
        ("irrcac_altman", [0.18168, 0.67511, 0.96356, 0.99912, 1.0], "Moderate"),
        ("irrcac_fleiss", [0.28699, 0.96356, 1.0], "Intermediate to Good"),
    ],
)
def test_words_of_a_coefficient_count_its_error(testdata, name, published, word):
    rows = table_of(testdata, name)
    bands = [Band(words, float(low), float(high)) for low, high, words in rows]

    band, sums = band_of(0.67, 0.15, bands)

    assert ([round(each, 5) for each in sums], band.word) == (published, word)


def test_every_file_of_ratings_has_an_answer_or_a_sentence(testdata):
    names = sorted(path.stem for path in (testdata / "agreement").glob("*.csv"))

    found = {name: krippendorff(table_of(testdata, name), resamples=0) for name in names}

    assert all((each.value is None) == bool(each.note) for each in found.values())
