"""How well predicted sets or masks cover the true ones, mean over the cases."""

import numpy as np

from passerelle.engines.scoring._columns import Floats
from passerelle.engines.scoring._measures import Prepared, mean_of, share_of
from passerelle.engines.scoring._overlaps import OverlapCases
from passerelle.engines.scoring._plan import Plan


def dice(cases: OverlapCases, _: Plan) -> Prepared:
    """2·|A ∩ B| ÷ (|A| + |B|) (Dice 1945); two empty ones agree: 1."""
    return _mean(2 * cases.shared, cases.true + cases.given)


def iou(cases: OverlapCases, _: Plan) -> Prepared:
    """|A ∩ B| ÷ |A ∪ B| (Jaccard 1901); two empty ones agree: 1."""
    return _mean(cases.shared, cases.true + cases.given - cases.shared)


def hamming(cases: OverlapCases, plan: Plan) -> Prepared:
    """|A ∩ B| ÷ |A ∪ B| of the answers: the “Hamming score” of FrenchMedMCQA (Labrak et al. 2022),
    the accuracy of Godbole & Sarawagi (2004)."""
    return iou(cases, plan)


def hamming_loss(cases: OverlapCases, _: Plan) -> Prepared:
    """The share of all labels that are wrong, |A Δ B| ÷ labels, 1 at most."""
    wrong = cases.true + cases.given - 2 * cases.shared
    return Prepared(mean_of(np.minimum(wrong / max(cases.labels, 1), 1.0)), wrong.size)


def exact_match(cases: OverlapCases, _: Plan) -> Prepared:
    """The share of cases whose set is exactly the true one (Wilson's interval)."""
    same = (cases.shared == cases.true) & (cases.shared == cases.given)
    return share_of(same.astype(np.float64), np.ones(same.size))


def _mean(top: Floats, bottom: Floats) -> Prepared:
    shares = np.divide(top, bottom, out=np.ones_like(top), where=bottom > 0)
    return Prepared(mean_of(shares), top.size)
