"""Ranked items: recall, precision, first hit and discounted gain."""

import numpy as np
import pytest

from passerelle.engines.scoring import Plan, ScoringRefused, card

# Järvelin & Kekäläinen, ACM TOIS 20(4), 2002, 2.2 to 2.4: the gains of a ranking G′ and the
# relevant documents of the ideal one, with the nDCG′ vector they give for the base 2.
RANKED = [3, 2, 3, 0, 0, 1, 2, 2, 3, 0]
IDEAL = [3, 3, 3, 2, 2, 2, 1, 1, 1, 1]
PUBLISHED = [1.0, 0.83, 0.87, 0.78, 0.71, 0.69, 0.73, 0.77, 0.83, 0.81]


def column(items):
    held = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        held[place] = item
    return held


def figure(name, truth, ranked, **options):
    plan = Plan(name, "relevant", "ranked", resamples=20, options=options)
    return card({"relevant": column(truth)}, {"ranked": column(ranked)}, plan).primary


def example_of_2002():
    """Their documents by number, each with its gain, and the order of the ranking."""
    gains = {f"d{place}": gain for place, gain in enumerate(IDEAL)}
    left = {gain: [name for name, each in gains.items() if each == gain] for gain in (1, 2, 3)}
    order = [left[gain].pop() if gain else f"other{place}" for place, gain in enumerate(RANKED)]
    return [gains] * 2, [order] * 2


@pytest.mark.parametrize(("depth", "expected"), list(enumerate(PUBLISHED, start=1)))
def test_discounted_gains_are_those_their_authors_published(depth, expected):
    found = figure(f"ndcg@{depth}", *example_of_2002(), discount="jarvelin-kekalainen-2002")

    assert round(found.value, 2) == expected


# By hand: (3 + 1/log₂4) ÷ (3 + 1/log₂3).
def test_the_usual_discount_is_of_one_plus_the_place():
    found = figure("ndcg@3", ["a:3|b:1"] * 2, ["a,x,b"] * 2, graded=True)

    assert found.value == pytest.approx(3.5 / (3 + 1 / np.log2(3)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("recall@2", (1 / 2 + 0) / 2),
        ("recall@9", (1 + 1) / 2),
        ("precision@2", (1 / 2 + 0) / 2),
        ("precision@5", (2 / 5 + 1 / 5) / 2),
        ("mrr", (1 / 1 + 1 / 3) / 2),
    ],
)
def test_hits_worked_by_hand(name, expected):
    truth, ranked = ["a|b", {"c"}], [["a", "x", "b"], "y|z|c"]

    assert figure(name, truth, ranked).value == pytest.approx(expected)


def test_an_item_named_again_and_again_counts_once():
    assert figure("precision@4", ["a|b"] * 2, ["a|a|a|a"] * 2).value == 1 / 4


def test_an_empty_ranking_finds_nothing():
    assert figure("mrr", ["a", "b"], ["", "b"]).value == 0.5


def test_a_name_with_a_colon_is_a_name():
    assert figure("mrr", ["PMC:12", "PMC:13"], [["PMC:12"], ["PMC:13"]]).value == 1


@pytest.mark.parametrize(
    ("truth", "options", "sentence"),
    [
        ([{"a"}, set()], {}, "case 2 has no relevant item"),
        ([{"a": float("inf")}, {"a"}], {}, "case 1 has no relevant item with a finite gain"),
        ([{"a"}, {"a"}], {"discount": "none"}, "is not a discount"),
    ],
)
def test_queries_without_sense_are_refused(truth, options, sentence):
    with pytest.raises(ScoringRefused, match=sentence):
        figure("ndcg@3", truth, ["a", "a"], **options)
