"""The precision along the recall."""

import numpy as np

from passerelle.engines.numbers import Counts
from passerelle.engines.scoring._auroc import ladder_of, running
from passerelle.engines.scoring._columns import Floats
from passerelle.engines.scoring._measures import Prepared, ratio
from passerelle.engines.scoring._plan import Plan
from passerelle.engines.scoring._scores import ScoreCases


def average_precision(cases: ScoreCases, _: Plan) -> Prepared:
    """Σ (R_k − R_{k−1})·P_k over distinct scores, from the highest: no interpolation.

    Each positive brings the precision at its own score, tied cases counted whole (Manning,
    Raghavan & Schütze 2008, 8.4; the same as scikit-learn's).
    """
    cases.refuse_one_class()
    cases.refuse_constant()
    ladder = ladder_of(cases.labels, cases.scores)
    steps = cases.scores[ladder.positives]
    under = np.searchsorted(steps, steps, side="left")

    def measure(counts: Counts) -> Floats:
        drawn = counts.take(ladder.positives, axis=1)
        hits, misses = running(drawn), running(counts.take(ladder.negatives, axis=1))
        true = hits[:, -1:] - hits.take(under, axis=1)
        called = true + (misses[:, -1:] - misses.take(ladder.lower, axis=1))
        # A score nobody drew calls nobody, and weighs nothing.
        precision = true / np.maximum(called, 1)
        area = np.einsum("sc,sc->s", drawn, precision)
        return ratio(area, np.where(misses[:, -1] > 0, hits[:, -1], 0))

    return Prepared(measure, cases.labels.size)
