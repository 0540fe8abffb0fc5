"""`passerelle doctor sandbox [--json]`: every hostile probe, run now; no database is needed."""

from __future__ import annotations

import argparse
import json

from .outcome import SandboxLevel
from .runner import level


def add_commands(parts: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    sandbox = parts.add_parser("sandbox", help="may code of others run on this machine?")
    sandbox.add_argument("--json", action="store_true", help="the level and each probe as JSON")
    sandbox.set_defaults(run=run_sandbox)


def run_sandbox(options: argparse.Namespace) -> int:
    """1 where code may not run; the sentence says what to do."""
    reached = level(again=True)
    print(json.dumps(reached.as_json(), indent=1) if options.json else _page(reached))
    return 0 if reached.may_run_code else 1


def _page(reached: SandboxLevel) -> str:
    lines = [
        f"{'yes' if each.held else 'NO '}  {each.name}: {each.said}" for each in reached.probes
    ]
    may = "code may run" if reached.may_run_code else "code may not run"
    return "\n".join([*lines, f"level {reached.name} ({reached.runner}): {may}. {reached.said}"])
