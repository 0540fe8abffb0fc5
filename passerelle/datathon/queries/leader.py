"""What is known of the submission that leads a board: by whom it is less well served."""

from __future__ import annotations

from typing import Any

from ..enums import BoardName
from ..intake import is_imported
from ..models import Challenge, LeaderboardEntry, Score
from ..rules import Standing
from .visible import boards_shown_to


def leaders_card(
    challenge: Challenge, board: BoardName, standing: Standing
) -> dict[str, Any]:  # Any: JSON of the engine
    """The score card of the first ranked entry; one query, and nothing of a hidden board."""
    if is_imported(challenge) or board not in boards_shown_to(standing, challenge):
        return {}
    first = LeaderboardEntry.objects.filter(
        leaderboard__challenge=challenge, leaderboard__board=board, rank=1
    )
    cards = Score.objects.filter(board=board, evaluation__in=first.values("evaluation"))
    found: dict[str, Any] | None = cards.values_list("card", flat=True).first()
    return found or {}
