"""`passerelle minutes verify`: no database, no network."""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import override

from .minutes_file import NotMinutes, Report, checked, read
from .minutes_wording import not_checked, said, signatures_said

_MOST_BYTES = 20_000_000
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    minutes = commands.add_parser("minutes", help="check the minutes of a jury")
    verbs = minutes.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("verify", help="was anything altered? exits 0 only if nothing was")
    check.add_argument("file", type=Path, help="structured minutes, as downloaded (minutes.json)")
    check.add_argument("--digest", type=_digest, help="the digest printed on paper")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=run_verify)


def run_verify(options: argparse.Namespace) -> int:
    """Exit 0 for minutes in which every digest and every passkey's signature holds, 1 otherwise."""
    with override("en"):
        try:
            report = checked(read(_content(options.file)), expected=options.digest or "")
        except NotMinutes:
            raise SystemExit(
                f"{options.file} holds no structured minutes (passerelle-minutes, version 1). "
                "Give the file that the page of the minutes offers, or the one the PDF carries."
            ) from None
        print(_as_json(report) if options.json else _in_words(report))
    return 0 if report.is_intact else 1


def _in_words(report: Report) -> str:
    lines = [
        f"intact: {report.digest}" if report.is_intact else f"altered: {said(report.faults[0])}"
    ]
    lines += [f"  and also: {said(fault)}" for fault in report.faults[1:]]
    lines += [f"  {sentence}" for sentence in signatures_said(report)]
    lines += [f"  not verified: {sentence}" for sentence in not_checked()]
    return "\n".join(lines)


def _as_json(report: Report) -> str:
    faults = [asdict(fault) | {"sentence": said(fault)} for fault in report.faults]
    document = asdict(report) | {"intact": report.is_intact, "faults": faults}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise SystemExit(f"{path} cannot be read: {error.strerror}.") from error


def _digest(text: str) -> str:
    plain = re.sub(r"\s", "", text)
    if not _DIGEST.fullmatch(plain):
        raise argparse.ArgumentTypeError("a digest is 64 hexadecimal signs")
    return plain.lower()
