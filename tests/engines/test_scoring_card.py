"""A score card: intervals from the rows themselves, slices, patients, and every way to fail."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.numbers import percentile_interval, resampled_counts, wilson
from passerelle.engines.scoring import (
    VERSION,
    Plan,
    ScoringRefused,
    SubmissionRefused,
    card,
    metrics,
)

DRAW = np.random.default_rng(11)
ROWS = 24
LABELS = np.arange(ROWS) % 3 == 0
SCORES = np.clip(np.round(0.3 + 0.3 * LABELS + DRAW.normal(0, 0.2, ROWS), 1), 0, 1)
CLASSES = DRAW.integers(0, 3, ROWS)
ITEMS = np.array(["a|b", "b", "c|a", "a"])[np.arange(ROWS) % 4]
TRUTHS = {
    "score": {"truth": LABELS},
    "class": {"truth": LABELS},
    "value": {"truth": SCORES * 7 + DRAW.normal(size=ROWS)},
    "set": {"truth": ITEMS},
    "mask": {"truth": ITEMS},
    "survival": {"truth": DRAW.integers(1, 9, ROWS), "seen": LABELS},
    "ranking": {"truth": ITEMS},
}
GIVEN = dict.fromkeys(("set", "mask", "ranking"), np.roll(ITEMS, 1) + np.char.add("|", ITEMS[::-1]))
BY_RESAMPLES = [
    *("average_precision", "brier", "log_loss", "balanced_accuracy", "f1", "mcc", "f1_macro"),
    *("f1_weighted", "quadratic_kappa", "mae", "mse", "rmse", "r2", "hamming", "hamming_loss"),
    *("dice", "iou", "concordance", "mrr", "recall@2", "ndcg@2"),
]


def scored(truth, predicted, name="auroc", **settings):
    columns = {key: np.asarray(column) for key, column in truth.items()}
    settings = {
        "resamples": 20,
        "options": {"event": "seen"} if "seen" in truth else {},
        **settings,
    }
    return card(columns, {"given": np.asarray(predicted)}, Plan(name, "truth", "given", **settings))


def kind_of(name):
    return next(each.takes for each in metrics() if each.name.split("@")[0] == name.split("@")[0])


@pytest.mark.parametrize("name", BY_RESAMPLES)
def test_a_bootstrap_interval_is_that_of_the_metric_on_the_rows_drawn(name):
    truth, given_column = TRUTHS[kind_of(name)], GIVEN.get(kind_of(name), SCORES)
    settings = {"threshold": 0.5} if kind_of(name) == "class" else {}
    draws = []
    for times in np.concatenate(list(resampled_counts(ROWS, times=20, seed=4))):
        rows = {key: np.repeat(column, times) for key, column in truth.items()}
        drawn = scored(rows, np.repeat(given_column, times), name, resamples=2, **settings)
        draws.append(drawn.primary.value)

    plan = Plan(name, "truth", "given", resamples=20, options=scored_options(truth), **settings)
    figure = card(truth, {"given": given_column}, plan, seed=4).primary

    interval = percentile_interval(np.array(draws))
    expected = (min(interval.low, figure.value), max(interval.high, figure.value))
    assert (figure.low, figure.high) == pytest.approx(expected, rel=1e-9)
    assert figure.method == "bootstrap of cases, percentiles of 20 resamples"


def scored_options(truth):
    return {"event": "seen"} if "seen" in truth else {}


def test_a_proportion_has_wilsons_interval_and_its_own_number_of_cases():
    labels, called = np.repeat([1, 1, 0], [15, 5, 30]), np.repeat([1, 0, 0], [15, 5, 30])

    figure = scored({"truth": labels}, called, "sensitivity").primary

    interval = wilson(15, 20)
    assert (figure.value, figure.n, figure.method) == (0.75, 20, "Wilson")
    assert (figure.low, figure.high) == (interval.low, interval.high)


def test_four_copies_of_each_patient_add_nothing():
    single = scored({"truth": LABELS}, SCORES, "brier").primary

    copies = {"truth": np.repeat(LABELS, 4), "patient": np.repeat(np.arange(ROWS) + 100, 4)}
    clustered = scored(copies, np.repeat(SCORES, 4), "brier", cluster="patient")

    figure = clustered.primary
    assert (figure.value, figure.low, figure.high) == pytest.approx(
        (single.value, single.low, single.high)
    )
    assert (clustered.n, clustered.clusters) == (4 * ROWS, ROWS)
    assert figure.method == "bootstrap of patients, percentiles of 20 resamples"


def test_patients_take_the_place_of_delong():
    truth = {"truth": LABELS, "patient": np.arange(ROWS) // 2}

    figure = scored(truth, SCORES, cluster="patient").primary

    assert figure.method == "bootstrap of patients, percentiles of 20 resamples"


def test_a_slice_has_its_own_figure_and_a_small_one_only_its_number():
    sites = np.repeat(["caen", "dijon"], [ROWS - 19, 19])
    truth = {"truth": np.repeat(LABELS, 2), "site": np.concatenate([sites, ["caen"] * ROWS])}

    result = scored(truth, np.repeat(SCORES, 2), slices=("site",))

    caen, dijon = result.slices
    alone = truth["site"] == "caen"
    expected = scored({"truth": truth["truth"][alone]}, np.repeat(SCORES, 2)[alone]).primary
    assert (caen.value, caen.n, caen.figure, caen.suppressed) == ("caen", 29, expected, False)
    assert (dijon.value, dijon.n, dijon.figure, dijon.suppressed) == ("dijon", 19, None, True)


def test_a_slice_of_few_patients_is_suppressed_however_many_rows_it_has():
    truth = {"truth": LABELS, "site": ["caen"] * ROWS, "patient": np.arange(ROWS) // 2}

    (only,) = scored(truth, SCORES, slices=("site",), cluster="patient").slices

    assert (only.n, only.clusters, only.suppressed) == (ROWS, 12, True)


def test_the_same_seed_gives_the_same_card_and_the_order_of_rows_the_same_values():
    shuffled = DRAW.permutation(ROWS)

    first, again = (scored({"truth": LABELS}, SCORES, "brier") for _ in range(2))
    moved = scored({"truth": LABELS[shuffled]}, SCORES[shuffled], "brier")

    assert first == again
    assert moved.primary.value == pytest.approx(first.primary.value)
    assert (first.version, first.seed, first.n) == (VERSION, 0, ROWS)


@pytest.mark.parametrize(
    ("name", "labels", "given_column", "note"),
    [
        ("auroc", [1, 1, 1], [0.1, 0.2, 0.3], "All 3 cases are of one class: this measure needs both."),
        ("auroc", [0, 1, 1], [0.5] * 3, "Every prediction is the same: they put no case before another."),
        ("average_precision", [0, 1, 1], [0.5] * 3, "Every prediction is the same: they put no case before another."),
        ("auroc", [1], [0.5], "1 case cannot be scored: at least two are needed."),
        ("brier", [], [], "There is no case to score."),
        ("brier", [0, 1, 1], [np.nan] * 3, "Predictions missing or not finite: 3 of 3; the first is case 1."),
        ("mae", [0, 1, 1], [1, np.inf, 2], "Predictions missing or not finite: 1 of 3; the first is case 2."),
        ("accuracy", [0, 1, 1], [1, None, ""], "Predictions missing: 2 of 3; the first is case 2."),
        ("accuracy", [0, 1, 1], [0.2, 0.7, 1], "The predictions are scores, not classes: the challenge must declare a threshold."),
        ("ppv", [0, 1, 1], [0, 0, 0], "No case is predicted positive: this measure needs one."),
        ("npv", [0, 1, 1], [1, 1, 1], "No case is predicted negative: this measure needs one."),
        ("sensitivity", [0, 0], [1, 0], "No case is positive: this measure needs one."),
        ("specificity", [1, 1], [1, 0], "No case is negative: this measure needs one."),
        ("f1", [0, 0], [0, 0], "No case is positive: this measure needs one."),
        ("balanced_accuracy", [1, 1], [1, 0], "All 2 cases are of one class: this measure needs both."),
        ("mcc", [0, 1], [1, 1], "The predictions, or the cases, are all of one class: this measure compares several."),
        ("quadratic_kappa", [2, 2], [2, 2], "The predictions, or the cases, are all of one class: this measure compares several."),
        ("quadratic_kappa", ["a", "b"], ["a", "b"], "The classes have no order: the challenge must declare them in their order."),
        ("r2", [3, 3, 3], [1, 2, 3], "Every true value is the same: there is no variation to explain."),
        ("mse", [1, 2], [1e200, 2], "The value is too large to be written."),
        ("accuracy", ["a", "b"] * 60, [f"x{place}" for place in range(120)], "The predictions hold 120 different classes: 100 are the most."),
    ],
)  # fmt: skip
def test_what_has_no_value_says_why(name, labels, given_column, note):
    result = scored({"truth": labels}, given_column, name)

    figure = result.primary
    assert (figure.value, figure.low, figure.high, figure.note) == (None, None, None, note)
    assert json.dumps(result.as_json(), allow_nan=False)


def test_a_slice_names_the_case_by_its_place_in_the_whole():
    scores = np.where(np.arange(60) == 47, 1.5, 0.5)
    truth = {"truth": np.resize(LABELS, 60), "site": np.repeat(["caen", "dijon"], 30)}

    caen, dijon = scored(truth, scores, "brier", slices=("site",)).slices

    assert caen.figure.value == 0.25
    assert dijon.figure.note.startswith("Case 48 is predicted 1.5")


def test_one_patient_alone_has_a_value_and_no_interval():
    truth = {"truth": LABELS, "patient": ["p1"] * ROWS}

    figure = scored(truth, SCORES, "brier", cluster="patient").primary

    assert figure.value is not None
    assert (figure.low, figure.note) == (
        None,
        "All cases are of one patient: nothing says how another would differ.",
    )


def test_one_resample_without_a_value_is_told_in_the_singular():
    labels = np.arange(ROWS) < 2

    figure = scored({"truth": labels}, SCORES, "average_precision", resamples=8).primary

    assert figure.note == "1 of 8 resamples has no value and is left out of the interval."


def test_resamples_without_a_value_are_counted():
    labels = np.arange(ROWS) < 1

    figure = scored({"truth": labels}, SCORES, "average_precision", resamples=200).primary

    assert figure.note.endswith("of 200 resamples have no value and are left out of the interval.")


@pytest.mark.parametrize(
    ("truth", "settings", "sentence"),
    [
        ({"label": LABELS}, {}, "no column “truth”: it has label"),
        ({"truth": ["x", "y"] * 12}, {}, "holds x, y, not 0 and 1"),
        ({"truth": [None, 1] * 12}, {"name": "accuracy"}, "no label for case 1"),
        ({"truth": [np.nan, 1] * 12}, {"name": "mae"}, "no finite number for case 1"),
        ({"truth": LABELS}, {"slices": ("sex",)}, "no column “sex”"),
        ({"truth": LABELS, "sex": ["f"] * 3}, {"slices": ("sex",)}, "3 rows, not 24"),
        ({"truth": np.resize(LABELS, 60), "age": range(60)}, {"slices": ("age",)}, "write bands"),
        ({"truth": LABELS, "id": [""] * ROWS}, {"cluster": "id"}, "every case needs its patient"),
        ({"truth": ["x", "y"] * 12}, {"name": "f1"}, "Which class is positive is not known"),
        ({"truth": range(150)}, {"name": "accuracy"}, "Choose a metric of values"),
        ({"truth": LABELS}, {"name": "dice", "options": {"separator": 3}}, "“separator” is not a text"),
        ({"truth": LABELS}, {"name": "f1", "options": {"classes": "ab"}}, "“classes” is not a list"),
    ],
)  # fmt: skip
def test_a_truth_or_plan_without_sense_is_refused(truth, settings, sentence):
    with pytest.raises(ScoringRefused, match=sentence):
        scored(truth, np.resize(SCORES, len(next(iter(truth.values())))), **settings)


@pytest.mark.parametrize(
    ("predictions", "sentence"),
    [
        ({"p": SCORES}, "The submission has no column “given”: it has p."),
        ({"given": SCORES[:3]}, "The column “given” has 3 rows where 24 are expected."),
    ],
)
def test_a_submission_of_another_shape_is_refused(predictions, sentence):
    with pytest.raises(SubmissionRefused) as refused:
        card({"truth": LABELS}, predictions, Plan("auroc", "truth", "given"))

    assert str(refused.value) == sentence


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 3), st.floats(), st.text(max_size=4),
    st.frozensets(st.sampled_from("ab")), st.lists(st.integers(0, 9), max_size=2), st.just("1 2"),
    st.dictionaries(st.sampled_from("ab"), st.floats(), max_size=2), st.just(np.ones((2, 2))),
)  # fmt: skip


@given(
    name=st.sampled_from(metrics()).map(lambda each: each.name),
    rows=st.lists(st.tuples(st.one_of(st.booleans(), ANYTHING), ANYTHING), max_size=5),
    threshold=st.sampled_from([None, 0.5]),
)
def test_whatever_a_table_holds_a_card_or_a_sentence_comes_back(name, rows, threshold):
    truth, given_column = ([row[side] for row in rows] for side in (0, 1))
    plan = Plan(
        name, "t", "g", threshold=threshold, resamples=3, slices=("t",), options={"event": "t"}
    )

    try:
        said = json.dumps(card({"t": truth}, {"g": given_column}, plan).as_json(), allow_nan=False)
    except ScoringRefused as reason:
        said = str(reason)

    assert said
