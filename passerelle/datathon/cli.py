"""`passerelle datathon check|run`: a Codabench or EvalAI bundle, without a database."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.utils.translation import override

from .bundles import (
    BoardScores,
    Bundle,
    BundleRefused,
    BundleRun,
    Level,
    Remark,
    TaskRun,
    lint,
    read_bundle,
    run_bundle,
)

_SCORED, _REFUSED, _USAGE = 0, 1, 2


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verbs of the datathon."""
    datathon = commands.add_parser("datathon", help="check a bundle; score a submission with it")
    verbs = datathon.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check", help="say everything that is wrong in a bundle")
    running = verbs.add_parser("run", help="run and score one submission in the sandbox")
    for verb, run in ((check, run_check), (running, run_submission)):
        verb.add_argument("bundle", type=Path, help="a Codabench or EvalAI bundle: zip or folder")
        verb.add_argument("--json", action="store_true")
        verb.set_defaults(run=override("en")(run))
    running.add_argument("--submission", type=Path, required=True, help="a zip (or its folder)")
    running.add_argument("--phase", default="0", help="its number from 0, name or codename")
    running.add_argument("--keep", type=Path, help="keep what every step wrote in this new folder")


def run_check(options: argparse.Namespace) -> int:
    """Exit 1 when there is something to mend; what merely differs here is no fault."""
    if not options.bundle.exists():
        return _misused(f"{options.bundle} does not exist. Give a zip or a folder.")
    try:
        bundle = read_bundle(options.bundle)
    except BundleRefused as refused:
        return _say_refused(refused, as_json=options.json)
    remarks = lint(bundle)
    if options.json:
        print(json.dumps({**_outline(bundle), **_listed(remarks)}, indent=2, ensure_ascii=False))
    else:
        print(_in_words(bundle))
        for remark in remarks:
            print(remark)
        print(_counted(remarks))
    return _REFUSED if any(remark.is_to_mend for remark in remarks) else _SCORED


def run_submission(options: argparse.Namespace) -> int:
    """Exit 0 when every task of the phase gave a score."""
    for path in (options.bundle, options.submission):
        if not path.exists():
            return _misused(f"{path} does not exist. Give a zip or a folder.")
    if options.keep and options.keep.exists() and any(options.keep.iterdir()):
        return _misused(f"{options.keep} is not empty. Give a new folder; nothing was run.")
    with ExitStack() as stack:
        keep = options.keep or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="passerelle-run-"))
        )
        try:
            bundle = read_bundle(options.bundle)
            phase = _phase_number(bundle, options.phase)
            if phase is None:
                return _misused(_no_such_phase(bundle, options.phase))
            listen = None if options.json else _print_line
            run = run_bundle(
                bundle, options.submission.resolve(), keep=keep, phase=phase, on_line=listen
            )
        except BundleRefused as refused:
            return _say_refused(refused, as_json=options.json)
        except OSError as refused:
            name = refused.filename or options.submission
            print(f"{name}: {refused.strerror or refused}.", file=sys.stderr)
            return _REFUSED
    print(json.dumps(run.as_json(), indent=2, ensure_ascii=False) if options.json else _told(run))
    return _SCORED if run.is_scored else _REFUSED


def _phase_number(bundle: Bundle, asked: str) -> int | None:
    for phase in bundle.phases:
        if asked in {str(phase.index), phase.name, phase.codename} - {""}:
            return phase.index
    return None


def _no_such_phase(bundle: Bundle, asked: str) -> str:
    names = ", ".join(f"{phase.index} ({phase.name})" for phase in bundle.phases)
    return f"The bundle has no phase {asked}. Its phases: {names or 'none'}."


def _misused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return _USAGE


def _say_refused(refused: BundleRefused, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"refused": refused.remark.as_json()}, indent=2, ensure_ascii=False))
    else:
        print(refused.remark, file=sys.stderr)
    return _REFUSED


def _print_line(line: str) -> None:
    print(f"  {line}", file=sys.stderr, flush=True)


def _outline(bundle: Bundle) -> dict[str, Any]:  # a payload: numbers, texts, None
    return {
        "kind": str(bundle.kind),
        "title": bundle.title,
        "digest": bundle.digest,
        "phases": [
            {
                "index": phase.index,
                "name": phase.name,
                "start": phase.start.isoformat() if phase.start else None,
                "end": phase.end.isoformat() if phase.end else None,
                "tasks": list(phase.tasks),
            }
            for phase in bundle.phases
        ],
        "leaderboards": [
            {"key": board.key, "columns": [column.key for column in board.columns]}
            for board in bundle.leaderboards
        ],
    }


def _listed(remarks: Iterable[Remark]) -> dict[str, Any]:  # a payload
    return {"remarks": [remark.as_json() for remark in remarks]}


def _in_words(bundle: Bundle) -> str:
    columns = sum(len(board.columns) for board in bundle.leaderboards)
    counted = f"{len(bundle.phases)} phases, {len(bundle.tasks)} tasks, {columns} columns"
    return f"{bundle.title or 'Without a title'} ({bundle.kind}): {counted}."


def _counted(remarks: Iterable[Remark]) -> str:
    levels = Counter(remark.level for remark in remarks)
    words = {Level.ERROR: "errors", Level.WARNING: "warnings", Level.INFO: "to know"}
    counts = ", ".join(f"{levels[level]} {word}" for level, word in words.items() if levels[level])
    return f"{counts}." if counts else "Nothing to mend."


def _told(run: BundleRun) -> str:
    lines = [f"{run.phase.name}: {'scored' if run.is_scored else 'not scored'}."]
    if run.failure:
        lines.append(f"  {run.failure.category}: {run.failure.sentence}")
    for task in run.tasks:
        lines += _task_told(task)
    return "\n".join(lines)


def _task_told(run: TaskRun) -> list[str]:
    lines = [f"Task {run.task.index}, {run.task.name}:"]
    lines += [f"  {line}" for board in run.boards for line in _board_told(board)]
    if run.failure:
        lines.append(f"  {run.failure.category}: {run.failure.sentence}")
        lines += [f"  last line: {run.failure.last_line}"] if run.failure.last_line else []
    lines += [f"  note: {note}" for note in run.notes]
    lines += [
        f"  {step.role}: {step.outcome.ended} in {step.outcome.seconds:.2f} s" for step in run.steps
    ]
    return lines


def _board_told(line: BoardScores) -> list[str]:
    told = []
    for score in line.scores:
        column = score.column
        value = "missing" if score.value is None else f"{score.value:.{column.precision}f}"
        marks = " (ranks)" if column == line.board.primary else ""
        marks += " (hidden)" if column.hidden or line.board.hidden else ""
        told.append(f"{line.board.title or line.board.key} | {column.title}: {value}{marks}")
    return told
