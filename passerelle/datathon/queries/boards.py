"""A board as a viewer may see it: places with what they are worth, ties, pairs, the unranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from passerelle.campus.models import Team
from passerelle.foundation.translated import Translated

from ..enums import BoardName
from ..intake import bundle_settings, challenge_file, is_imported
from ..models import Challenge, Leaderboard, LeaderboardEntry
from ..rules import Standing
from .visible import boards_shown_to


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A team's place. The baseline has no team and no rank; `values` follow the columns.

    `differs`: the same submission gave something else when it was evaluated a second time."""

    team: str
    team_number: int | None
    is_mine: bool
    is_baseline: bool
    value: float | None
    low: float | None
    high: float | None
    cases: int | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    p_best: float | None
    tie_group: int | None
    values: tuple[float | None, ...]
    submission: int
    submitted_at: datetime
    differs: bool


@dataclass(frozen=True, slots=True)
class UnrankedRow:
    team: str
    reason: Translated


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two teams on the same cases; `p_holm` already counts how many pairs there are."""

    first: str
    second: str
    difference: float
    low: float | None
    high: float | None
    p_holm: float


@dataclass(frozen=True, slots=True)
class BoardColumn:
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class BoardView:
    """`version` changes with each ranking: a live page asks again when it does."""

    challenge: str
    board: str
    metric: str
    higher_is_better: bool
    version: int
    ranked_at: datetime | None
    columns: tuple[BoardColumn, ...]
    entries: tuple[EntryRow, ...]
    unranked: tuple[UnrankedRow, ...]
    pairs: tuple[PairRow, ...]
    level: float


def board_of(challenge: Challenge, board: BoardName, standing: Standing) -> BoardView | None:
    """Nothing when the viewer may not see it; three queries, however many teams."""
    if board not in boards_shown_to(standing, challenge):
        return None
    found = Leaderboard.objects.filter(challenge=challenge, board=board).first()
    columns = _columns(challenge)
    entries: list[LeaderboardEntry] = []
    if found is not None:
        entries = list(
            found.entries.select_related("team", "evaluation__submission").defer(
                "evaluation__plan", "evaluation__problems"
            )
        )
    teams = dict(Team.objects.filter(edition=challenge.edition_id).values_list("pk", "name"))
    mine = standing.team
    return BoardView(
        challenge=challenge.slug,
        board=board,
        metric=challenge.metric,
        higher_is_better=challenge.direction == "higher",
        version=found.version if found else 0,
        ranked_at=found.ranked_at if found else None,
        columns=columns,
        entries=tuple(_row(entry, columns, mine) for entry in entries),
        unranked=tuple(_unranked(found, teams)) if found else (),
        pairs=tuple(_pairs(found, teams)) if found else (),
        level=0.95 if is_imported(challenge) else challenge_file(challenge).scoring.level,
    )


def board_version(challenge: Challenge, board: BoardName, standing: Standing) -> int | None:
    """What a live page watches; one short query, and nothing of a board that is hidden."""
    if board not in boards_shown_to(standing, challenge):
        return None
    versions = Leaderboard.objects.filter(challenge=challenge, board=board)
    return versions.values_list("version", flat=True).first() or 0


def _columns(challenge: Challenge) -> tuple[BoardColumn, ...]:
    """Hidden columns of a bundle are dropped here, before any page is made."""
    if not is_imported(challenge):
        also = challenge_file(challenge).scoring.also
        return tuple(BoardColumn(name, name) for name in also)
    settings = bundle_settings(challenge)
    return tuple(
        BoardColumn(column.key, column.title)
        for column in settings.columns
        if not column.hidden and column.key != settings.primary
    )


def _row(entry: LeaderboardEntry, columns: tuple[BoardColumn, ...], mine: Team | None) -> EntryRow:
    return EntryRow(
        team=entry.team.name if entry.team else "",
        team_number=entry.team.number if entry.team else None,
        is_mine=mine is not None and entry.team_id == mine.pk,
        is_baseline=entry.team_id is None,
        value=entry.value,
        low=entry.low,
        high=entry.high,
        cases=entry.cases,
        rank=entry.rank,
        rank_low=entry.rank_low,
        rank_high=entry.rank_high,
        p_best=entry.p_best,
        tie_group=entry.tie_group,
        values=tuple(entry.columns.get(column.key) for column in columns),
        submission=entry.evaluation.submission_id,
        submitted_at=entry.evaluation.submission.submitted_at,
        differs=entry.evaluation.differs_at is not None,
    )


def _unranked(found: Leaderboard, teams: Mapping[int, str]) -> list[UnrankedRow]:
    return [
        UnrankedRow(teams.get(row["team"], ""), Translated.from_mapping(row["reason"]))
        for row in found.unranked
    ]


def _pairs(found: Leaderboard, teams: Mapping[int, str]) -> list[PairRow]:
    return [
        PairRow(
            first=teams.get(pair["first"], ""),
            second=teams.get(pair["second"], ""),
            difference=pair["difference"],
            low=pair["low"],
            high=pair["high"],
            p_holm=pair["p_holm"],
        )
        for pair in found.pairs
    ]
