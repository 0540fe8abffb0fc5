"""Answers of several letters, and masks: what is shared with the truth."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.scoring import Plan, ScoringRefused, card

SETS = st.frozensets(st.sampled_from("abcde"), max_size=5)


def column(items):
    """An object array, one item a row, whatever the items are."""
    held = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        held[place] = item
    return held


def figure(name, truth, given_answers, **options):
    plan = Plan(name, "truth", "given", resamples=20, options=options)
    return card({"truth": column(truth)}, {"given": column(given_answers)}, plan).primary


# Right answers ace, b and none; a wrong e, a missing b, and an empty answer that is right.
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("exact_match", 1 / 3),
        ("hamming", (3 / 4 + 0 + 1) / 3),
        ("iou", (3 / 4 + 0 + 1) / 3),
        ("dice", (6 / 7 + 0 + 1) / 3),
        ("hamming_loss", (1 / 5 + 1 / 5 + 0) / 3),
    ],
)
def test_answers_of_several_letters_worked_by_hand(name, expected):
    truth, answers = ["a|c|e", "b", frozenset()], [{"a", "c", "e", "d"}, "", ""]

    assert figure(name, truth, answers, labels=list("abcde")).value == pytest.approx(expected)


@given(st.lists(st.tuples(SETS, SETS), min_size=2, max_size=8))
def test_sets_and_masks_of_the_same_things_agree(pairs):
    masks = [[np.array([letter in held for letter in "abcde"]) for held in pair] for pair in pairs]

    of_sets = figure("dice", *zip(*pairs, strict=True)).value

    assert figure("dice", *zip(*masks, strict=True)).value == of_sets


@given(
    st.lists(
        st.tuples(*[st.lists(st.booleans(), min_size=9, max_size=9)] * 2), min_size=2, max_size=6
    )
)
def test_runs_cover_the_pixels_they_say(pairs):
    def runs(pixels):
        return " ".join(f"{place + 1} 1" for place, inside in enumerate(pixels) if inside)

    arrays = [[np.array(pixels) for pixels in pair] for pair in pairs]
    written = [[runs(pixels) for pixels in pair] for pair in pairs]

    of_arrays = figure("iou", *zip(*arrays, strict=True)).value

    assert figure("iou", *zip(*written, strict=True)).value == of_arrays


def test_a_run_as_long_as_a_hostile_file_wishes_costs_nothing():
    huge = "1 900000000000000"

    assert figure("dice", [huge, "3 2 10 1"], [huge, "4 7"]).value == pytest.approx(0.5 + 0.2)


def test_rows_of_a_table_are_masks():
    truth, given_masks = np.eye(3), np.ones((3, 3))

    scored = card(
        {"truth": truth}, {"given": given_masks}, Plan("iou", "truth", "given", resamples=9)
    )

    assert scored.primary.value == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("given_masks", "note"),
    [
        (
            ["1 2 3", "1 1"],
            "The prediction of case 1 cannot be read: a mask’s runs are pairs of a start and a length.",
        ),
        (
            ["1 1", "2 3 4 1"],
            "The prediction of case 2 cannot be read: a mask’s runs start at 1 or later, have a length, and do not overlap.",
        ),
        (
            [np.ones((2, 2)), "1 1"],
            "The prediction of case 1 cannot be read: its mask is 2 × 2, the reference is a text of runs.",
        ),
        ([{"a"}, None], "Predictions missing: 1 of 2; the first is case 2."),
        ([{"a": 1}, "1 1"], "The prediction of case 1 cannot be read: it is not a set of items."),
    ],
)
def test_a_mask_that_cannot_be_read_is_named(given_masks, note):
    found = figure("dice", ["1 1", "2 2"], given_masks)

    assert (found.value, found.note) == (None, note)


def test_a_broken_reference_is_the_organisers_to_correct():
    with pytest.raises(ScoringRefused, match="The reference of case 2 cannot be read"):
        figure("dice", ["1 1", "1"], ["1 1", "1 1"])


# The “Hamming score” and exact match ratio of FrenchMedMCQA (Labrak et al., LOUHI 2022, 5.1).
@pytest.mark.parametrize("name", ["frenchmedmcqa_dev.json", "frenchmedmcqa_test.json"])
def test_answering_one_letter_of_each_real_question_is_right_when_one_is_asked(testdata, name):
    path = testdata / "eval" / name
    if not path.exists():
        pytest.skip(f"no {path}")
    wanted = [question["correct_answers"] for question in json.loads(path.read_text())]
    sizes = np.array([len(letters) for letters in wanted])

    first = ["|".join(letters[:1]) for letters in wanted]

    assert figure("exact_match", wanted, first).value == pytest.approx(np.mean(sizes == 1))
    assert figure("hamming", wanted, first).value == pytest.approx(np.mean(1 / sizes))
    assert figure("exact_match", wanted, wanted).value == 1
