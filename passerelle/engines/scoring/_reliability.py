"""Predicted probabilities against the shares seen, bin by bin."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from passerelle.engines.numbers import Counts, wilson
from passerelle.engines.scoring._columns import Floats, Places
from passerelle.engines.scoring._measures import Prepared, ratio
from passerelle.engines.scoring._plan import Plan
from passerelle.engines.scoring._results import CurvePoint
from passerelle.engines.scoring._scores import ScoreCases

Cut = Literal["equal_width", "equal_mass"]


@dataclass(frozen=True, slots=True)
class Bins:
    """Cases in the order of their probabilities, and where each bin that holds some starts."""

    order: Places
    starts: Places
    lows: Floats
    highs: Floats


def bins_of(scores: Floats, *, bins: int, cut: Cut) -> Bins:
    """Bins of equal width from 0 to 1, or of as equal numbers of cases as ties allow."""
    order = np.argsort(scores, kind="stable")
    ordered = scores[order]
    if cut == "equal_width":
        places = np.minimum((ordered * bins).astype(np.intp), bins - 1)
        held, starts = np.unique(places, return_index=True)
        return Bins(order, starts, held / bins, (held + 1) / bins)
    cuts = np.arange(bins) * ordered.size // bins
    # Equal scores stay together: a cut moves back to the first of them.
    starts = np.unique(np.searchsorted(ordered, ordered[cuts], side="left"))
    return Bins(order, starts, ordered[starts], ordered[np.append(starts[1:], ordered.size) - 1])


def ece_equal_width(cases: ScoreCases, plan: Plan) -> Prepared:
    """Expected calibration error, `plan.bins` bins of equal width (Naeini et al. 2015)."""
    return _ece(cases, bins=plan.bins, cut="equal_width")


def ece_equal_mass(cases: ScoreCases, plan: Plan) -> Prepared:
    """Expected calibration error, `plan.bins` bins of equal numbers (Nguyen & O'Connor 2015)."""
    return _ece(cases, bins=plan.bins, cut="equal_mass")


def _ece(cases: ScoreCases, *, bins: int, cut: Cut) -> Prepared:
    """Σ over bins of |Σ (y − p)| / n. The bins are those of the cases, in every resample too."""
    cases.refuse_beyond_probability()
    binned = bins_of(cases.scores, bins=bins, cut=cut)
    gaps = (cases.labels - cases.scores)[binned.order]

    def measure(counts: Counts) -> Floats:
        weighed = counts.take(binned.order, axis=1) * gaps
        apart = np.abs(np.add.reduceat(weighed, binned.starts, axis=1)).sum(axis=1)
        return ratio(apart, counts.sum(axis=1))

    return Prepared(measure, cases.labels.size)


def reliability_curve(
    cases: ScoreCases, *, bins: int, cut: Cut, level: float
) -> tuple[CurvePoint, ...]:
    """One point a bin that holds cases; its interval (Wilson) takes them as independent."""
    binned = bins_of(cases.scores, bins=bins, cut=cut)
    scores, labels = cases.scores[binned.order], cases.labels[binned.order]
    sizes = np.diff(binned.starts, append=labels.size)
    hits = np.add.reduceat(labels.astype(np.int64), binned.starts)
    means = np.add.reduceat(scores, binned.starts) / sizes
    points = []
    for place, size in enumerate(sizes.tolist()):
        interval = wilson(int(hits[place]), size, level=level)
        points.append(
            CurvePoint(
                low=float(binned.lows[place]),
                high=float(binned.highs[place]),
                n=size,
                predicted=float(means[place]),
                observed=int(hits[place]) / size,
                observed_low=interval.low,
                observed_high=interval.high,
            )
        )
    return tuple(points)
