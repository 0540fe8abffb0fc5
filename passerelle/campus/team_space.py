"""What other parts add to a team's page: each registers a block in the `ready()` of its app.

    register_block(submissions_block, place=20)

A block is asked for each page; it answers what to show, or None when there is nothing to say.
It costs the page one query at most: the rest of the page takes seven of the eight it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .models import Team
from .viewer import Viewer


@dataclass(frozen=True, slots=True)
class TeamBlock:
    """A section of the team's page: `template` is included with `block` naming these values."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)  # Any: a template's context


Block = Callable[[Viewer, Team], TeamBlock | None]
_blocks: list[tuple[int, Block]] = []


def register_block(block: Block, *, place: int = 50) -> None:
    """Add a block after the members; lower places come first. Twice is once."""
    if all(known is not block for _place, known in _blocks):
        _blocks.append((place, block))
        _blocks.sort(key=lambda each: each[0])


def blocks_for(viewer: Viewer, team: Team) -> tuple[TeamBlock, ...]:
    """What the parts say of this team to this viewer, who may see the team."""
    answers = (block(viewer, team) for _place, block in _blocks)
    return tuple(each for each in answers if each is not None)
