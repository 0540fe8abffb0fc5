"""A submission run and scored as its imported bundle asks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from passerelle.campus.storing import plain_suffix
from passerelle.foundation.translated import Translated

from ..bundles import (
    BoardScores,
    Bundle,
    BundleRefused,
    BundleRun,
    Category,
    Failure,
    Phase,
    Role,
    TaskRun,
    read_bundle,
    run_bundle,
)
from ..data_files import copy_to, data_file
from ..enums import BoardName, FileRole, Outcome
from ..models import Evaluation
from .found import BoardScore, Found, OurFault

_LIMITS = {Category.TIME_LIMIT, Category.MEMORY, Category.PROCESSES, Category.OUTPUT}
_MOST_REPORT_BYTES = 5_000_000


Line = Callable[[str], None]


def run_in_bundle(evaluation: Evaluation, data: bytes, on_line: Line, for_owners: Line) -> Found:
    """The phase's position is its number in the bundle."""
    submission = evaluation.submission
    challenge = submission.phase.challenge
    stored = data_file(challenge, FileRole.BUNDLE, version=evaluation.data_version)
    with tempfile.TemporaryDirectory(prefix="passerelle-bundle-") as folder:
        place = Path(folder)
        sent = place / f"submission{plain_suffix(submission.name)}"
        sent.write_bytes(data)
        try:
            bundle = read_bundle(copy_to(stored, place), into=place / "read")
            number = submission.phase.position - 1
            is_silent = any(phase.hide_output for phase in bundle.phases[number : number + 1])
            run = run_bundle(
                bundle,
                sent,
                keep=place / "kept",
                phase=number,
                on_line=for_owners if is_silent else on_line,
                on_scoring_line=for_owners,
            )
        except BundleRefused as refused:
            raise OurFault(str(refused), lasting=True) from refused
        return _found(run, hides=_hides(bundle, run.phase))


def _hides(bundle: Bundle, phase: Phase) -> bool:
    """Whether its programs' output, a board or a column is kept from the teams."""
    boards = bundle.boards_of(phase.index)
    return phase.hide_output or any(board.public() != board for board in boards)


def _found(run: BundleRun, *, hides: bool) -> Found:
    failure = run.first_failure
    if failure is not None:
        is_told = failure.role is not Role.SCORING or not hides
        return _failed(failure, is_told=is_told and not run.phase.hide_output, log_opens=not hides)
    return Found(
        Outcome.SCORED,
        _scores(run.tasks),
        log_opens=not hides,
        report=None if run.phase.hide_output else _report(run),
    )


def _failed(failure: Failure, *, is_told: bool, log_opens: bool) -> Found:
    if failure.category.is_ours:
        raise OurFault(failure.said_in("en"), lasting=failure.category is Category.BUNDLE)
    outcome = Outcome.LIMIT if failure.category in _LIMITS else Outcome.FAILED
    if failure.category is Category.REFUSED:
        outcome = Outcome.REFUSED
    return Found(
        outcome,
        reason=Translated(fr=failure.said_in("fr"), en=failure.said_in("en")),
        limit=failure.limit,
        last_line=failure.last_line if is_told else "",
        log_opens=log_opens,
    )


def _scores(tasks: tuple[TaskRun, ...]) -> tuple[BoardScore, ...]:
    """One figure a board: of several tasks, the mean of their main columns."""
    found: dict[BoardName, list[TaskRun]] = {}
    values: dict[BoardName, list[float]] = {}
    for task in tasks:
        for line in task.boards:
            board = _board_of(line)
            if task in found.get(board, []) or line.primary is None or line.primary.value is None:
                continue
            found.setdefault(board, []).append(task)
            values.setdefault(board, []).append(line.primary.value)
    return tuple(
        BoardScore(
            board=board,
            value=sum(numbers) / len(numbers),
            card={"figures": _figures(found[board], board)},
        )
        for board, numbers in sorted(values.items())
    )


def _board_of(line: BoardScores) -> BoardName:
    """A hidden column that ranks hides the board with it."""
    is_hidden = line.board.hidden or (line.primary is not None and line.primary.column.hidden)
    return BoardName.PRIVATE if is_hidden else BoardName.PUBLIC


def _figures(tasks: list[TaskRun], board: BoardName) -> list[dict[str, Any]]:  # Any: JSON
    """Every column of the first task's line, the hidden ones too: queries drop those."""
    line = next(line for line in tasks[0].boards if _board_of(line) == board)
    return [{"metric": each.column.key, "value": each.value} for each in line.scores]


def _report(run: BundleRun) -> bytes | None:
    pages = [task.detailed_results for task in run.tasks if task.detailed_results]
    if not pages or pages[0].stat().st_size > _MOST_REPORT_BYTES:
        return None
    return pages[0].read_bytes()
