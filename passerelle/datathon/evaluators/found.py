"""What an evaluation found, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from passerelle.foundation.translated import Translated

from ..enums import Outcome


@dataclass(frozen=True, slots=True)
class BoardScore:
    """The figures of one board. `value` None: not a finite number."""

    board: str
    value: float | None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    cases: int | None = None
    method: str = ""
    card: dict[str, Any] = field(default_factory=dict)  # Any: JSON of the engine or the bundle


@dataclass(frozen=True, slots=True)
class Found:
    """How it ended. `predictions`: what the program made, kept so that teams can be ranked.

    `report`: the page of detailed results that a bundle wrote. `last_line` None: the last of the
    log. `log_opens`: the lines that owners alone have read so far, the team may now read too."""

    outcome: Outcome
    scores: tuple[BoardScore, ...] = ()
    reason: Translated | None = None
    limit: str = ""
    last_line: str | None = None
    log_opens: bool = False
    problems: tuple[dict[str, Any], ...] = ()  # Any: JSON of engines.table
    predictions: bytes | None = None
    predictions_name: str = ""
    report: bytes | None = None


class OurFault(Exception):
    """Not the team's doing: tried again, and never charged. `lasting`: trying again is useless."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting
