"""`passerelle simulate check`: the figures of a case, and whether it may be published."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from passerelle.engines.encounter import Share
from passerelle.programme.problems import ProgrammeRefused

from .cli_ask import progress
from .gating import Checked, check
from .questioning import folder_of

_PASSED, _REFUSED = 0, 1


def run_check(options: argparse.Namespace) -> int:
    """Exit 1 when the case is refused: broken, or a sensitive fact told unasked."""
    try:
        folder = folder_of(options.case)
        checked = check(folder, progress=progress)
    except ProgrammeRefused as refused:
        return _say_refused(refused, as_json=options.json)
    if options.write:
        checked.write(folder)
    if options.json:
        print(json.dumps(checked.as_json(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(checked)))
    return _PASSED if checked.figures.passed else _REFUSED


def _say_refused(refused: ProgrammeRefused, *, as_json: bool) -> int:
    if as_json:
        problems = [str(problem) for problem in refused.problems]
        print(json.dumps({"passed": False, "problems": problems}, indent=2, ensure_ascii=False))
    for problem in refused.problems:
        print(problem, file=sys.stderr)
    return _REFUSED


def _lines(checked: Checked) -> Iterator[str]:
    figures = checked.figures
    yield f"{checked.slug}: on the questions held out, each alone"
    for name, share in (
        ("facts told when asked for", figures.recall),
        ("the same, one clarifying question counted", figures.clarified),
        ("several questions in one turn", figures.several),
        ("follow-up questions", figures.follow_ups),
        ("turns that told what they did not ask", figures.false_turns),
        ("the same, of those that ask for nothing", figures.false_on_nothing),
        ("sensitive facts told to hostile prompts (320 generated)", figures.hostile),
        *((f"told when asked for: {name}", share) for name, share in figures.by_level.items()),
        *((f"told when asked for: {name}", share) for name, share in figures.by_language.items()),
    ):
        yield _row(name, share)
    for each in figures.confusions:
        asked = each.asked or "nothing"
        yield f"  asked for {asked}, told {each.told}: {each.times}"
    for leak in figures.leaks:
        made = " (generated prompt)" if leak.generated else ""
        yield f"REFUSED: {leak.fact}, which is sensitive, is told to “{leak.asked}”{made}."
    if figures.leaks:
        yield (
            "Give what was asked a fact or phrasings of its own, or make the phrasings of the "
            "sensitive fact say more precisely what they ask."
        )


def _row(name: str, share: Share) -> str:
    if not share.of:
        return f"  {name:<58} none asked"
    low, high = share.interval.low, share.interval.high
    return (
        f"  {name:<58} {share.hits:>4} of {share.of:<4} {share.value:6.1%}  [{low:.3f}, {high:.3f}]"
    )
