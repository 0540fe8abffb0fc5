"""`passerelle simulate ask|check|import`: question a patient, measure what its reader tells."""

from __future__ import annotations

import argparse

from django.utils.translation import override

from .cli_import import add_import


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verbs of the simulations; no database is opened."""
    simulate = commands.add_parser("simulate", help="question a virtual patient; check a case")
    verbs = simulate.add_subparsers(dest="verb", required=True)
    asking = verbs.add_parser("ask", help="ask questions, typed or one JSON object a line")
    asking.add_argument("case", help="a folder that holds case.yaml, or a slug of the programmes")
    asking.add_argument("--lang", choices=("fr", "en"), default="fr")
    asking.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id","text"} lines on standard input, print one JSON object for each',
    )
    asking.set_defaults(run=override("en")(_ask))
    checking = verbs.add_parser("check", help="read, calibrate and measure a case")
    checking.add_argument("case", help="a folder that holds case.yaml, or a slug of the programmes")
    checking.add_argument("--write", action="store_true", help="write gate.json and vectors.bin")
    checking.add_argument("--json", action="store_true", help="the figures as one JSON object")
    checking.set_defaults(run=override("en")(_check))
    add_import(verbs)


# Imported when asked for: the engine takes a second to load its library.
def _ask(options: argparse.Namespace) -> int:
    from .cli_ask import run_ask

    return run_ask(options)


def _check(options: argparse.Namespace) -> int:
    from .cli_check import run_check

    return run_check(options)
