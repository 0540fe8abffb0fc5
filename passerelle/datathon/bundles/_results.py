"""What a scoring step wrote, turned into lines of boards, or into the reason why not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext, gettext_noop

from ._commands import Role
from ._description import Kind, Leaderboard
from ._failures import Category, Failure
from ._scores import (
    BoardScores,
    ScoresUnreadable,
    on_board,
    read_scores,
    scores_file,
)

_RESULT = "result.json"
_UNREADABLE = gettext_noop("The scores cannot be read: %(reason)s.")
_SILENT = gettext_noop("The scoring program ended without writing scores.json or scores.txt.")
_NO_BOARD = gettext_noop("No leaderboard of this phase has a column that ranks.")
_NOT_FINITE = gettext_noop("The score “%(key)s” is not a finite number: it cannot rank.")
_MISSING = gettext_noop("The scores lack “%(key)s”, the column that ranks.")
_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Scored:
    boards: tuple[BoardScores, ...] = ()
    failure: Failure | None = None


def scored(kind: Kind, output: Path, boards: tuple[Leaderboard, ...], last_line: str) -> Scored:
    """`output` is what the scoring step left; `boards` those that serve its phase."""
    try:
        written = _by_board(kind, output, boards)
    except ScoresUnreadable as reason:
        return _failed(Category.UNREADABLE_SCORES, _UNREADABLE, last_line, reason=str(reason))
    if written is None:
        return _failed(Category.NO_SCORES, _SILENT, last_line)
    lines = tuple(on_board(board, values) for board, values in written)
    ranked = tuple(line for line in lines if line.primary and line.primary.value is not None)
    # Codabench ranks by its first board; EvalAI fills whichever splits the script returned.
    if ranked and (kind is Kind.EVALAI or ranked[0] is lines[0]):
        return Scored(boards=ranked)
    if not lines or lines[0].board.primary is None:
        return _failed(Category.BUNDLE, _NO_BOARD, last_line)
    key = lines[0].board.primary.key
    if key in lines[0].infinite:
        return _failed(Category.NOT_FINITE, _NOT_FINITE, last_line, key=key)
    return _failed(Category.MISSING_PRIMARY, _MISSING, last_line, key=key)


def detailed_results(output: Path) -> Path | None:
    """detailed_results.html, or the first page there is, as CodaLab allowed."""
    named = output / "detailed_results.html"
    if named.is_file():
        return named
    return next((page for page in sorted(output.glob("*.html")) if page.is_file()), None)


def _by_board(
    kind: Kind, output: Path, boards: tuple[Leaderboard, ...]
) -> list[tuple[Leaderboard, Mapping[str, Any]]] | None:
    """The values written for each board; None where nothing was written at all."""
    if kind is Kind.CODABENCH:
        path = scores_file(output)
        if path is None:
            return None
        values = read_scores(path)
        return [(board, values) for board in boards]
    path = output / _RESULT
    if not path.is_file():
        return None
    splits = _splits(path)
    known = {board.split for board in boards}
    unknown = sorted(set(splits) - known)
    if unknown:
        raise ScoresUnreadable(
            gettext("“%(split)s” is no data split of this phase") % {"split": unknown[0]}
        )
    return [(board, splits[board.split]) for board in boards if board.split in splits]


def _splits(path: Path) -> dict[str, Mapping[str, Any]]:
    """`{"result": [{split: {metric: value}}]}`, the list being optional."""
    data = path.read_bytes()
    if len(data) > _MOST_BYTES:
        raise ScoresUnreadable("more than 5 MB")
    try:
        returned = json.loads(data)
    except (ValueError, RecursionError) as broken:
        raise ScoresUnreadable(str(broken)[:200]) from broken
    result = returned.get("result") if isinstance(returned, Mapping) else None
    listed = result if isinstance(result, list) else [result]
    found = {
        str(split): values
        for one in listed
        if isinstance(one, Mapping)
        for split, values in one.items()
        if isinstance(values, Mapping)
    }
    if not found:
        raise ScoresUnreadable(gettext("evaluate() returned no “result” with a data split"))
    return found


def _failed(category: Category, message: str, last_line: str, **words: str) -> Scored:
    return Scored(failure=Failure(category, message, words, Role.SCORING, last_line))
