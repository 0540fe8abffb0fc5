"""The places of a board worked out from the scores that stand; nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop

from passerelle.engines.scoring import Ranking
from passerelle.foundation.translated import Translated

from .data_files import data_file, labels_of
from .enums import BoardName, Direction, FileRole
from .errors import SubmissionRefused
from .intake import bundle_settings, is_imported
from .labels import Labels
from .models import Challenge, Evaluation
from .plans import EvaluationPlan, plan_today, seed_for
from .predictions import read_predictions
from .queries.standing_scores import StandingScore, StandingScores
from .scoring import Columns, finite, plain, ranking_on
from .wording import in_both, of_the_engine


@dataclass(frozen=True, slots=True)
class Place:
    """A team's place, or the baseline's figures (no team, no rank)."""

    team_id: int | None
    evaluation_id: int
    value: float | None
    low: float | None = None
    high: float | None = None
    cases: int | None = None
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    p_best: float | None = None
    tie_group: int | None = None
    columns: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """`pairs` and `unranked` are JSON; teams are named by their ids."""

    places: tuple[Place, ...]
    seed: int
    pairs: tuple[dict[str, Any], ...] = ()  # Any: JSON of the engine
    unranked: tuple[dict[str, Any], ...] = ()  # Any: {"team": id, "reason": {fr, en}}


def placed_on(challenge: Challenge, board: BoardName, standing: StandingScores) -> Places:
    seed = seed_for(f"{challenge.slug}:{board}:{challenge.data_version}")
    if is_imported(challenge):
        ranked = _by_value(challenge, standing, seed)
    else:
        ranked = _by_cases(challenge, board, standing, seed)
    late = tuple(_unranked(team.pk, in_both(_OUTDATED)) for team in standing.outdated)
    reference = (_reference(standing.baseline, challenge),) if standing.baseline else ()
    return Places((*ranked.places, *reference), seed, ranked.pairs, (*ranked.unranked, *late))


_OUTDATED = gettext_noop("Scored on earlier data or by another metric: evaluate it again.")
_NO_NUMBER = gettext_noop("Its score is not a finite number.")
_UNREADABLE = gettext_noop("Its predictions are no longer what the challenge asks.")


def _by_cases(
    challenge: Challenge, board: BoardName, standing: StandingScores, seed: int
) -> Places:
    """The teams on the same cases: intervals, pairs, ties, ranks (engines.scoring)."""
    plan = plan_today(challenge)
    labels = labels_of(data_file(challenge, FileRole.TRUTH), plan.scoring, plan.boards)
    entries: dict[str, Columns] = {}
    unranked: list[dict[str, Any]] = []
    for row in standing.teams:
        try:
            entries[_name(row)] = _predictions(row.evaluation, plan, labels)
        except SubmissionRefused:
            unranked.append(_unranked(row.evaluation.submission.team_id, in_both(_UNREADABLE)))
    if not entries:
        return Places((), seed, unranked=tuple(unranked))
    split = plan.boards.public if board == BoardName.PUBLIC else plan.boards.private
    ranking = ranking_on(split, labels=labels, entries=entries, scoring=plan.scoring, seed=seed)
    unranked += [_unranked(int(name), of_the_engine(reason)) for name, reason in ranking.unranked]
    return Places(_places(ranking, standing), seed, tuple(_pairs(ranking)), tuple(unranked))


def _predictions(evaluation: Evaluation, plan: EvaluationPlan, labels: Labels) -> Columns:
    file = evaluation.predictions or evaluation.submission.file
    name = str(file.name) if evaluation.predictions else evaluation.submission.name
    with file.open("rb") as stored:
        data: bytes = stored.read()
    return read_predictions(data, name=name, asked=plan.submission, ids=labels.ids).columns


def _places(ranking: Ranking, standing: StandingScores) -> tuple[Place, ...]:
    rows = {_name(row): row for row in standing.teams}
    return tuple(
        Place(
            team_id=int(placed.name),
            evaluation_id=rows[placed.name].evaluation.pk,
            value=placed.figure.value,
            low=finite(placed.figure.low),
            high=finite(placed.figure.high),
            cases=placed.figure.n,
            rank=placed.rank,
            rank_low=placed.rank_low,
            rank_high=placed.rank_high,
            p_best=placed.p_best,
            tie_group=placed.tie_group,
            columns=_columns_of(rows[placed.name]),
        )
        for placed in ranking.entries
    )


def _pairs(ranking: Ranking) -> list[dict[str, Any]]:  # Any: JSON of the engine
    return [
        {**plain(pair), "first": int(pair["first"]), "second": int(pair["second"])}
        for pair in ranking.as_json()["pairs"]  # type: ignore[attr-defined]  # JSON of the engine
    ]


def _by_value(challenge: Challenge, standing: StandingScores, seed: int) -> Places:
    """A bundle gives one number a submission: an order, equal numbers sharing their rank."""
    sign = 1 if challenge.direction == Direction.HIGHER else -1
    finite_rows = [row for row in standing.teams if row.score.value is not None]
    values = [sign * (row.score.value or 0.0) for row in finite_rows]
    places = []
    for row, value in zip(finite_rows, values, strict=True):
        rank = 1 + sum(other > value for other in values)
        figures = _reference(row, challenge)
        places.append(
            Place(
                team_id=row.evaluation.submission.team_id,
                evaluation_id=row.evaluation.pk,
                value=row.score.value,
                rank=rank,
                columns=figures.columns,
            )
        )
    without = [row for row in standing.teams if row.score.value is None]
    unranked = [
        _unranked(row.evaluation.submission.team_id, in_both(_NO_NUMBER)) for row in without
    ]
    return Places(tuple(places), seed, unranked=tuple(unranked))


def _reference(row: StandingScore, challenge: Challenge) -> Place:
    score = row.score
    return Place(
        team_id=row.evaluation.submission.team_id,
        evaluation_id=row.evaluation.pk,
        value=score.value,
        low=score.low,
        high=score.high,
        cases=score.cases,
        columns=_shown_columns(row, challenge),
    )


def _shown_columns(row: StandingScore, challenge: Challenge) -> dict[str, float | None]:
    """Without the columns that a bundle hides."""
    columns = _columns_of(row)
    if not is_imported(challenge):
        return columns
    shown = {column.key for column in bundle_settings(challenge).columns if not column.hidden}
    return {key: value for key, value in columns.items() if key in shown}


def _columns_of(row: StandingScore) -> dict[str, float | None]:
    figures = row.score.card.get("figures", [])
    return {figure["metric"]: figure["value"] for figure in figures}


def _name(row: StandingScore) -> str:
    return str(row.evaluation.submission.team_id)


def _unranked(team_id: int | None, reason: Translated) -> dict[str, Any]:  # Any: JSON
    return {"team": team_id, "reason": reason.as_dict()}
