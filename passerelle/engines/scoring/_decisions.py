"""Measures of a yes or no: scores cut at the declared threshold, or two classes."""

import numpy as np

from passerelle.engines.numbers import Counts
from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._classes import ClassCases, refuse_scores
from passerelle.engines.scoring._columns import Flags, Floats, NoValue
from passerelle.engines.scoring._confusion import confusion_of
from passerelle.engines.scoring._measures import Prepared, ratio, share_of, total
from passerelle.engines.scoring._plan import Plan, ScoringRefused


def sensitivity(cases: ClassCases, _: Plan) -> Prepared:
    """True positives ÷ positive cases (recall)."""
    true, called = _positives(cases)
    return _share(called, among=true, sentence=say.NO_POSITIVE_CASE)


def specificity(cases: ClassCases, _: Plan) -> Prepared:
    """True negatives ÷ negative cases."""
    true, called = _positives(cases)
    return _share(~called, among=~true, sentence=say.NO_NEGATIVE_CASE)


def ppv(cases: ClassCases, _: Plan) -> Prepared:
    """True positives ÷ cases called positive (precision)."""
    true, called = _positives(cases)
    return _share(true, among=called, sentence=say.NEVER_POSITIVE)


def npv(cases: ClassCases, _: Plan) -> Prepared:
    """True negatives ÷ cases called negative."""
    true, called = _positives(cases)
    return _share(~true, among=~called, sentence=say.NEVER_NEGATIVE)


def f1(cases: ClassCases, _: Plan) -> Prepared:
    """2·TP ÷ (positive cases + cases called positive), the positive class alone."""
    true, called = _positives(cases)
    if not (true | called).any():
        raise NoValue(say.NO_POSITIVE_CASE.said())
    both = 2 * (true & called).astype(np.float64)
    sizes = true.astype(np.float64) + called.astype(np.float64)
    return Prepared(lambda counts: ratio(total(counts, both), total(counts, sizes)), true.size)


def _positives(cases: ClassCases) -> tuple[Flags, Flags]:
    if cases.positive is None:
        raise ScoringRefused(
            "Which class is positive is not known: say in the options which label is “positive”."
        )
    refuse_scores(cases)
    return cases.truth == cases.positive, cases.predicted == cases.positive


def _share(hits: Flags, *, among: Flags, sentence: say.Sentence) -> Prepared:
    if not among.any():
        raise NoValue(sentence.said())
    return share_of((hits & among).astype(np.float64), among.astype(np.float64))


def balanced_accuracy(cases: ClassCases, _: Plan) -> Prepared:
    """The mean over the true classes of the share of their cases that is right."""
    refuse_scores(cases)
    if (cases.truth == cases.truth[0]).all():
        raise NoValue(say.ONE_CLASS.said(n=cases.truth.size))
    table = confusion_of(cases)

    def measure(counts: Counts) -> Floats:
        drawn = table(counts)
        there = drawn.true > 0
        recalls = drawn.right / np.maximum(drawn.true, 1)
        return ratio(recalls.sum(axis=1), there.sum(axis=1))

    return Prepared(measure, cases.truth.size)


def matthews(cases: ClassCases, _: Plan) -> Prepared:
    """The correlation of truth and prediction: φ for two classes (Matthews 1975), R_K for more
    (Gorodkin 2004), from −1 to 1."""
    refuse_scores(cases)
    if any((places == places[0]).all() for places in (cases.truth, cases.predicted)):
        raise NoValue(say.NO_VARIETY.said())
    table = confusion_of(cases)

    def measure(counts: Counts) -> Floats:
        drawn = table(counts)
        total = drawn.cases
        shared = total * drawn.right.sum(axis=1) - (drawn.true * drawn.given).sum(axis=1)
        spreads = [total**2 - (side**2).sum(axis=1) for side in (drawn.true, drawn.given)]
        return ratio(shared, np.sqrt(spreads[0]) * np.sqrt(spreads[1]))

    return Prepared(measure, cases.truth.size)
