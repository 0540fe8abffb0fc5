"""A panel's marks and an automatic score made into one number of points, and what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite, sqrt
from statistics import NormalDist

import numpy as np

from passerelle.engines.numbers import Rounding, percentile_interval, round_to
from passerelle.engines.scoring._columns import Floats
from passerelle.engines.scoring._comparing import pairs_by_resamples, tie_groups
from passerelle.engines.scoring._plan import ScoringRefused
from passerelle.engines.scoring._ranks import ranks_of, spread_of
from passerelle.engines.scoring._results import Pair, as_plain
from passerelle.engines.scoring._version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How both parts are brought together. `weight` is the panel's share, above 0 and up to 1.

    `zero` and `full` are the scores worth nothing and all the points, declared beforehand: a
    team's points depend on no other team. Raises ScoringRefused where they make no sense.
    """

    weight: float
    zero: float = 0.0
    full: float = 1.0
    scale: float = 20.0
    level: float = 0.95
    draws: int = 4000

    def __post_init__(self) -> None:
        if not 0 < self.weight <= 1:
            raise ScoringRefused(f"The weight {self.weight} is not above 0 and at most 1.")
        if not (isfinite(self.zero) and isfinite(self.full)) or self.zero == self.full:
            raise ScoringRefused(
                f"No score lies between {self.zero} and {self.full}: declare two that differ."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedTeam:
    """A team's score with its interval, and each juror's marks as a share of the rubric's points.

    Where the panel decides alone the score may be None."""

    name: str
    score: float | None
    low: float | None
    high: float | None
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedTeam:
    """Points of the scale: of the score, of the panel, what each brings to the total by its
    weight, and the total with its interval."""

    name: str
    automatic: float | None
    panel: float
    from_score: float
    from_panel: float
    total: float
    low: float
    high: float
    rank: int
    rank_low: int
    rank_high: int
    p_best: float
    tie_group: int
    jurors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedBoard:
    """The order and what it is worth. `juror_spread`: how far a juror's marks lie from the mean of
    their work, in points, over all works; None when no work has two jurors."""

    teams: tuple[WeighedTeam, ...]
    pairs: tuple[Pair, ...]
    juror_spread: float | None
    freedom: int
    version: str
    seed: int

    def as_json(self) -> dict[str, object]:
        """The same as dictionaries, lists, numbers, texts and None."""
        return as_plain(self)


def points_of(score: float, weighing: Weighing) -> float:
    """scale × (score - zero) / (full - zero), never below 0 nor above the scale.

    >>> points_of(0.85, Weighing(weight=0.5, zero=0.7, full=1.0))
    10.0
    >>> points_of(4.0, Weighing(weight=0.5, zero=6.0, full=0.0))  # an error: lower is better
    6.67
    """
    share = (score - weighing.zero) / (weighing.full - weighing.zero)
    return _written(weighing.scale * min(1.0, max(0.0, share)))


def weigh(
    teams: Sequence[JudgedTeam],
    weighing: Weighing,
    *,
    others: Sequence[tuple[float, ...]] = (),
    seed: int = 0,
) -> WeighedBoard:
    """weight × the panel's mean + (1 - weight) × the score's points, in the order of the totals.

    The interval of a total holds what another sample of cases and other jurors would have
    changed: scores are drawn from a normal law with their interval's width, the panel's means
    with the standard error of a juror, pooled over the works (one-way analysis of variance,
    Student's law). `others` are marks the same jurors gave to works that are not on this board:
    they tell how far jurors lie apart, and nothing else. Cases are drawn anew for each team,
    though all met the same ones: differences between teams are, if anything, surer than said.
    """
    for team in teams:
        _refuse_unweighable(team, weighing)
    spread, freedom = _juror_spread([*(team.marks for team in teams), *others])
    draws = _drawn(teams, weighing, seed, spread=spread, freedom=freedom)
    totals = np.array([_total(team, weighing) for team in teams], dtype=np.float64)
    order = np.lexsort((np.arange(len(teams)), -totals)) if len(teams) else np.arange(0)
    placed = [teams[place] for place in order]
    return _board(placed, totals[order], draws[:, order], weighing, spread, freedom, seed)


def _board(
    teams: Sequence[JudgedTeam],
    totals: Floats,
    draws: Floats,
    weighing: Weighing,
    spread: float | None,
    freedom: int,
    seed: int,
) -> WeighedBoard:
    names = [team.name for team in teams]
    ranks = ranks_of(totals[None, :])[0]
    moved = spread_of(draws, ranks, level=weighing.level)
    # Where nothing is known of the errors (cases=1), no two teams are told apart.
    pairs = pairs_by_resamples(names, totals.tolist(), draws, level=weighing.level, cases=1)
    groups = tie_groups(names, pairs)
    rows = []
    for place, team in enumerate(teams):
        interval = percentile_interval(draws[:, place], level=weighing.level)
        total = float(totals[place])
        from_panel, from_score = _parts(team, weighing)
        rows.append(
            WeighedTeam(
                name=team.name,
                automatic=_automatic(team, weighing),
                panel=_panel(team, weighing),
                from_score=from_score,
                from_panel=from_panel,
                total=total,
                low=_written(min(interval.low, total)),
                high=_written(max(interval.high, total)),
                rank=int(ranks[place]),
                rank_low=int(moved.low[place]),
                rank_high=int(moved.high[place]),
                p_best=float(moved.p_best[place]),
                tie_group=groups[place],
                jurors=len(team.marks),
            )
        )
    said = None if spread is None else _written(spread * weighing.scale)
    return WeighedBoard(
        teams=tuple(rows),
        pairs=tuple(pairs),
        juror_spread=said,
        freedom=freedom,
        version=VERSION,
        seed=seed,
    )


def _refuse_unweighable(team: JudgedTeam, weighing: Weighing) -> None:
    if not team.marks:
        raise ScoringRefused(f"No juror has marked {team.name}.")
    if not all(0 <= mark <= 1 for mark in team.marks):
        raise ScoringRefused(f"A mark of {team.name} is not a share between 0 and 1.")
    if weighing.weight < 1 and (team.score is None or not isfinite(team.score)):
        raise ScoringRefused(f"{team.name} has no score, and the panel does not decide alone.")


def _automatic(team: JudgedTeam, weighing: Weighing) -> float | None:
    return None if team.score is None else points_of(team.score, weighing)


def _panel(team: JudgedTeam, weighing: Weighing) -> float:
    return _written(weighing.scale * sum(team.marks) / len(team.marks))


def _parts(team: JudgedTeam, weighing: Weighing) -> tuple[float, float]:
    """What the panel and the score bring, each written before they are added."""
    automatic = _automatic(team, weighing) if weighing.weight < 1 else 0.0
    from_panel = _written(weighing.weight * _panel(team, weighing))
    return from_panel, _written((1 - weighing.weight) * (automatic or 0.0))


def _total(team: JudgedTeam, weighing: Weighing) -> float:
    """As a reader would add the two parts."""
    return _written(sum(_parts(team, weighing)))


def _written(points: float) -> float:
    """Two decimals, a half going up: as points are written everywhere else."""
    return float(round_to(Decimal(repr(round(points, 9))), places=2, mode=Rounding.HALF_UP))


def _drawn(
    teams: Sequence[JudgedTeam],
    weighing: Weighing,
    seed: int,
    *,
    spread: float | None,
    freedom: int,
) -> Floats:
    """(draws, teams) totals, from a juror's standard deviation and how surely it is known."""
    random = np.random.default_rng(seed)
    shape = (weighing.draws, len(teams))
    panel = np.array([sum(team.marks) / len(team.marks) for team in teams]) + np.zeros(shape)
    if spread is not None:
        errors = np.array([spread / sqrt(len(team.marks)) for team in teams])
        unsure = np.sqrt(freedom / random.chisquare(freedom, (weighing.draws, 1)))
        panel = panel + random.standard_normal(shape) * errors * unsure
    total: Floats = weighing.weight * np.clip(panel, 0, 1)
    if weighing.weight < 1:
        shares = _score_shares(teams, weighing) + random.standard_normal(shape) * _score_errors(
            teams, weighing
        )
        total = total + (1 - weighing.weight) * np.clip(shares, 0, 1)
    return total * weighing.scale


def _juror_spread(works: Sequence[tuple[float, ...]]) -> tuple[float | None, int]:
    """√ of the mean square within works: Σ(x - mean of its work)² / Σ(jurors of a work - 1)."""
    freedom = sum(len(marks) - 1 for marks in works if marks)
    if freedom < 1:
        return None, 0
    squares = sum((mark - sum(marks) / len(marks)) ** 2 for marks in works for mark in marks)
    return sqrt(squares / freedom), freedom


def _score_shares(teams: Sequence[JudgedTeam], weighing: Weighing) -> Floats:
    scores = np.array([team.score for team in teams], dtype=np.float64)
    shares: Floats = (scores - weighing.zero) / (weighing.full - weighing.zero)
    return shares


def _score_errors(teams: Sequence[JudgedTeam], weighing: Weighing) -> Floats:
    """Half the interval over its normal quantile; none where a score has no interval."""
    reach = 2 * NormalDist().inv_cdf((1 + weighing.level) / 2)
    width = abs(weighing.full - weighing.zero)
    return np.array(
        [
            0.0
            if team.low is None or team.high is None
            else abs(team.high - team.low) / reach / width
            for team in teams
        ]
    )
