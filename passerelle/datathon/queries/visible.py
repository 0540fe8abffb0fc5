"""Which boards a viewer may be shown: the one gate of every private figure."""

from __future__ import annotations

from ..enums import BoardName
from ..models import Challenge
from ..rules import Standing, can_see_private_board


def boards_shown_to(standing: Standing, challenge: Challenge) -> tuple[BoardName, ...]:
    """The private one to owners; to everyone else once it is revealed."""
    if challenge.revealed_at is not None or can_see_private_board(standing):
        return (BoardName.PUBLIC, BoardName.PRIVATE)
    return (BoardName.PUBLIC,)
