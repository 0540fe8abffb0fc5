"""The demo's data: 2026 played to its end, 2027 up to the demo's clock."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from passerelle.config.starting import start


def main(at: datetime, learners: int) -> int:
    start()
    from django.conf import settings
    from django.core.management import call_command

    from passerelle.foundation import clock, jobs
    from passerelle.home.rehearsal import rehearse
    from passerelle.home.rehearsal.progress import Bar
    from passerelle.programme.actions import load
    from passerelle.programme.checks import read_programme

    bar = Bar("Creating the database")
    call_command("migrate", verbosity=0)
    bar.end("done")
    source = read_programme(settings.PASSERELLE_PROGRAMMES / "ia-generative-sante")
    for year, until, seed in (("2026", datetime(2026, 12, 31, tzinfo=UTC), 2026), ("2027", at, 1)):
        with clock.standing_at(datetime(int(year) - 1, 11, 2, 9, tzinfo=UTC)), jobs.at_once():
            edition = load(source, edition=year).edition
        bar = Bar(f"Playing {year}, {learners} learners")
        played = rehearse(
            edition,
            until=min(until, at),
            learners=learners,
            seed=seed,
            revoke_one=year == "2026",
            progress=bar,
        )
        bar.end(f"{played.events} events, {played.journal_lines} lines of journal")
    return 0


if __name__ == "__main__":
    sys.exit(main(datetime.fromisoformat(sys.argv[1]), int(sys.argv[2])))
