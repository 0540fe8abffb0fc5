"""Times to an event, some of them censored, and predicted risks."""

from dataclasses import dataclass

import numpy as np

from passerelle.engines.numbers import Counts
from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._auroc import running
from passerelle.engines.scoring._columns import (
    Columns,
    Flags,
    Floats,
    NoValue,
    Places,
    predicted_numbers,
    true_numbers,
)
from passerelle.engines.scoring._measures import Prepared, ratio
from passerelle.engines.scoring._plan import Plan, ScoringRefused


@dataclass(frozen=True, slots=True)
class SurvivalCases:
    """Times, whether the event was seen then (else censored), and risks; shape (cases,)."""

    times: Floats
    seen: Flags
    risks: Floats


def read_survival(truth: Columns, predictions: Columns, plan: Plan) -> SurvivalCases:
    """The target is the time; the option `event` names the column of 1 (seen) and 0 (censored).

    A larger prediction means an earlier event, unless the option `larger_means` is “time”.
    """
    event = plan.options.get("event")
    if not isinstance(event, str):
        raise ScoringRefused("Say in the options which column tells the “event”: 1 seen, 0 not.")
    times, seen = true_numbers(truth, plan.target), true_numbers(truth, event)
    if not ((seen == 0) | (seen == 1)).all() or seen.shape != times.shape:
        raise ScoringRefused(f"The column “{event}” must hold 1 (seen) or 0 (censored) per case.")
    means = plan.options.get("larger_means", "risk")
    if means not in ("risk", "time"):
        raise ScoringRefused(f"“larger_means” is “{means}”: write “risk” or “time”.")
    predicted = predicted_numbers(predictions, plan, rows=times.size)
    return SurvivalCases(times, seen == 1, predicted if means == "risk" else -predicted)


@dataclass(frozen=True, slots=True)
class _Level:
    """One bit of the times' order: each pair of cases differs first at one bit only.

    `later` are the cases with the bit set, by block then risk; each of the `earlier` events
    meets those of its block, between `start` and `end`, of lower risk up to `lower`, `upto`.
    """

    later: Places
    earlier: Places
    start: Places
    lower: Places
    upto: Places
    end: Places


def concordance(cases: SurvivalCases, _: Plan) -> Prepared:
    """Harrell's C (1982, 1996): of the pairs where one is known to fail first, the share where
    it has the higher risk, tied risks for half.

    A pair counts where the event of one comes before the other's time, or at the time when the
    other is censored; two events at one time do not count. O(n log n) a sample.
    """
    if not cases.seen.any():
        raise NoValue(say.NO_PAIR.said())
    if (cases.risks == cases.risks[0]).all():
        raise NoValue(say.CONSTANT.said())
    levels = _levels(cases)

    def measure(counts: Counts) -> Floats:
        right, pairs = np.zeros(len(counts), np.int64), np.zeros(len(counts), np.int64)
        for level in levels:
            met = running(counts.take(level.later, axis=1))
            events = counts.take(level.earlier, axis=1)
            start = met.take(level.start, axis=1)
            wins = met.take(level.lower, axis=1) + met.take(level.upto, axis=1) - 2 * start
            right += np.einsum("sc,sc->s", events, wins)
            pairs += np.einsum("sc,sc->s", events, met.take(level.end, axis=1) - start)
        return ratio(right.astype(np.float64), (2 * pairs).astype(np.float64))

    if not np.isfinite(measure(np.ones((1, cases.times.size), dtype=np.int64))[0]):
        raise NoValue(say.NO_PAIR.said())
    return Prepared(measure, cases.times.size)


def _levels(cases: SurvivalCases) -> list[_Level]:
    # Events come before what is censored at their time: (time, censored) orders the pairs.
    keys = np.unique(np.stack([cases.times, ~cases.seen]), axis=1, return_inverse=True)[1].ravel()
    risks = np.unique(cases.risks, return_inverse=True)[1].ravel()
    levels = []
    for bit in range(int(keys.max()).bit_length()):
        later = np.flatnonzero(keys >> bit & 1)
        earlier = np.flatnonzero(cases.seen & (keys >> bit & 1 == 0))
        blocks, ranks = keys >> (bit + 1), risks.max() + 2
        heights = blocks * ranks + risks + 1
        later = later[np.argsort(heights[later], kind="stable")]
        ordered = heights[later]
        floor = blocks[earlier] * ranks
        levels.append(
            _Level(
                later,
                earlier,
                start=np.searchsorted(ordered, floor),
                lower=np.searchsorted(ordered, heights[earlier], side="left"),
                upto=np.searchsorted(ordered, heights[earlier], side="right"),
                end=np.searchsorted(ordered, floor + ranks),
            )
        )
    return levels
