"""`passerelle critique`: errors planted in a sound text, and the figures of a detection; no
database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from passerelle.engines.critique import CritiqueRefused, Mutation, Tally, detection, mutations_of

_LONGEST = 200_000


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    critique = commands.add_parser("critique", help="plant errors in a text, measure detection")
    verbs = critique.add_subparsers(metavar="verb", required=True)
    mutate = verbs.add_parser("mutate", help="every error that can be planted in a text, as drafts")
    mutate.add_argument("file", help="a text in UTF-8; - is standard input")
    mutate.add_argument("--lang", choices=("fr", "en"), default="fr")
    mutate.add_argument("--json", action="store_true")
    mutate.set_defaults(run=_mutate)
    detect = verbs.add_parser("detect", help="sensitivity and bias of a yes-or-no detection")
    for name in ("hits", "faulty", "false-alarms", "sound"):
        detect.add_argument(f"--{name}", type=int, required=True, metavar="N")
    detect.add_argument("--json", action="store_true")
    detect.set_defaults(run=_detect)


def _mutate(options: argparse.Namespace) -> int:
    try:
        text = _read(options.file)
    except _Unreadable as refused:
        print(f"{options.file}: {refused}", file=sys.stderr)
        return 1
    found = mutations_of(text, language=options.lang)
    if options.json:
        print(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=1))
        return 0
    for each in found:
        start, end = each.span.start, each.span.end
        print(f"{each.type.value:16} {each.manner:24} {each.was!r} → {each.text[start:end]!r}")
    print(f"{len(found)} drafts: choose, then have each reviewed by a person.")
    return 0


def _as_json(found: Mutation) -> dict[str, object]:
    return asdict(found) | {"type": found.type.value}


class _Unreadable(Exception):
    """Why a file cannot be read, and what to give instead."""


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read(_LONGEST + 1) if name == "-" else Path(name).read_bytes()
    except OSError as refused:
        raise _Unreadable(f"{refused.strerror}. Give the path of a text file.") from None
    if len(data) > _LONGEST:
        raise _Unreadable("longer than 200 kB. Give the output of one answer.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Unreadable("this is not UTF-8 text. Save it as UTF-8.") from None


def _detect(options: argparse.Namespace) -> int:
    try:
        tally = Tally(options.hits, options.faulty, options.false_alarms, options.sound)
    except CritiqueRefused as refused:
        remedy = "Give counts, with hits ≤ faulty and false alarms ≤ sound."
        print(f"{refused} {remedy}", file=sys.stderr)
        return 1
    found = detection(tally)
    if options.json:
        print(json.dumps(asdict(found)))
    elif found.d_prime is None:
        print("Nothing to tell apart: there must be faulty units and sound ones.")
    else:
        print(f"d′ {found.d_prime:.2f} (SE {found.standard_error:.2f}), c {found.criterion:.2f}")
    return 0
