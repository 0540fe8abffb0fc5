"""Measures of several classes, with or without an order."""

import numpy as np

from passerelle.engines.numbers import Counts
from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._classes import (
    ClassCases,
    declared_classes,
    numbers_of,
    refuse_scores,
)
from passerelle.engines.scoring._columns import Floats, NoValue, written
from passerelle.engines.scoring._confusion import Confusion, cells_of, confusion_of
from passerelle.engines.scoring._measures import Prepared, ratio, share_of
from passerelle.engines.scoring._plan import Plan


def accuracy(cases: ClassCases, _: Plan) -> Prepared:
    """The share of cases given their true class; the F1 of all classes pooled is the same."""
    refuse_scores(cases)
    right = cases.truth == cases.predicted
    return share_of(right.astype(np.float64), np.ones(right.size))


def f1_macro(cases: ClassCases, _: Plan) -> Prepared:
    """The plain mean of each class's F1, over the classes that are true or given somewhere."""
    refuse_scores(cases)
    table = confusion_of(cases)

    def measure(counts: Counts) -> Floats:
        drawn = table(counts)
        there = (drawn.true + drawn.given) > 0
        return ratio(_f1(drawn).sum(axis=1), there.sum(axis=1))

    return Prepared(measure, cases.truth.size)


def f1_weighted(cases: ClassCases, _: Plan) -> Prepared:
    """The mean of each class's F1, weighted by its true cases."""
    refuse_scores(cases)
    table = confusion_of(cases)

    def measure(counts: Counts) -> Floats:
        drawn = table(counts)
        return ratio((_f1(drawn) * drawn.true).sum(axis=1), drawn.cases)

    return Prepared(measure, cases.truth.size)


def _f1(drawn: Confusion) -> Floats:
    return 2 * drawn.right / np.maximum(drawn.true + drawn.given, 1)


def linear_kappa(cases: ClassCases, plan: Plan) -> Prepared:
    """Agreement beyond chance, a miss weighing its distance (Cohen 1968)."""
    return _kappa(cases, plan, power=1)


def quadratic_kappa(cases: ClassCases, plan: Plan) -> Prepared:
    """Agreement beyond chance, a miss weighing its distance squared (Cohen 1968)."""
    return _kappa(cases, plan, power=2)


def _kappa(cases: ClassCases, plan: Plan, *, power: int) -> Prepared:
    """1 − Σ w·seen / Σ w·expected. Distances are between numbers, else between places in the
    declared order."""
    refuse_scores(cases)
    scale = np.array(_scale(cases, plan))
    cells = cells_of(cases)
    table = confusion_of(cases)
    weights = np.abs(scale[:, None] - scale[None, :]) ** power
    of_cells = weights[cells.true, cells.given]
    if np.unique(np.concatenate([cases.truth, cases.predicted])).size < 2:
        raise NoValue(say.NO_VARIETY.said())

    def measure(counts: Counts) -> Floats:
        drawn = table(counts)
        expected = ((drawn.true @ weights) * drawn.given).sum(axis=1)
        return 1 - ratio(cells.drawn(counts) @ of_cells * drawn.cases, expected)

    return Prepared(measure, cases.truth.size)


def _scale(cases: ClassCases, plan: Plan) -> list[float]:
    numbers = numbers_of(cases.names)
    if numbers is not None:
        return numbers
    declared = declared_classes(plan)
    if not declared:
        raise NoValue(say.NO_ORDER.said())
    if len(cases.names) > len(declared):
        unknown = cases.names[len(declared)]
        raise NoValue(say.UNKNOWN_CLASS.said(value=unknown[:40], classes=written(declared)))
    return [float(place) for place in range(len(declared))]
