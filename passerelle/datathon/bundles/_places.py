"""Where each thing of a bundle is written, for the remarks that a check makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ._description import Bundle, Kind, Leaderboard, ScoreColumn
from ._remarks import Level, Remark


@dataclass(frozen=True, slots=True)
class Places:
    """Lines of the configuration file."""

    bundle: Bundle

    def task(self, place: int, field: str = "") -> int:
        key = "tasks" if self.bundle.kind is Kind.CODABENCH else "challenge_phases"
        return self._line(key, place, field)

    def phase(self, place: int, field: str = "") -> int:
        """`place` counts in the order of the phases' indexes, as `Phase.index` does."""
        if self.bundle.kind is Kind.EVALAI:
            written = {"start": "start_date", "end": "end_date"}
            return self._line("challenge_phases", place, written.get(field, field))
        order = sorted(range(len(self.listed("phases"))), key=self._phase_index)
        return self._line("phases", order[place] if place < len(order) else 0, field)

    def column(self, board: Leaderboard, column: ScoreColumn, field: str = "") -> int:
        if self.bundle.kind is Kind.EVALAI:
            return self.bundle.written.line_of(("leaderboard",))
        key, place = self._board(board)
        columns = self.listed(key)[place].get("columns") or []
        number = next(
            (
                number
                for number, one in enumerate(columns)
                if isinstance(one, dict)
                and str(one.get("key", "")).strip() == column.key
                and str(one.get("title") or column.key).strip() == column.title
            ),
            0,
        )
        return self._line(key, place, "columns", number, field)

    def board(self, board: Leaderboard, field: str = "") -> int:
        if self.bundle.kind is Kind.EVALAI:
            return self.bundle.written.line_of(("leaderboard",))
        return self._line(*self._board(board), field)

    def top(self, field: str) -> int:
        return self.bundle.written.line_of((field,))

    def remark(self, level: Level, line: int, says: str, remedy: str = "") -> Remark:
        return Remark(level, self.bundle.written.name, line, says, remedy)

    def listed(self, key: str) -> Sequence[Any]:  # mappings of YAML, whatever they hold
        found = self.bundle.written.value.get(key)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def _board(self, board: Leaderboard) -> tuple[str, int]:
        key = "leaderboards" if self.listed("leaderboards") else "leaderboard"
        return key, self.bundle.leaderboards.index(board)

    def _phase_index(self, place: int) -> float:
        try:
            return float(self.listed("phases")[place].get("index") or 0)
        except (TypeError, ValueError):
            return 0

    def _line(self, *path: str | int) -> int:
        return self.bundle.written.line_of([step for step in path if step != ""])
