"""Which teams are told apart, once all have been compared with all."""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np

from passerelle.engines.numbers import percentile_interval
from passerelle.engines.scoring._auroc import Placements, delong_covariance
from passerelle.engines.scoring._columns import Floats
from passerelle.engines.scoring._results import Pair

TOLD_APART_BELOW = 0.05
# Differences this small beside the values are the rounding of their sums.
_ROUNDING = 1e-12


def pairs_by_delong(
    names: Sequence[str], teams: Sequence[Placements], *, level: float, cases: int
) -> list[Pair]:
    """Differences of areas, Wald's interval and test (DeLong, DeLong & Clarke-Pearson 1988).

    Raises NoValue where a class has a single case: it has no variance.
    """
    areas = [team.area for team in teams]
    covariance = delong_covariance(list(teams))
    reach = NormalDist().inv_cdf((1 + level) / 2)
    found = []
    for one, other in _all_pairs(len(names)):
        difference = areas[one] - areas[other]
        variance = covariance[one, one] + covariance[other, other] - 2 * covariance[one, other]
        error = sqrt(max(float(variance), 0.0))
        found.append(
            Pair(
                first=names[one],
                second=names[other],
                difference=difference,
                low=difference - reach * error,
                high=difference + reach * error,
                p=_wald(difference, error, cases=cases),
                p_holm=1.0,
            )
        )
    return with_holm(found)


def pairs_by_resamples(
    names: Sequence[str], values: Sequence[float], draws: Floats, *, level: float, cases: int
) -> list[Pair]:
    """Differences on the same resamples: percentile interval; test over their standard error.

    The share of resamples beyond zero cannot go below 2/1000, too coarse for Holm on 36 pairs.
    """
    found = []
    for one, other in _all_pairs(len(names)):
        difference = values[one] - values[other]
        apart = draws[:, one] - draws[:, other]
        apart = apart[np.isfinite(apart)]
        low = high = None
        p = 1.0
        if apart.size > 1:
            interval = percentile_interval(apart, level=level)
            low, high = min(interval.low, difference), max(interval.high, difference)
            p = _wald(difference, float(apart.std(ddof=1)), cases=cases)
        found.append(
            Pair(
                first=names[one],
                second=names[other],
                difference=difference,
                low=low,
                high=high,
                p=p,
                p_holm=1.0,
            )
        )
    return with_holm(found)


def _all_pairs(teams: int) -> list[tuple[int, int]]:
    return [(one, other) for one in range(teams) for other in range(one + 1, teams)]


def _wald(difference: float, error: float, *, cases: int) -> float:
    """Two-sided p of a difference; where every case says the same, the sign test's 2 ÷ 2ⁿ."""
    if abs(difference) <= _ROUNDING:
        return 1.0
    if error <= _ROUNDING * abs(difference):
        return 2.0 ** (1 - cases)
    return min(1.0, 2 * NormalDist().cdf(-abs(difference) / error))


def with_holm(pairs: Sequence[Pair]) -> list[Pair]:
    """Each pair with the p-value that holds for all of them together."""
    adjusted = holm([pair.p for pair in pairs])
    return [
        Pair(
            first=pair.first,
            second=pair.second,
            difference=pair.difference,
            low=pair.low,
            high=pair.high,
            p=pair.p,
            p_holm=p_holm,
        )
        for pair, p_holm in zip(pairs, adjusted, strict=True)
    ]


def holm(p_values: Sequence[float]) -> list[float]:
    """Step-down adjusted p-values (Holm, Scandinavian Journal of Statistics 6, 1979).

    The k-th smallest of m is multiplied by m − k + 1, and is no less than those before it.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [1.0] * len(p_values)
    highest = 0.0
    for step, place in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - step) * p_values[place]))
        adjusted[place] = highest
    return adjusted


def tie_groups(names: Sequence[str], pairs: Sequence[Pair]) -> list[int]:
    """Groups from 1 down the order of `names`: a group ends at the first team that is told apart
    (p after Holm below 0.05) from the group's best."""
    apart = {frozenset((each.first, each.second)) for each in pairs if _told_apart(each)}
    groups: list[int] = []
    best, group = 0, 0
    for place, name in enumerate(names):
        if not groups or frozenset((names[best], name)) in apart:
            best, group = place, group + 1
        groups.append(group)
    return groups


def _told_apart(pair: Pair) -> bool:
    return pair.p_holm < TOLD_APART_BELOW
