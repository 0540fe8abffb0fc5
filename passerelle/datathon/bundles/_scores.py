"""The scores a program wrote, put under the columns of a board."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.programme.yaml_lines import read_yaml

from ._description import Computation, Leaderboard, ScoreColumn

SCORES = ("scores.json", "scores.txt")
_MOST_BYTES = 1_000_000
_COMPUTE: Mapping[Computation, Callable[[Sequence[float]], float]] = {
    Computation.AVG: statistics.fmean,
    Computation.SUM: math.fsum,
    Computation.MIN: min,
    Computation.MAX: max,
}


class ScoresUnreadable(Exception):
    """The file of scores is there and says nothing usable; the text says why."""


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is None where the program wrote nothing usable for this column."""

    column: ScoreColumn
    value: float | None

    def as_json(self) -> dict[str, Any]:  # a payload: numbers, texts, None
        return {
            "key": self.column.key,
            "title": self.column.title,
            "value": self.value,
            "sorting": str(self.column.sorting),
            "precision": self.column.precision,
            "hidden": self.column.hidden,
            "computed": self.column.computation is not None,
        }


@dataclass(frozen=True, slots=True)
class BoardScores:
    """One line of a board. `unused`: keys that are no column; `infinite`: columns left empty
    because what was written there is not a finite number."""

    board: Leaderboard
    scores: tuple[Score, ...]
    unused: tuple[str, ...] = ()
    infinite: tuple[str, ...] = ()

    @property
    def primary(self) -> Score | None:
        return next((one for one in self.scores if one.column == self.board.primary), None)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(one.column.key for one in self.scores if one.value is None)

    def public(self) -> BoardScores | None:
        """What a browser may be sent: no hidden column, nothing of a hidden board."""
        board = self.board.public()
        if board is None:
            return None
        shown = tuple(score for score in self.scores if not score.column.hidden)
        keys = {score.column.key for score in shown}
        return BoardScores(board, shown, (), tuple(key for key in self.infinite if key in keys))

    def as_json(self) -> dict[str, Any]:  # a payload: numbers, texts, None
        primary = self.board.primary
        return {
            "board": self.board.key,
            "title": self.board.title,
            "primary": primary.key if primary and primary in self.board.columns else None,
            "scores": [score.as_json() for score in self.scores],
            "missing": list(self.missing),
            "unused": list(self.unused),
            "infinite": list(self.infinite),
        }


def scores_file(folder: Path) -> Path | None:
    """scores.json before scores.txt."""
    return next((folder / name for name in SCORES if (folder / name).is_file()), None)


def read_scores(path: Path) -> Mapping[str, Any]:
    """The values by key, whatever they are: JSON, or safe YAML, or plain `key: value` lines."""
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ScoresUnreadable("more than 1 MB")
    found = _json(data) if path.suffix == ".json" else _yaml(path.name, data)
    if not isinstance(found, Mapping):
        raise ScoresUnreadable("no key, no value")
    return {str(key): value for key, value in found.items()}


def number_in(written: object) -> float | None:
    """A number, also as text or as true and false; None for what is none (a list, a word)."""
    if not isinstance(written, bool | int | float | str):
        return None
    try:
        return float(written)
    except (ValueError, OverflowError):
        return None


def on_board(board: Leaderboard, written: Mapping[str, Any]) -> BoardScores:
    """One value a column. What is not finite is left out, with all that is computed from it."""
    values: dict[int, float] = {}
    for column in board.columns:
        value = number_in(written.get(column.key))
        if value is not None:
            values[column.index] = value
    for column in board.columns:
        sources = [values[index] for index in column.sources if index in values]
        if column.computation is not None and sources:
            values[column.index] = _computed(column.computation, sources)
    finite_values = {index: value for index, value in values.items() if math.isfinite(value)}
    scores = tuple(Score(column, finite_values.get(column.index)) for column in board.columns)
    known = {column.key for column in board.columns}
    infinite = tuple(
        one.key for one in board.columns if not math.isfinite(values.get(one.index, 0))
    )
    return BoardScores(board, scores, tuple(sorted({*written} - known)), infinite)


def _computed(computation: Computation, sources: Sequence[float]) -> float:
    """Not a number as soon as one source is none: a NaN must not lift an average."""
    if not all(math.isfinite(value) for value in sources):
        return math.nan
    try:
        return _COMPUTE[computation](sources)
    except OverflowError:
        return math.inf


def _json(data: bytes) -> Any:  # whatever JSON holds; the caller looks
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise ScoresUnreadable(str(broken)[:200]) from broken


def _yaml(name: str, data: bytes) -> Any:  # whatever YAML holds; the caller looks
    read = read_yaml(name, data, foreign=True)
    if isinstance(read.value, Mapping):
        return read.value
    # `accuracy:0.9` without a space is no YAML; scoring programs of long ago wrote it.
    lines = [line for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
    pairs = [line.partition(":") for line in lines]
    if pairs and all(key.strip() and colon and key[0] not in "!&*{[" for key, colon, _ in pairs):
        return {key.strip(): value.strip() for key, _, value in pairs}
    raise ScoresUnreadable(read.problems[0].reason if read.problems else "no key, no value")
