"""What other parts add to a team's page: each registers a block in the `ready()` of its app.

    register_block(submissions_block, place=20)

A block is asked for each page; it answers what to show, or None when there is nothing to say.
The page has one query left for one of them; another that needs but a few values of the team has
them read with the team itself: `register_block(passage_block, widen=with_passage)`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from .models import Team
from .viewer import Viewer


@dataclass(frozen=True, slots=True)
class TeamBlock:
    """A section of the team's page: `template` is included with `block` naming these values."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)  # Any: a template's context


Block = Callable[[Viewer, Team], TeamBlock | None]
Widened = Callable[["QuerySet[Team]"], "QuerySet[Team]"]
_blocks: list[tuple[int, Block]] = []
_widened: dict[Block, Widened] = {}


def register_block(block: Block, *, place: int = 50, widen: Widened | None = None) -> None:
    """Add a block after the members; lower places come first. Twice is once.

    `widen` annotates the team that the block will be asked about."""
    if all(known is not block for _place, known in _blocks):
        _blocks.append((place, block))
        _blocks.sort(key=lambda each: each[0])
    if widen is not None:
        _widened[block] = widen


def widened(teams: QuerySet[Team]) -> QuerySet[Team]:
    """Teams with what the blocks will ask of them."""
    for widen in _widened.values():
        teams = widen(teams)
    return teams


def blocks_for(viewer: Viewer, team: Team) -> tuple[TeamBlock, ...]:
    """What the parts say of this team to this viewer, who may see the team."""
    answers = (block(viewer, team) for _place, block in _blocks)
    return tuple(each for each in answers if each is not None)
