"""What the platform knows of a team's figures, for the dossier's results to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Q, Subquery
from django.db.models.functions import Coalesce

from passerelle.campus.models import Team

from ..enums import BoardName
from ..models import LeaderboardEntry, Score, Submission


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """A team's standing figure on one board, the baseline's beside; `slices` is engine JSON."""

    board: str
    value: float | None
    low: float | None
    high: float | None
    cases: int | None
    baseline: float | None
    slices: tuple[Mapping[str, Any], ...]  # Any: JSON


@dataclass(frozen=True, slots=True)
class TeamFigures:
    metric: str
    submissions: int
    boards: tuple[BoardFigures, ...]


def figures_of(team: Team, challenge_id: int) -> TeamFigures | None:
    """Two queries; nothing before a first score, and of the private board before its reveal."""
    sent = Submission.objects.filter(team=team, phase__challenge=challenge_id, cancellation=None)
    counted = sent.order_by().values("team").annotate(count=Count("pk")).values("count")
    shown = Q(leaderboard__board=BoardName.PUBLIC)
    entries = list(
        LeaderboardEntry.objects.filter(
            Q(team=team) | Q(team=None),
            shown | Q(leaderboard__challenge__revealed_at__isnull=False),
            leaderboard__challenge=challenge_id,
        )
        .select_related("leaderboard__challenge")
        .annotate(sent=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
        .order_by("-leaderboard__board", "pk")
    )
    ours = [each for each in entries if each.team_id == team.pk]
    if not ours:
        return None
    boards = [each.leaderboard.board for each in ours]
    cards = Score.objects.filter(
        evaluation__in=[each.evaluation_id for each in ours], board__in=boards
    ).values_list("evaluation", "board", "card")
    slices = {(pk, board): card.get("slices", ()) for pk, board, card in cards}
    return TeamFigures(
        metric=ours[0].leaderboard.challenge.metric,
        submissions=vars(ours[0])["sent"],  # annotated above
        boards=tuple(_board(each, entries, slices) for each in ours),
    )


def _board(
    entry: LeaderboardEntry,
    entries: Iterable[LeaderboardEntry],
    slices: Mapping[tuple[int, str], Iterable[Mapping[str, Any]]],
) -> BoardFigures:
    board = entry.leaderboard.board
    baseline = next(
        (
            each.value
            for each in entries
            if each.team_id is None and each.leaderboard.board == board
        ),
        None,
    )
    return BoardFigures(
        board=board,
        value=entry.value,
        low=entry.low,
        high=entry.high,
        cases=entry.cases,
        baseline=baseline,
        slices=tuple(slices.get((entry.evaluation_id, board), ())),
    )
