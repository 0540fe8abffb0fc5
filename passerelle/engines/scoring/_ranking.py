"""Several teams on the same cases."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._auroc import Placements, placements
from passerelle.engines.scoring._catalogue import Entry, entry_of
from passerelle.engines.scoring._columns import Columns, Floats, NoValue, Places, truth_column
from passerelle.engines.scoring._comparing import (
    pairs_by_delong,
    pairs_by_resamples,
    tie_groups,
)
from passerelle.engines.scoring._figures import (
    Draft,
    Submission,
    clusters_of,
    draft_of,
    finished,
    resampled,
)
from passerelle.engines.scoring._plan import Plan, ScoringRefused, SubmissionRefused
from passerelle.engines.scoring._ranks import ranks_of, spread_of
from passerelle.engines.scoring._results import Pair, Placed, Ranking
from passerelle.engines.scoring._scores import ScoreCases
from passerelle.engines.scoring._version import VERSION


@dataclass(frozen=True, slots=True)
class _Runner:
    """A team that has a value."""

    name: str
    submission: Submission
    draft: Draft
    value: float


@dataclass(frozen=True, slots=True)
class _Race:
    """What all teams share; `units` counts what is drawn: cases, or patients."""

    plan: Plan
    entry: Entry
    clusters: Places | None
    rows: int
    units: int


def rank(truth: Columns, entries: Mapping[str, Columns], plan: Plan, *, seed: int = 0) -> Ranking:
    """The teams by the plan's first metric, with what the order is worth.

    Equal scores share a rank. Every team meets the same resamples, from which come its chance to
    be the best and the interval of its rank. A team without a value (a prediction missing, NaN
    or infinite, a column of another length) is `unranked`, with the reason. Teams not told apart
    at 5 % after Holm from the best of their group share a tie group.
    Raises ScoringRefused where the plan or the truth makes no sense.
    """
    race = _race(truth, plan)
    runners, unranked = _runners(truth, entries, race)
    ranks = _ranks(runners, race.entry)
    order = sorted(range(len(runners)), key=lambda place: (ranks[place], runners[place].name))
    runners = [runners[place] for place in order]
    drafts = [runner.draft for runner in runners]
    draws = resampled(drafts, rows=race.rows, plan=plan, seed=seed, clusters=race.clusters)
    pairs, method = _pairs(runners, draws, race)
    return Ranking(
        entries=_placed(runners, draws, pairs, race),
        pairs=tuple(pairs),
        unranked=tuple(unranked),
        method=method.said(draws=plan.resamples),
        n=race.rows,
        clusters=None if race.clusters is None else race.units,
        version=VERSION,
        seed=seed,
    )


def _race(truth: Columns, plan: Plan) -> _Race:
    clusters = clusters_of(truth, plan)
    rows = len(truth_column(truth, plan.target))
    units = rows if clusters is None else int(clusters.max(initial=-1)) + 1
    if units == 1 and rows > 1:
        raise ScoringRefused("All cases are of one patient: a ranking needs two at least.")
    return _Race(plan, entry_of(plan.metric), clusters, rows, units)


def _runners(
    truth: Columns, entries: Mapping[str, Columns], race: _Race
) -> tuple[list[_Runner], list[tuple[str, str]]]:
    runners, unranked = [], []
    for name, predictions in entries.items():
        try:
            submission = Submission(truth, predictions, race.plan)
            draft = draft_of(submission, race.entry, race.plan)
        except SubmissionRefused as reason:
            unranked.append((name, str(reason)))
            continue
        if draft.value is None:
            unranked.append((name, draft.note))
        else:
            runners.append(_Runner(name, submission, draft, draft.value))
    return runners, unranked


def _ranks(runners: list[_Runner], entry: Entry) -> list[int]:
    values = np.array([[runner.value for runner in runners]]) * entry.metric.sign
    ranks: list[int] = ranks_of(values)[0].tolist()
    return ranks


def _pairs(runners: list[_Runner], draws: Floats, race: _Race) -> tuple[list[Pair], say.Sentence]:
    """Every pair, the better ranked first, and how they were compared."""
    names = [runner.name for runner in runners]
    level = race.plan.level
    if race.entry.metric.name == "auroc" and race.clusters is None and runners:
        try:
            teams = [_placements(runner, race.entry) for runner in runners]
            return pairs_by_delong(names, teams, level=level, cases=race.units), say.PAIRED_DELONG
        except NoValue:  # a class of a single case has no variance to compare with
            pass
    values = [runner.value for runner in runners]
    pairs = pairs_by_resamples(names, values, draws, level=level, cases=race.units)
    return pairs, say.PAIRED_BOOTSTRAP if race.clusters is None else say.PAIRED_CLUSTERS


def _placements(runner: _Runner, entry: Entry) -> Placements:
    cases: ScoreCases = runner.submission.cases(entry)
    return placements(cases.labels, cases.scores)


def _placed(
    runners: list[_Runner], draws: Floats, pairs: list[Pair], race: _Race
) -> tuple[Placed, ...]:
    ranks = np.array(_ranks(runners, race.entry), dtype=np.int64)
    spread = spread_of(draws * race.entry.metric.sign, ranks, level=race.plan.level)
    groups = tie_groups([runner.name for runner in runners], pairs)
    return tuple(
        Placed(
            name=runner.name,
            figure=finished(runner.draft, draws[:, place], plan=race.plan, clusters=race.clusters),
            rank=int(ranks[place]),
            rank_low=int(spread.low[place]),
            rank_high=int(spread.high[place]),
            p_best=float(spread.p_best[place]),
            tie_group=groups[place],
        )
        for place, runner in enumerate(runners)
    )
