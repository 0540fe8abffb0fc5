"""The area under the ROC curve, and the precision along it."""

from dataclasses import dataclass
from math import log, sqrt, tanh
from statistics import NormalDist

import numpy as np

from passerelle.engines.numbers import Counts
from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import Flags, Floats, NoValue, Places
from passerelle.engines.scoring._measures import Closed, Measure, Prepared, ratio
from passerelle.engines.scoring._plan import Plan
from passerelle.engines.scoring._scores import ScoreCases

_HALVINGS = 60


@dataclass(frozen=True, slots=True)
class Ladder:
    """Cases in the order of their scores, the two classes apart.

    `lower` and `upto` tell how many of the negatives score lower than, and no higher than, each
    of the `positives`; a rung's rank is between the two (the mid-rank of Sun & Xu 2014).
    """

    positives: Places
    negatives: Places
    lower: Places
    upto: Places


def ladder_of(labels: Flags, scores: Floats) -> Ladder:
    positives, negatives = (
        places[np.argsort(scores[places], kind="stable")]
        for places in (np.flatnonzero(labels), np.flatnonzero(~labels))
    )
    rungs, steps = scores[negatives], scores[positives]
    return Ladder(
        positives,
        negatives,
        np.searchsorted(rungs, steps, side="left"),
        np.searchsorted(rungs, steps, side="right"),
    )


def auroc(cases: ScoreCases, _: Plan) -> Prepared:
    """The share of (positive, negative) pairs in the right order, ties for half (Bamber 1975).

    The interval is DeLong's (1988) on the logit scale (Pepe 2003, 5.2.5).
    """
    cases.refuse_one_class()
    cases.refuse_constant()
    return Prepared(
        auroc_measure(cases.labels, cases.scores),
        cases.labels.size,
        closed=lambda level: delong_interval(placements(cases.labels, cases.scores), level=level),
    )


def auroc_measure(labels: Flags, scores: Floats) -> Measure:
    """Σ over positives of their wins, 2W / 2PN in whole numbers: exact for any counts."""
    # The gathers cost more than the sums: let the rarer class be the one that gathers.
    if 2 * np.count_nonzero(labels) > labels.size:
        labels, scores = ~labels, -scores
    ladder = ladder_of(labels, scores)
    tied = not np.array_equal(ladder.lower, ladder.upto)

    def measure(counts: Counts) -> Floats:
        drawn = counts.take(ladder.positives, axis=1)
        below = running(counts.take(ladder.negatives, axis=1))
        wins = below.take(ladder.lower, axis=1)
        wins += below.take(ladder.upto, axis=1) if tied else wins
        pairs = drawn.sum(axis=1) * below[:, -1]
        return ratio(np.einsum("sc,sc->s", drawn, wins), 2 * pairs)

    return measure


def running(counts: Counts) -> Counts:
    """Sums of the first 0, 1, 2 … counts of each sample."""
    sums = np.zeros((len(counts), counts.shape[1] + 1), dtype=np.int64)
    np.cumsum(counts, axis=1, out=sums[:, 1:])
    return sums


@dataclass(frozen=True, slots=True)
class Placements:
    """For each positive the share of negatives it beats, for each negative the share that beats
    it, in the order of the cases: DeLong's V10 and V01. Their means are the area."""

    of_positives: Floats
    of_negatives: Floats

    @property
    def area(self) -> float:
        return float(self.of_positives.mean())


def placements(labels: Flags, scores: Floats) -> Placements:
    """By mid-ranks, in the time of a sort (Sun & Xu, IEEE Signal Processing Letters 21, 2014)."""
    ladder = ladder_of(labels, scores)
    steps = scores[ladder.positives]
    rungs = scores[ladder.negatives]
    beaten = np.empty(labels.size)
    beaten[ladder.positives] = (ladder.lower + ladder.upto) / (2 * rungs.size)
    over = np.searchsorted(steps, rungs, side="left") + np.searchsorted(steps, rungs, side="right")
    beaten[ladder.negatives] = 1 - over / (2 * steps.size)
    return Placements(beaten[labels], beaten[~labels])


def delong_covariance(teams: list[Placements]) -> Floats:
    """S10/P + S01/N, the covariance of the areas of several scores on the same cases.

    Raises NoValue for a single positive or negative: it has no variance.
    """
    positives = np.stack([team.of_positives for team in teams])
    negatives = np.stack([team.of_negatives for team in teams])
    if min(positives.shape[1], negatives.shape[1]) < 2:
        raise NoValue(say.NO_SPREAD.said())
    return _spread(positives) + _spread(negatives)


def _spread(placed: Floats) -> Floats:
    away = placed - placed.mean(axis=1, keepdims=True)
    cases = placed.shape[1]
    spread: Floats = np.einsum("ac,bc->ab", away, away) / ((cases - 1) * cases)
    return spread


def delong_interval(placed: Placements, *, level: float) -> Closed:
    """Wald's on the logit scale; the score interval where DeLong's variance is zero or none."""
    area = placed.area
    try:
        variance = float(delong_covariance([placed])[0, 0])
    except NoValue:
        variance = 0.0
    if variance <= 0 or area in (0, 1):
        low, high = newcombe_interval(
            area,
            positives=placed.of_positives.size,
            negatives=placed.of_negatives.size,
            level=level,
        )
        note = say.PERFECT.said() if area in (0, 1) else ""
        return Closed(low, high, say.NEWCOMBE.said(), note)
    reach = _quantile(level) * sqrt(variance) / (area * (1 - area))
    centre = log(area / (1 - area))
    low, high = ((1 + tanh((centre + way * reach) / 2)) / 2 for way in (-1, 1))
    return Closed(low, high, say.DELONG.said())


def newcombe_interval(
    area: float, *, positives: int, negatives: int, level: float
) -> tuple[float, float]:
    """The areas θ with |θ − A| ≤ z·√V(θ) (Newcombe, Statistics in Medicine 25, 2006, method 5).

    V(θ) = θ(1−θ)·(1 + N(1−θ)/(2−θ) + Nθ/(1+θ)) / PQ with N = (P+Q)/2 − 1: it has a width even
    where the cases are wholly parted.
    """
    z, half = _quantile(level), (positives + negatives) / 2 - 1

    def outside(theta: float) -> bool:
        growth = 1 + half * (1 - theta) / (2 - theta) + half * theta / (1 + theta)
        variance = theta * (1 - theta) * growth / (positives * negatives)
        return abs(theta - area) > z * sqrt(variance)

    ends = []
    for end in (0.0, 1.0):
        inside = area
        for _ in range(_HALVINGS):
            middle = (inside + end) / 2
            inside, end = (inside, middle) if outside(middle) else (middle, end)
        ends.append(round(inside, 12))
    return ends[0], ends[1]


def _quantile(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)
