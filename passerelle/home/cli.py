"""`passerelle rehearse`: play a whole edition in a database of its own."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from passerelle.diploma.models import Credential
from passerelle.foundation import jobs
from passerelle.jury.models import Decision
from passerelle.programme.actions import load
from passerelle.programme.checks import read_programme
from passerelle.programme.models import Edition
from passerelle.programme.problems import ProgrammeRefused

from .rehearsal import Played, rehearse
from .rehearsal.progress import Bar

_APART = "PASSERELLE_REHEARSAL"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verb = commands.add_parser("rehearse", help="play a whole edition, from enrolments to diplomas")
    verb.add_argument("--edition", default="2027")
    verb.add_argument("--until", type=date.fromisoformat, help="a date (default: its end)")
    verb.add_argument("--learners", type=int, default=25)
    verb.add_argument("--seed", type=int, default=1)
    default = settings.PASSERELLE_PROGRAMMES / "ia-generative-sante"
    verb.add_argument("--programme", type=Path, default=default, metavar="FOLDER")
    verb.add_argument("--data", type=Path, help="keep what was played in this new folder")
    verb.set_defaults(run=run_rehearse)


def run_rehearse(options: argparse.Namespace) -> int:
    """Never in the campus's own database: a child process gets an empty one."""
    if not 2 <= options.learners <= 500:
        raise SystemExit("Rehearse with 2 to 500 learners.")
    if os.environ.get(_APART) != "1":
        return _run_apart(options.data)
    call_command("migrate", verbosity=0)
    try:
        source = read_programme(options.programme)
        with jobs.at_once():
            edition = load(source, edition=options.edition).edition
    except ProgrammeRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    end = options.until or edition.ends_on
    bar = Bar(f"{options.learners} learners, {edition.slug}")
    until = datetime.combine(end, time(23, 59), tzinfo=UTC)
    played = rehearse(
        edition, until=until, learners=options.learners, seed=options.seed, progress=bar
    )
    bar.end(f"{played.events} events")
    print(summary(played))
    return 0


def summary(played: Played) -> str:
    """What a coordinator wants to know of their programme."""
    edition: Edition = played.edition
    decisions = Decision.objects.filter(enrolment__edition=edition)
    lines = [f"  {played.journal_lines} lines in the journal"]
    for decision in sorted({str(each.outcome) for each in decisions}):
        lines.append(f"  {decisions.filter(outcome=decision).count():>4} {decision}")
    issued = Credential.objects.filter(
        decision__enrolment__edition=edition, issued_at__isnull=False
    )
    lines.append(f"  {issued.count():>4} diplomas issued, signed by {len(edition.institutions)}")
    return "\n".join(lines)


def _run_apart(kept: Path | None) -> int:
    if kept is not None and kept.exists() and any(kept.iterdir()):
        raise SystemExit(f"{kept} is not empty. Give a new folder; nothing was written.")
    with tempfile.TemporaryDirectory(prefix="passerelle-rehearsal-") as scratch:
        environment = {**os.environ, "PASSERELLE_DATA": str(kept or scratch), _APART: "1"}
        environment.pop("PASSERELLE_DATABASE_URL", None)
        command = [sys.executable, "-m", "passerelle.config.command", *sys.argv[1:]]
        return subprocess.run(command, env=environment).returncode
