"""Every metric there is, by its name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from passerelle.engines.scoring import (
    _agreements,
    _auroc,
    _decisions,
    _precision,
    _reliability,
    _retrieval,
    _scores,
    _several_classes,
    _survival,
    _values,
)
from passerelle.engines.scoring._classes import read_classes
from passerelle.engines.scoring._columns import Columns
from passerelle.engines.scoring._measures import Prepared
from passerelle.engines.scoring._overlaps import read_masks, read_sets
from passerelle.engines.scoring._plan import Direction, Metric, Plan, ScoringRefused, Takes

# Each kind of metric has its own kind of cases: an entry's two functions agree on it, and the
# catalogue holds entries of all kinds.
Cases = Any

_AT = re.compile(r"(recall|precision|ndcg)@(\d{1,4})")
_USUAL_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A metric, what reads its cases and what makes it ready on them."""

    metric: Metric
    read: Callable[[Columns, Columns, Plan], Cases]
    prepare: Callable[[Cases, Plan], Prepared]


_READ: dict[Takes, Callable[[Columns, Columns, Plan], Cases]] = {
    "score": _scores.read_scores,
    "class": read_classes,
    "value": _values.read_values,
    "set": read_sets,
    "mask": read_masks,
    "survival": _survival.read_survival,
    "ranking": _retrieval.read_rankings,
}


def _entry(
    name: str,
    takes: Takes,
    prepare: Callable[[Cases, Plan], Prepared],
    *,
    direction: Direction = "higher",
    low: float | None = 0.0,
    high: float | None = 1.0,
) -> Entry:
    return Entry(Metric(name, direction, takes, low, high), _READ[takes], prepare)


_ENTRIES = {
    entry.metric.name: entry
    for entry in (
        _entry("auroc", "score", _auroc.auroc),
        _entry("average_precision", "score", _precision.average_precision),
        _entry("brier", "score", _scores.brier, direction="lower"),
        _entry("log_loss", "score", _scores.log_loss, direction="lower", high=None),
        _entry("ece", "score", _reliability.ece_equal_width, direction="lower"),
        _entry("ece_equal_mass", "score", _reliability.ece_equal_mass, direction="lower"),
        _entry("accuracy", "class", _several_classes.accuracy),
        _entry("balanced_accuracy", "class", _decisions.balanced_accuracy),
        _entry("sensitivity", "class", _decisions.sensitivity),
        _entry("specificity", "class", _decisions.specificity),
        _entry("ppv", "class", _decisions.ppv),
        _entry("npv", "class", _decisions.npv),
        _entry("f1", "class", _decisions.f1),
        _entry("mcc", "class", _decisions.matthews, low=-1.0),
        _entry("f1_macro", "class", _several_classes.f1_macro),
        _entry("f1_micro", "class", _several_classes.accuracy),
        _entry("f1_weighted", "class", _several_classes.f1_weighted),
        _entry("linear_kappa", "class", _several_classes.linear_kappa, low=None),
        _entry("quadratic_kappa", "class", _several_classes.quadratic_kappa, low=None),
        _entry("mae", "value", _values.mae, direction="lower", high=None),
        _entry("mse", "value", _values.mse, direction="lower", high=None),
        _entry("rmse", "value", _values.rmse, direction="lower", high=None),
        _entry("r2", "value", _values.r2, low=None),
        _entry("exact_match", "set", _agreements.exact_match),
        _entry("hamming", "set", _agreements.hamming),
        _entry("hamming_loss", "set", _agreements.hamming_loss, direction="lower"),
        _entry("dice", "mask", _agreements.dice),
        _entry("iou", "mask", _agreements.iou),
        _entry("concordance", "survival", _survival.concordance),
        _entry("mrr", "ranking", _retrieval.mrr),
    )
}
_DEPTHS = {
    "recall": _retrieval.recall_at,
    "precision": _retrieval.precision_at,
    "ndcg": _retrieval.ndcg_at,
}


def entry_of(name: str) -> Entry:
    """Raises ScoringRefused for a name that is none, with the nearest one."""
    if name in _ENTRIES:
        return _ENTRIES[name]
    found = _AT.fullmatch(name)
    if found and int(found[2]) > 0:
        return _entry(name, "ranking", _DEPTHS[found[1]](int(found[2])))
    known = [each.name for each in metrics()]
    close = get_close_matches(name, known, n=1)
    remedy = f"Did you mean {close[0]}?" if close else f"Choose one of {', '.join(known)}."
    raise ScoringRefused(f"“{name}” is not a metric. {remedy}")


def metric(name: str) -> Metric:
    """The metric of that name; recall@k, precision@k and ndcg@k take any depth k to 9999.

    Raises ScoringRefused for a name that is none, with the nearest one.
    """
    return entry_of(name).metric


def metrics() -> tuple[Metric, ...]:
    """All metrics, those with a depth at 10."""
    depths = (entry_of(f"{name}@{_USUAL_DEPTH}").metric for name in _DEPTHS)
    return (*(entry.metric for entry in _ENTRIES.values()), *depths)
