"""The `passerelle` command: each part adds its own verbs."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from .starting import start

# A verb's module is imported only when its verb is asked for: `passerelle credential verify`
# must answer in a moment, without a database.
_VERBS = {
    "programme": "passerelle.programme.cli",
    "people": "passerelle.campus.cli_people",
    "quiz": "passerelle.campus.cli_quiz",
    "timetable": "passerelle.campus.cli_timetable",
    "agreement": "passerelle.campus.cli_agreement",
    "minutes": "passerelle.jury.cli",
    "credential": "passerelle.diploma.cli",
    "datathon": "passerelle.datathon.cli",
    "score": "passerelle.datathon.cli_score",
    "critique": "passerelle.simulation.cli_critique",
    "simulate": "passerelle.simulation.cli",
    "rehearse": "passerelle.home.cli",
    "demo": "passerelle.config.demo",
    "serve": "passerelle.config.serving",
    "work": "passerelle.config.serving",
    "manage": "passerelle.config.serving",
    "backup": "passerelle.config.backup",
    "restore": "passerelle.config.restore",
    "doctor": "passerelle.config.doctor",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; every refusal is a sentence and a non-zero exit, never a stack trace."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] != ["demo"]:  # a demo leaves alone what this installation's settings lead to
        start()
    from django.db import DatabaseError

    parser = argparse.ArgumentParser(prog="passerelle", description=__doc__)
    commands = parser.add_subparsers(metavar="verb", required=True)
    wanted = [_VERBS[word] for word in given[:1] if word in _VERBS] or _VERBS.values()
    for module in dict.fromkeys(wanted):
        importlib.import_module(module).add_commands(commands)
    options = parser.parse_args(given)
    try:
        return int(options.run(options) or 0)
    except KeyboardInterrupt:
        return 130
    except DatabaseError as refused:
        print(
            f"The database is not ready ({refused}). Run: passerelle manage migrate",
            file=sys.stderr,
        )
        return 1
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
