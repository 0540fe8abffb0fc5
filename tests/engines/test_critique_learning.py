"""Reliance, calibration, the curve, script concordance, sentences and planted errors."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.critique import (
    Choice,
    CritiqueRefused,
    Detection,
    ErrorType,
    Share,
    Tally,
    calibration,
    change,
    concordance,
    curve,
    detection,
    mutations_of,
    one_mutation,
    reliance,
    sentences_of,
)

WRONG_THEN_PERSUADED = Choice(before="b", model="a", after="a", right="a")
RIGHT_THEN_MISLED = Choice(before="a", model="b", after="b", right="a")
RIGHT_AND_STEADY = Choice(before="a", model="b", after="a", right="a")


def test_reliance_counts_what_the_model_gave_and_what_it_took() -> None:
    told = reliance([WRONG_THEN_PERSUADED, RIGHT_THEN_MISLED, RIGHT_AND_STEADY])

    assert told.on_the_model == Share(1, 1)
    assert told.on_oneself == Share(1, 2)
    assert told.switched_to_wrong == Share(1, 2)
    assert (told.right_before, told.right_after) == (Share(2, 3), Share(2, 3))


def test_a_share_of_nothing_is_unknown() -> None:
    assert reliance([]).switched_to_wrong.value is None


def test_the_score_of_brier_is_the_mean_square() -> None:
    """Brier (1950): a forecast of .7 that comes true costs .09."""
    told = calibration([0.7, 0.7], [True, False])

    assert told is not None
    assert round(told.brier, 4) == 0.29
    assert round(told.overconfidence, 4) == 0.2
    assert [(each.least, each.right, each.cases) for each in told.bins] == [(0.6, 1, 2)]


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_certainty_of_what_happened_costs_nothing(right: list[bool]) -> None:
    told = calibration([float(each) for each in right], right)

    assert told is not None
    assert told.brier == 0


def test_the_curve_leaves_out_what_cannot_be_placed() -> None:
    unplaced = Detection(Tally(0, 0, 0, 3), None, None, None, None, None)
    placed = detection(Tally(8, 10, 2, 30))

    (point,) = curve([("before", unplaced), ("after", placed)])

    assert (point.label, point.d_prime) == ("after", placed.d_prime)
    assert point.low < point.d_prime < point.high


def test_a_cohort_that_all_changed_alike_has_no_interval() -> None:
    told = change([0.5] * 6, [1.0] * 6)

    assert (told.difference, told.interval, told.effect, told.improved) == (0.5, None, None, 6)


def test_the_interval_of_a_change_holds_its_mean() -> None:
    told = change([0.1, 0.4, 0.2, 0.9, 0.6, 0.3], [0.7, 0.9, 0.4, 1.0, 1.6, 0.2], seed=1)

    assert told.interval is not None
    assert told.interval.low < told.difference < told.interval.high
    assert told.improved == 5


def test_learners_measured_once_are_refused() -> None:
    with pytest.raises(CritiqueRefused):
        change([0.1], [0.2, 0.3])


def test_the_panel_s_commonest_answer_earns_everything() -> None:
    """Charlin et al. (2000): 7 votes for +1, 3 for +2 of 10: +2 earns 3/7."""
    told = concordance([1] * 7 + [2] * 3)

    assert (told.credit(1), told.credit(2), told.credit(-2)) == (1, Fraction(3, 7), 0)
    assert told.is_enough


def test_a_shift_off_the_scale_is_refused() -> None:
    with pytest.raises(CritiqueRefused):
        concordance([3])


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Le Dr. Ny dit non. Et 2,5 mg ? Oui !", ["Le Dr. Ny dit non.", "Et 2,5 mg ?", "Oui !"]),
        ("Il dit « assez. » Puis sort.", ["Il dit « assez. »", "Puis sort."]),
        ("Plan:\n1. Aspirin 80 mg\n2. Rest", ["Plan:", "1. Aspirin 80 mg", "2. Rest"]),
        ("See e.g. J. Smith (2019).", ["See e.g. J. Smith (2019)."]),
        ("", []),
        ("…", []),
    ],
)
def test_a_text_is_cut_where_a_reader_would(text: str, sentences: list[str]) -> None:
    assert [text[each.start : each.end] for each in sentences_of(text)] == sentences


@given(st.text(max_size=300))
def test_sentences_keep_every_letter_once(text: str) -> None:
    spans = sentences_of(text)

    kept = "".join(text[each.start : each.end] for each in spans)

    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
    assert list(spans) == sorted(spans)


def test_a_french_text_offers_its_holds() -> None:
    text = "Donner 2,5 mg le matin. Il n’a pas de fièvre (HAS, 2023)."

    planted = [(each.text, each.manner) for each in mutations_of(text, language="fr")]

    assert planted == [
        ("Donner 25 mg le matin. Il n’a pas de fièvre (HAS, 2023).", "dose × 10"),
        ("Donner 0,25 mg le matin. Il n’a pas de fièvre (HAS, 2023).", "dose ÷ 10"),
        ("Donner 2,5 g le matin. Il n’a pas de fièvre (HAS, 2023).", "mg → g"),
        ("Donner 2,5 mg le matin. Il a de fièvre (HAS, 2023).", "negation dropped"),
        ("Donner 2,5 mg le matin. Il n’a pas de fièvre (HAS, 2014).", "year of the source − 9"),
    ]


def test_a_planted_error_stands_where_it_says() -> None:
    text = "The rash is not on the left arm. Do not increase."

    for each in mutations_of(text, language="en"):
        assert text == (each.text[: each.span.start] + each.was + each.text[each.span.end :]), (
            each.manner
        )


def test_a_text_without_hold_offers_nothing() -> None:
    assert one_mutation("Repos.", language="fr", seed=1) is None


def test_the_same_seed_plants_the_same_error() -> None:
    text = "Donner 2,5 mg, puis 5 mg à gauche."

    drawn = one_mutation(text, language="fr", seed=4)

    assert drawn is not None
    assert drawn == one_mutation(text, language="fr", seed=4)
    assert drawn.type in (ErrorType.DOSE, ErrorType.IDENTITY)
