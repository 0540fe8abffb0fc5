"""Ranked items for each query, against those that are relevant."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import (
    Column,
    Columns,
    Floats,
    NoValue,
    as_numbers,
    is_missing,
    predicted_column,
    refuse_missing,
    truth_column,
)
from passerelle.engines.scoring._measures import Prepared, mean_of
from passerelle.engines.scoring._overlaps import items_of, separator_of
from passerelle.engines.scoring._plan import Plan, ScoringRefused

Gains = Mapping[str, float]
OfQuery = Callable[[Gains, Sequence[float]], float]
"""From a query's relevant items and the gains of its ranked items to its value."""


@dataclass(frozen=True, slots=True)
class RankingCases:
    """Per query, the relevant items with their gains and the gains of the items as ranked.

    Both are object arrays of shape (queries,).
    """

    relevant: Column
    ranked: Column


Prepare = Callable[[RankingCases, Plan], Prepared]


def read_rankings(truth: Columns, predictions: Columns, plan: Plan) -> RankingCases:
    """Truth: the relevant items, or a mapping to their gains; with the option `graded`, texts
    such as “item:3|item:1”. Predictions: items from the best down, each at its first place only.
    """
    wanted = truth_column(truth, plan.target)
    given = predicted_column(predictions, plan.predictions[0], rows=len(wanted))
    separator = separator_of(plan)
    relevant, ranked = (np.empty(len(wanted), dtype=object) for _ in range(2))
    for query, value in enumerate(wanted):
        relevant[query] = _gains(value, query, separator, graded=bool(plan.options.get("graded")))
    refuse_missing(np.array([is_missing(value) for value in given]), sentence=say.NO_ANSWER)
    for query, value in enumerate(given):
        try:
            items = dict.fromkeys(items_of(value, separator))
        except NoValue as reason:
            raise NoValue(say.UNREADABLE.said(case=query + 1, reason=reason)) from None
        ranked[query] = tuple(relevant[query].get(item, 0.0) for item in items)
    return RankingCases(relevant, ranked)


def _gains(
    value: object, query: int, separator: re.Pattern[str], *, graded: bool
) -> dict[str, float]:
    """The relevant items of a query. Raises ScoringRefused where there is none."""
    if isinstance(value, Mapping):
        pairs = [(str(item), _gain(gain)) for item, gain in value.items()]
    else:
        items = [] if is_missing(value) else items_of(value, separator)
        pairs = [_graded(item) if graded else (item, 1.0) for item in items]
    gains = {item: gain for item, gain in pairs if gain > 0}
    if not gains or not all(map(isfinite, gains.values())):
        raise ScoringRefused(
            f"The query of case {query + 1} has no relevant item with a finite gain: "
            "take it out, or name one."
        )
    return gains


def _graded(item: str) -> tuple[str, float]:
    name, colon, gain = item.rpartition(":")
    return (name, _gain(gain)) if colon else (item, 1.0)


def _gain(value: object) -> float:
    return float(as_numbers(np.array([value], dtype=object))[0])


def recall_at(k: int) -> Prepare:
    """The share of the relevant items that stand among the first k."""
    return _each(lambda relevant, ranked: _hits(ranked[:k]) / len(relevant))


def precision_at(k: int) -> Prepare:
    """The share of the first k places that hold a relevant item; an empty place holds none."""
    return _each(lambda _, ranked: _hits(ranked[:k]) / k)


def mrr(cases: RankingCases, plan: Plan) -> Prepared:
    """Mean of 1 ÷ the place of the first relevant item, 0 where none is (Voorhees 1999)."""
    return _each(_reciprocal)(cases, plan)


def ndcg_at(k: int) -> Prepare:
    """Gains discounted by their place, over those of the best order, among the first k.

    The discount is log2(1 + place), trec_eval's; with the option `discount` it is that of
    Järvelin & Kekäläinen (ACM TOIS 20, 2002): none at places 1 and 2, then log2(place).
    """

    def prepare(cases: RankingCases, plan: Plan) -> Prepared:
        weights = _discounts(k, plan)

        def of_query(relevant: Gains, ranked: Sequence[float]) -> float:
            best = sorted(relevant.values(), reverse=True)
            return _discounted(ranked, weights) / _discounted(best, weights)

        return _each(of_query)(cases, plan)

    return prepare


def _each(of_query: OfQuery) -> Prepare:
    def prepare(cases: RankingCases, _: Plan) -> Prepared:
        pairs = zip(cases.relevant, cases.ranked, strict=True)
        return Prepared(
            mean_of(np.array([of_query(relevant, ranked) for relevant, ranked in pairs])),
            cases.ranked.size,
        )

    return prepare


def _hits(gains: Sequence[float]) -> int:
    return sum(gain > 0 for gain in gains)


def _reciprocal(_: Gains, ranked: Sequence[float]) -> float:
    return next((1 / place for place, gain in enumerate(ranked, start=1) if gain > 0), 0.0)


def _discounts(k: int, plan: Plan) -> Floats:
    places = np.arange(1, k + 1)
    match plan.options.get("discount", "log2(1+rank)"):
        case "log2(1+rank)":
            return 1 / np.log2(1 + places)
        case "jarvelin-kekalainen-2002":
            return 1 / np.log2(np.maximum(places, 2))
        case other:
            raise ScoringRefused(
                f"“{other}” is not a discount: “log2(1+rank)” or “jarvelin-kekalainen-2002”."
            )


def _discounted(gains: Sequence[float], weights: Floats) -> float:
    seen = np.array(gains[: weights.size], dtype=np.float64)
    return float(seen @ weights[: seen.size])
