"""Workers killed with -9 in the middle of a job: does the next one do it, and once?

`python -m tools.figures.jobs 20` shows it."""

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
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
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
    with tempfile.TemporaryDirectory(prefix="passerelle-jobs-") as scratch, _database() as url:
        words = ["-m", "tools.figures.jobs", "kill", str(times), str(jobs), str(seed)]
        done = subprocess.run(
            [sys.executable, *words],
            env=_variables(Path(scratch), url),
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(f"The jobs could not be followed:\n{done.stderr[-3000:]}")
    return [Ended(**each) for each in json.loads(done.stdout)]


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


# What the process beside that database does, and the workers that it forks and kills


def killed(times: int, jobs: int, seed: int) -> list[dict[str, object]]:
    from django.db import connections

    rng = random.Random(seed)  # noqa: S311  # when to kill, not a secret
    ask(jobs)
    connections.close_all()  # each worker opens its own
    for _ in range(times):
        _start_and_kill(rng)
    last = _worker()
    try:
        return report()
    finally:
        last.terminate()
        last.join(timeout=15)


def _start_and_kill(rng: random.Random) -> None:
    """Some time after it began a job, most often before it ends it."""
    begun = Path(os.environ["PASSERELLE_DATA"]) / _BEGUN
    before = begun.stat().st_size
    worker = _worker()
    deadline = time.monotonic() + _PATIENCE
    while begun.stat().st_size == before and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(rng.uniform(0, _JOB_SECONDS * 1.2))
    worker.kill()
    worker.join()


def _worker() -> ForkProcess:
    worker = get_context("fork").Process(target=_work, daemon=True)  # ends with us
    worker.start()
    return worker


def _work() -> None:
    from passerelle.foundation.jobs.worker import work_on

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for said in (sys.stdout, sys.stderr):
        os.dup2(nowhere, said.fileno())
    work_on()


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


def report() -> list[dict[str, object]]:
    """Once nothing is left to do, or patience is."""
    from passerelle.foundation.models import Entry, Job

    deadline = time.monotonic() + _PATIENCE
    asked = Job.objects.filter(name=WORK)
    while asked.filter(done_at=None, failed_at=None).exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return [
        {
            "lines": Entry.objects.filter(object_id=str(job.arguments["number"])).count(),
            "losses": job.losses,
            "is_done": job.done_at is not None,
        }
        for job in asked
    ]


def main(words: list[str]) -> None:
    if words[:1] != ["kill"]:
        print(killed_workers(*map(int, words)))
        return
    django.setup()
    from passerelle.foundation import jobs

    jobs.work(WORK, in_one_transaction=True)(write_a_line)
    json.dump(killed(*map(int, words[1:])), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
