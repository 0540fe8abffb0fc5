"""An order of teams, and what it is worth."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.scoring import Plan, ScoringRefused, card, holm, rank

DRAW = np.random.default_rng(5)
ROWS = 300
LABELS = np.arange(ROWS) % 3 == 0
TRUTH = {"label": LABELS, "patient": np.arange(ROWS) // 3}


SIGNAL = LABELS + DRAW.normal(0, 0.8, ROWS)


def chances(logits):
    return {"score": 1 / (1 + np.exp(-logits))}


TEAMS = {
    "good": chances(SIGNAL),
    "close": chances(SIGNAL + DRAW.normal(0, 0.05, ROWS)),
    "poor": chances(DRAW.normal(0, 2, ROWS)),
}


def ranking(entries, metric="auroc", truth=TRUTH, **settings):
    settings = {"resamples": 100, **settings}
    return rank(truth, entries, Plan(metric, "label", "score", **settings))


def places(found):
    return {entry.name: (entry.rank, entry.tie_group) for entry in found.entries}


@pytest.mark.parametrize("settings", [{}, {"cluster": "patient"}, {"metric": "brier"}])
def test_teams_that_are_not_told_apart_share_a_group(settings):
    found = ranking(TEAMS, **settings)

    groups = {name: group for name, (_, group) in places(found).items()}
    assert groups == {"good": 1, "close": 1, "poor": 2}
    assert {entry.name: entry.figure for entry in found.entries} == {
        name: card(TRUTH, columns, plan_of(settings)).primary for name, columns in TEAMS.items()
    }


def plan_of(settings):
    return Plan(
        **{
            "metric": "auroc",
            "target": "label",
            "prediction": "score",
            "resamples": 100,
            **settings,
        }
    )


def test_equal_scores_share_a_rank_and_the_chance_to_be_the_best():
    twin = {"score": TEAMS["good"]["score"] * 0.5}

    found = ranking({"poor": TEAMS["poor"], "twin": twin, "good": TEAMS["good"]})

    assert [(entry.name, entry.rank) for entry in found.entries] == [
        ("good", 1), ("twin", 1), ("poor", 3),
    ]  # fmt: skip
    assert [entry.p_best for entry in found.entries] == [0.5, 0.5, 0.0]
    twins = found.pairs[0]
    assert (twins.first, twins.second, twins.difference, twins.p) == ("good", "twin", 0.0, 1.0)


def test_the_lowest_error_comes_first():
    found = ranking(TEAMS, "brier")

    values = [entry.figure.value for entry in found.entries]
    assert values == sorted(values)
    assert found.entries[-1].name == "poor"
    assert sum(entry.p_best for entry in found.entries[:2]) == pytest.approx(1)


def test_a_team_that_is_far_off_does_not_blur_the_others():
    entries = {
        name: {"score": LABELS + error} for name, error in (("a", 1e-6), ("b", 2e-6), ("lost", 1e9))
    }

    assert [entry.rank for entry in ranking(entries, "mae").entries] == [1, 2, 3]


def test_the_order_of_arrival_changes_nothing():
    assert ranking(dict(reversed(TEAMS.items()))) == ranking(TEAMS)


def test_who_cannot_be_scored_is_not_ranked_and_is_told_why():
    broken = TEAMS["good"]["score"].copy()
    broken[4] = np.inf
    entries = {
        **TEAMS,
        "infinite": {"score": broken},
        "absent": {"p": broken},
        "short": {"score": broken[:7]},
        "constant": {"score": np.full(ROWS, 0.5)},
    }

    found = ranking(entries)

    assert [entry.name for entry in found.entries] == [
        entry.name for entry in ranking(TEAMS).entries
    ]
    assert found.unranked == (
        ("infinite", "Predictions missing or not finite: 1 of 300; the first is case 5."),
        ("absent", "The submission has no column “score”: it has p."),
        ("short", "The column “score” has 7 rows where 300 are expected."),
        ("constant", "Every prediction is the same: they put no case before another."),
    )
    assert json.dumps(found.as_json(), allow_nan=False)


def test_nobody_at_all_is_an_empty_ranking():
    found = ranking({})

    assert (found.entries, found.pairs, found.unranked) == ((), (), ())


def test_a_difference_on_the_same_cases_is_surer_than_two_intervals():
    better = {"score": TEAMS["close"]["score"] + 0.02 * LABELS}

    found = ranking({"before": TEAMS["close"], "after": better}, metric="mae")

    after, before = found.entries
    (pair,) = found.pairs
    assert after.figure.high > before.figure.low
    assert (after.name, after.tie_group, before.tie_group) == ("after", 1, 2)
    assert pair.low <= pair.difference <= pair.high < 0


def test_where_every_case_says_the_same_the_sign_test_answers():
    entries = {"near": {"score": LABELS + 1.0}, "far": {"score": LABELS + 2.0}}
    truth = {"label": LABELS[:6]}

    found = ranking(
        {name: {"score": held["score"][:6]} for name, held in entries.items()}, "mae", truth=truth
    )

    assert [pair.p for pair in found.pairs] == [2 / 2**6]


def test_a_single_positive_is_compared_by_resamples():
    labels = np.arange(40) == 7
    entries = {name: {"score": columns["score"][:40]} for name, columns in TEAMS.items()}

    found = ranking(entries, truth={"label": labels})

    assert found.method.startswith("Differences and ranks: 100 resamples shared by all.")
    assert len(found.entries) == 3


def test_one_patient_cannot_tell_teams_apart():
    with pytest.raises(ScoringRefused, match="a ranking needs two at least"):
        ranking(TEAMS, truth={**TRUTH, "patient": ["p"] * ROWS}, cluster="patient")


SUBMISSIONS = st.lists(st.lists(st.integers(0, 3), min_size=9, max_size=9), min_size=1, max_size=5)


@given(SUBMISSIONS, st.sampled_from(["auroc", "mae"]))
def test_ranks_chances_and_groups_hold_together(columns, metric):
    entries = {
        f"team {number}": {"score": np.array(column)} for number, column in enumerate(columns)
    }
    truth = {"label": np.arange(9) % 3 == 0}

    found = rank(truth, entries, Plan(metric, "label", "score", resamples=15)).entries

    assert not found or sum(entry.p_best for entry in found) == pytest.approx(1)
    assert all(
        1 <= entry.rank_low <= entry.rank <= entry.rank_high <= len(found) for entry in found
    )
    assert [entry.rank for entry in found] == sorted(entry.rank for entry in found)
    assert [entry.tie_group for entry in found] == sorted(entry.tie_group for entry in found)
    assert all(
        (one.rank == other.rank)
        == (one.figure.value == pytest.approx(other.figure.value, abs=1e-12))
        for one in found
        for other in found
    )


# The worked example of the Holm–Bonferroni method: 0.01, 0.04, 0.03, 0.005 at 5 %.
def test_holms_adjustment_worked_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_keeps_the_order_and_lies_between_the_plain_and_bonferroni(p_values):
    adjusted = holm(p_values)

    pairs = list(zip(p_values, adjusted, strict=True))
    assert [high for _, high in sorted(pairs)] == sorted(adjusted)
    assert all(plain <= ours <= min(1, len(pairs) * plain) + 1e-12 for plain, ours in pairs)
