"""Workers killed with -9 in the middle of a job: does the next one do it, and once?

`python -m tools.figures.jobs 20` shows it; the other words are what its child processes do."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

from .sheet import Figure
from .site import ROOT

WORK = "figures.write_a_line"
_BEAT, _JOB_SECONDS, _PATIENCE = 0.1, 0.4, 60
_TABLES = ("foundation", "django_tasks_database")
_BEGUN = "begun"


@dataclass(frozen=True, slots=True)
class Ended:
    """A job after the last worker: the lines of the journal it left, and how often it was tried."""

    lines: int
    losses: int
    is_done: bool


def killed_workers(times: int = 20) -> Figure:
    """As many jobs as killed workers; each job must be done, and its line written once."""
    started = time.monotonic()
    jobs = kill_workers(times, jobs=times)
    seconds = time.monotonic() - started
    lost = sum(job.losses for job in jobs)
    once = sum(job.is_done and job.lines == 1 for job in jobs)
    name = f"jobs done once, {times} workers killed by -9, {lost} amid a job"
    return Figure(name, "all", f"{once} of {len(jobs)}, {seconds:.0f} s", once == len(jobs))


def kill_workers(times: int, *, jobs: int, seed: int = 1) -> list[Ended]:
    """In an empty database of its own, on SQLite or where PASSERELLE_DATABASE_URL says."""
    rng = random.Random(seed)  # noqa: S311  # when to kill, not a secret
    with tempfile.TemporaryDirectory(prefix="passerelle-jobs-") as scratch, _database() as url:
        variables = _variables(Path(scratch), url)
        _run(variables, "ask", str(jobs))
        for _ in range(times):
            _start_and_kill(variables, rng)
        last = _worker(variables)
        try:
            return [Ended(**each) for each in json.loads(_run(variables, "report"))]
        finally:
            last.terminate()
            last.wait(timeout=15)


def _start_and_kill(variables: dict[str, str], rng: random.Random) -> None:
    """Some time after it began a job, most often before it ends it."""
    begun = Path(variables["PASSERELLE_DATA"]) / _BEGUN
    before = begun.stat().st_size
    worker = _worker(variables)
    deadline = time.monotonic() + _PATIENCE
    while begun.stat().st_size == before and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(rng.uniform(0, _JOB_SECONDS * 1.2))
    worker.kill()
    worker.wait()


def _worker(variables: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tools.figures.jobs", "work"]
    return subprocess.Popen(command, env=variables, cwd=ROOT, stderr=subprocess.DEVNULL)


def _run(variables: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "tools.figures.jobs", *words]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The jobs could not be followed:\n{done.stderr[-3000:]}")
    return done.stdout


def _variables(scratch: Path, url: str) -> dict[str, str]:
    (scratch / _BEGUN).touch()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PASSERELLE_")}
    own = {
        "DJANGO_SETTINGS_MODULE": "passerelle.config.settings",
        "PASSERELLE_DATA": str(scratch),
        "PASSERELLE_JOBS_BEAT": str(_BEAT),
    }
    return kept | own | ({"PASSERELLE_DATABASE_URL": url} if url else {})


@contextmanager
def _database() -> Iterator[str]:
    """An empty one on the PostgreSQL server that is asked for; "" leaves SQLite."""
    server = os.environ.get("PASSERELLE_DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    import psycopg

    place, name = server.rpartition("/")[0], f"passerelle_jobs_{os.getpid()}"
    with psycopg.connect(f"{place}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{place}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


# What the child processes do


def ask(count: int) -> None:
    from django.core.management import call_command

    from passerelle.foundation import jobs

    for label in _TABLES:
        call_command("migrate", label, verbosity=0)
    for number in range(count):
        jobs.later(WORK, number=number)


def write_a_line(*, number: int) -> None:
    """Take a while, then write; the line and the end of the job are kept together."""
    from django.conf import settings

    from passerelle.foundation.journal import Thing, note

    with (settings.DATA / _BEGUN).open("a") as begun:
        begun.write(f"{number}\n")
    time.sleep(_JOB_SECONDS)
    note(None, "wrote", Thing("figure", str(number), str(number)))


def report() -> None:
    """Once nothing is left to do, or patience is."""
    from passerelle.foundation.models import Entry, Job

    deadline = time.monotonic() + _PATIENCE
    asked = Job.objects.filter(name=WORK)
    while asked.filter(done_at=None, failed_at=None).exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    json.dump(
        [
            {
                "lines": Entry.objects.filter(object_id=str(job.arguments["number"])).count(),
                "losses": job.losses,
                "is_done": job.done_at is not None,
            }
            for job in asked
        ],
        sys.stdout,
    )


def main(words: list[str]) -> None:
    if words[:1] and words[0].isdigit():
        print(killed_workers(int(words[0])))
        return
    django.setup()
    from passerelle.foundation import jobs
    from passerelle.foundation.jobs.worker import work_on

    jobs.work(WORK, in_one_transaction=True)(write_a_line)
    match words:
        case ["ask", count]:
            ask(int(count))
        case ["report"]:
            report()
        case ["work"]:
            work_on()


if __name__ == "__main__":
    main(sys.argv[1:])
