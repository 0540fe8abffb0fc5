"""`passerelle quiz import|export`: questions read from GIFT or Moodle XML, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from passerelle.engines.quiz import (
    NotSayableInGift,
    Problem,
    QuestionFile,
    file_as_dict,
    lint_all,
    parse_gift,
    parse_moodle_xml,
    print_gift,
)

_STANDARD_INPUT = "-"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    quiz = commands.add_parser("quiz", help="read and write quiz questions (GIFT, Moodle XML)")
    verbs = quiz.add_subparsers(dest="verb", required=True)
    reading = verbs.add_parser("import", help="count the questions, list those that are broken")
    reading.add_argument("file", help="a GIFT or Moodle XML file, or - for standard input")
    reading.add_argument("--json", action="store_true", help="everything that was read, as JSON")
    reading.set_defaults(run=run_import)
    writing = verbs.add_parser("export", help="write the questions as GIFT on standard output")
    writing.add_argument("file", help="a GIFT or Moodle XML file, or - for standard input")
    writing.set_defaults(run=run_export)


def run_import(options: argparse.Namespace) -> int:
    """Exit 1 when a question is broken; the others are counted all the same."""
    read = questions_in(_bytes_of(options.file))
    flaws = lint_all(read.questions)
    if options.json:
        found = {**file_as_dict(read), "flaws": [_as_dict(flaw) for flaw in flaws]}
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return 1 if read.problems else 0
    print(_counted(read))
    _list("Broken, left out:", read.problems)
    _list("Read, to mend before it is played:", flaws)
    _list("Read with indulgence:", read.notes)
    return 1 if read.problems else 0


def run_export(options: argparse.Namespace) -> int:
    """Exit 1 when something could not be written; what is broken is said on standard error."""
    read = questions_in(_bytes_of(options.file))
    for problem in read.problems:
        print(problem, file=sys.stderr)
    try:
        print(print_gift(read.questions), end="")
    except NotSayableInGift as refused:
        print(f"{refused} Nothing was written.", file=sys.stderr)
        return 1
    return 1 if read.problems else 0


def questions_in(data: bytes) -> QuestionFile:
    """Moodle XML when the first mark is `<` and a quiz or an XML declaration, GIFT otherwise."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith((b"<?xml", b"<quiz", b"<!doctype", b"<!--")):
        return parse_moodle_xml(data)
    try:
        return parse_gift(data.decode("utf-8-sig"))
    except UnicodeDecodeError as refused:
        line = data.count(b"\n", 0, refused.start) + 1
        raise SystemExit(
            f"line {line}: this is not UTF-8 text. Save the file as UTF-8, then import it again."
        ) from refused


def _bytes_of(name: str) -> bytes:
    if name == _STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as refused:
        raise SystemExit(f"{name}: {refused.strerror}. Give a file that exists.") from refused


def _counted(read: QuestionFile) -> str:
    kinds = Counter(str(question.kind) for question in read.questions)
    detail = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kinds.most_common())
    broken = len(read.problems)
    counted = f"{len(read.questions)} questions read, {broken} broken."
    return f"{counted} {detail}." if detail else counted


def _list(title: str, problems: Sequence[Problem]) -> None:
    if problems:
        print(title)
    for problem in problems:
        print(f"  {problem}")


def _as_dict(problem: Problem) -> dict[str, str | int]:
    return {
        "line": problem.line,
        "text": problem.text,
        "reason": problem.reason.en,
        "remedy": problem.remedy.en,
    }
