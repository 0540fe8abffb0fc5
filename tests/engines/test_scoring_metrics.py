"""Every metric gives the figures of its definition, and of another package on the same data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.scoring import Metric, Plan, ScoringRefused, card, metric, metrics

LABELS = np.array([0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0])
SCORES = np.array([0.05, 0.1, 0.2, 0.35, 0.35, 0.4, 0.45, 0.55, 0.6, 0.7, 0.9, 0.95])
TRUTH, GIVEN = (
    np.array(letters.split()) for letters in ("a a a b b b c c c c", "a a b b b c c c a d")
)


def values(truth, predicted, *names, **settings):
    """The value of each metric, rounded."""
    settings = {"resamples": 2, **settings}
    plan = Plan(names[0], "truth", "given", also=names[1:], **settings)
    scored = card({"truth": np.asarray(truth)}, {"given": np.asarray(predicted)}, plan)
    figures = (scored.primary, *scored.figures)
    return {each.metric: each.value and round(each.value, 6) for each in figures}


# scikit-learn 1.9.1 on the same data; classes are cut at 0.45, itself positive.
def test_binary_metrics_are_those_of_scikit_learn():
    expected = {
        "auroc": 0.728571, "average_precision": 0.597778, "brier": 0.21875, "log_loss": 0.678469,
        "accuracy": 0.75, "sensitivity": 0.8, "specificity": 0.714286, "ppv": 0.666667, "npv": 0.833333,
        "f1": 0.727273, "balanced_accuracy": 0.757143, "mcc": 0.507093,
    }  # fmt: skip

    assert values(LABELS, SCORES, *expected, threshold=0.45) == expected


# scikit-learn 1.9.1; class d is predicted and never true.
def test_metrics_of_several_classes_are_those_of_scikit_learn():
    expected = {
        "f1_macro": 0.47619, "f1_micro": 0.6, "f1_weighted": 0.628571, "accuracy": 0.6, "mcc": 0.435194,
        "balanced_accuracy": 0.611111,
    }  # fmt: skip

    assert values(TRUTH, GIVEN, *expected) == expected


# scikit-learn 1.9.1: cohen_kappa_score.
def test_kappas_are_those_of_scikit_learn():
    expected = {"quadratic_kappa": 0.433962, "linear_kappa": 0.482759}

    truth, given_marks = [1, 1, 2, 2, 3, 3, 4, 4, 4, 2], [1, 2, 2, 3, 3, 3, 4, 3, 1, 2]

    assert values(truth, given_marks, *expected) == expected
    named = ["low", "mid", "high", "top"]
    words = ([named[mark - 1] for mark in marks] for marks in (truth, given_marks))
    assert values(*words, *expected, options={"classes": named}) == expected


# scikit-learn's own documentation of these metrics uses this example.
def test_errors_of_numbers_are_those_of_scikit_learn():
    expected = {"mse": 0.375, "mae": 0.5, "r2": 0.948608, "rmse": 0.612372}

    assert values([3, -0.5, 2, 7], [2.5, 0, 2, 8], *expected) == expected


def precision_by_thresholds(labels, scores):
    area, recall = 0.0, 0.0
    for threshold in sorted(set(scores), reverse=True):
        called = scores >= threshold
        after = labels[called].sum() / labels.sum()
        area, recall = area + (after - recall) * labels[called].mean(), after
    return area


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), min_size=2, max_size=20))
def test_average_precision_is_the_sum_over_thresholds(rows):
    labels, scores = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    labels[:2], scores[:2] = (0, 1), (2, 3)

    expected = precision_by_thresholds(labels, scores)

    # Given to six digits: a sum that ends in a half of the last is rounded either way.
    assert values(labels, scores, "average_precision")["average_precision"] == pytest.approx(
        expected, abs=5.0001e-7
    )


def test_labels_may_be_numbers_words_or_truths():
    words = np.where(LABELS == 1, "malin", "bénin")

    numbers = values(LABELS, SCORES, "auroc", "f1", threshold=0.5)

    assert values(LABELS == 1, SCORES, "auroc", "f1", threshold=0.5) == numbers
    assert values(LABELS.astype(str), SCORES.astype(str), "auroc", "f1", threshold=0.5) == numbers
    named = values(words, SCORES, "auroc", "f1", threshold=0.5, options={"positive": "malin"})
    assert named == numbers


def test_classes_are_compared_as_they_are_written():
    assert values([1, 0, 1, 1], [1.0, 0.0, 0.0, 1.0], "accuracy", "sensitivity") == {
        "accuracy": 0.75,
        "sensitivity": 0.666667,
    }


def test_one_column_a_class_gives_the_largest():
    truth = {"truth": np.array(["a", "b", "c"])}
    columns = {"a": [0.5, 0.2, 0.1], "b": [0.3, 0.7, 0.6], "c": [0.2, 0.1, 0.3]}

    scored = card(
        truth,
        {name: np.array(column) for name, column in columns.items()},
        Plan("accuracy", "truth", ("a", "b", "c"), resamples=2),
    )

    assert scored.primary.value == pytest.approx(2 / 3)


def test_a_metric_says_its_direction_and_its_ends():
    assert metric("brier") == Metric("brier", "lower", "score", 0.0, 1.0)
    assert metric("recall@5") == Metric("recall@5", "higher", "ranking", 0.0, 1.0)
    lower = {each.name for each in metrics() if each.direction == "lower"}
    assert lower == {
        *("brier", "log_loss", "ece", "ece_equal_mass", "mae", "mse", "rmse", "hamming_loss"),
    }


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("auroq", "“auroq” is not a metric. Did you mean auroc?"),
        ("recall@0", "“recall@0” is not a metric. Did you mean recall@10?"),
    ],
)
def test_an_unknown_metric_is_refused_with_the_nearest(name, sentence):
    with pytest.raises(ScoringRefused) as refused:
        metric(name)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"level": 95}, "write 0.95"),
        ({"resamples": 1}, "1000 is usual"),
        ({"bins": 0}, "10 is usual"),
        ({"threshold": float("nan")}, "not a number"),
        ({"options": {"positiv": 1}}, "Did you mean positive?"),
    ],
)
def test_a_plan_without_sense_is_refused(settings, sentence):
    with pytest.raises(ScoringRefused, match=sentence.replace("?", r"\?")):
        Plan("auroc", "label", "score", **settings)
