"""`passerelle simulate import`: AgentClinic cases as drafts to complete; no database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .agentclinic import Draft, Unreadable, drafts_in

_LARGEST_BYTES = 50_000_000


def add_import(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb, among those of `simulate`."""
    parser = verbs.add_parser("import", help="AgentClinic cases as drafts to complete")
    parser.add_argument("file", type=Path, help="a JSONL file, one OSCE_Examination a line")
    parser.add_argument("--out", type=Path, required=True, help="the folder that gets the drafts")
    parser.add_argument("--only", type=int, metavar="N", help="only line N")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    try:
        if options.file.stat().st_size > _LARGEST_BYTES:
            print(f"{options.file}: over 50 MB. Split it.", file=sys.stderr)
            return 1
        data = options.file.read_bytes()
    except OSError as refused:
        print(f"{options.file}: {refused.strerror}. Give a JSONL file.", file=sys.stderr)
        return 1
    found = [each for each in drafts_in(data, source=options.file.name) if _wanted(each, options)]
    try:
        written = [_written(each, options.out) for each in found]
    except OSError as refused:
        print(f"{refused.filename}: {refused.strerror}. Choose another --out.", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(written, ensure_ascii=False))
    else:
        _say(written)
    return 0 if found and all(isinstance(each, Draft) for each in found) else 1


def _wanted(found: Draft | Unreadable, options: argparse.Namespace) -> bool:
    if options.only is None:
        return True
    number = found.line if isinstance(found, Unreadable) else int(found.slug.rsplit("-", 1)[1])
    return bool(number == options.only)


def _written(found: Draft | Unreadable, out: Path) -> dict[str, object]:
    """What was done of one line; a draft that is there already is never written over."""
    if isinstance(found, Unreadable):
        return {"line": found.line, "reason": found.reason}
    path = out / found.slug / "case.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    is_there = path.exists()
    if not is_there:
        path.write_text(found.text, encoding="utf-8")
    return {
        "case": str(path.parent),
        "facts": found.facts,
        "findings": found.findings,
        "tests": found.tests,
        "kept": is_there,
    }


def _say(written: list[dict[str, object]]) -> None:
    drafts = [each for each in written if "case" in each]
    for each in written:
        if "reason" in each:
            print(f"line {each['line']}: left out, {each['reason']}.", file=sys.stderr)
        elif each["kept"]:
            print(f"{each['case']}: already there, left as it is.")
    print(f"{len(drafts)} drafts. Complete one, then: passerelle simulate check ITS-FOLDER")
