"""`passerelle score`: a metric, its interval, its slices; files in, figures out, no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from passerelle.engines.scoring import (
    Plan,
    Ranking,
    ScoreCard,
    ScoringRefused,
    card,
    metric,
    rank,
)
from passerelle.engines.table import Table

from .score_files import STANDARD_INPUT, FileRefused, Truth, read_predictions, read_truth
from .score_words import card_in_words, ranking_in_words

_REFUSED, _MISUSED = 1, 2


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    score = commands.add_parser("score", help="score predictions against the truth")
    score.add_argument("--truth", required=True, help="CSV, JSON or Parquet; - for standard input")
    score.add_argument("--pred", required=True, help="the predictions, likewise")
    score.add_argument("--metric", required=True, help="auroc, brier, f1_macro, concordance, …")
    score.add_argument("--also", type=_names, default=(), help="more metrics, with commas")
    score.add_argument("--id", default="id", help="the column of ids (default: id)")
    score.add_argument("--target", default="label", help="the truth's column (default: label)")
    score.add_argument(
        "--prediction",
        type=_names,
        default=("score",),
        help="the predictions' column (default: score); one a class, with commas",
    )
    score.add_argument("--slices", type=_names, default=(), help="columns of the truth")
    score.add_argument("--cluster", help="the truth's column of patients: they are drawn whole")
    score.add_argument("--threshold", type=float, help="from which score an answer is positive")
    score.add_argument("--positive", help="the label that is positive, where not 1")
    score.add_argument("--classes", type=_names, default=(), help="classes the truth does not hold")
    score.add_argument("--event", help="survival: the column of 1 (seen) and 0 (censored)")
    score.add_argument("--resamples", type=int, default=1000)
    score.add_argument("--seed", type=int, default=0)
    score.add_argument("--compare", nargs="+", default=(), help="other predictions, to rank")
    score.add_argument("--json", action="store_true")
    score.set_defaults(run=run_score)


def run_score(options: argparse.Namespace) -> int:
    """Exit 0 with a score, 1 where the files cannot be scored, 2 where the request is wrong."""
    try:
        plan = _plan(options)
    except ScoringRefused as refused:
        print(refused, file=sys.stderr)
        return _MISUSED
    files = [options.truth, options.pred, *options.compare]
    if files.count(STANDARD_INPUT) > 1:
        print("Only one of the files can be standard input (-).", file=sys.stderr)
        return _MISUSED
    try:
        return _score(options, plan)
    except FileRefused as refused:
        return _refuse(refused, as_json=options.json)
    except ScoringRefused as refused:
        print(refused, file=sys.stderr)
        return _REFUSED


def _score(options: argparse.Namespace, plan: Plan) -> int:
    truth = read_truth(options.truth, plan, identifier=options.id, classes=options.classes)
    tables = {
        name: read_predictions(file, plan, truth, identifier=options.id)
        for name, file in _named([options.pred, *options.compare]).items()
    }
    first = next(iter(tables.values()))
    scored = card(truth.table.columns, first.columns, plan, seed=options.seed)
    ranking = None
    if options.compare:
        entries = {name: table.columns for name, table in tables.items()}
        ranking = rank(truth.table.columns, entries, plan, seed=options.seed)
    notes = _notes(truth, tables)
    if options.json:
        _print_json(scored, ranking, notes)
    else:
        _print_words(scored, ranking, notes)
    return 0 if scored.primary.value is not None else _REFUSED


def _plan(options: argparse.Namespace) -> Plan:
    """What is asked; raises `ScoringRefused` before any file is read."""
    for name in (options.metric, *options.also):
        metric(name)
    declared = "labels" if metric(options.metric).takes == "set" else "classes"
    given = {
        "positive": options.positive,
        "event": options.event,
        declared: options.classes or None,
    }
    single = len(options.prediction) == 1
    return Plan(
        metric=options.metric,
        target=options.target,
        prediction=options.prediction[0] if single else options.prediction,
        also=options.also,
        threshold=options.threshold,
        slices=options.slices,
        cluster=options.cluster,
        resamples=options.resamples,
        options={name: value for name, value in given.items() if value is not None},
    )


def _named(files: Sequence[str]) -> Mapping[str, str]:
    """Each file under a short name of its own."""
    stems = [Path(file).stem if file != STANDARD_INPUT else "standard input" for file in files]
    names = [
        stem if stems.count(stem) == 1 else file for stem, file in zip(stems, files, strict=True)
    ]
    return {
        name if names.count(name) == 1 else f"{name} ({place})": file
        for place, (name, file) in enumerate(zip(names, files, strict=True), start=1)
    }


def _notes(truth: Truth, tables: Mapping[str, Table]) -> list[str]:
    """What the reading of the files understood rather than read."""
    return [
        f"{name}: {note}"
        for name, table in {"truth": truth.table, **tables}.items()
        for note in table.notes
        if table is not truth.table or note.code != "columns-ignored"
    ]


def _print_words(scored: ScoreCard, ranking: Ranking | None, notes: Sequence[str]) -> None:
    print(card_in_words(scored))
    if ranking:
        print()
        print(ranking_in_words(ranking))
    for note in notes:
        print(f"  note: {note}", file=sys.stderr)


def _print_json(scored: ScoreCard, ranking: Ranking | None, notes: Sequence[str]) -> None:
    told = {"score": scored.as_json(), "notes": list(notes)}
    if ranking:
        told["ranking"] = ranking.as_json()
    print(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))


def _refuse(refused: FileRefused, *, as_json: bool) -> int:
    """Every problem of the file that is refused, to whoever reads: a person or a program."""
    found = refused.refused
    if as_json:
        problems = [problem.as_json() for problem in found.problems]
        told = {"file": refused.name, "problems": problems, "total": found.total}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return _REFUSED
    for problem in found.problems:
        print(f"{refused.name}: {problem}", file=sys.stderr)
    if any(problem.code == "holds-numbers" for problem in found.problems):
        print("To make answers of scores, say from which one on: --threshold 0.5", file=sys.stderr)
    more = found.total - len(found.problems)
    if more:
        print(f"{refused.name}: {more} more problems are not shown.", file=sys.stderr)
    return _REFUSED


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in map(str.strip, text.split(",")) if name)
