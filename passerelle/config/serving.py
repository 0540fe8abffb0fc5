"""`passerelle serve|work|manage|doctor`."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

import uvicorn
from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from passerelle.sandbox import cli as sandbox


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="serve the campus")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--processes", type=int, default=1, help="one for each core, at most")
    serve.set_defaults(run=run_serve)
    work = commands.add_parser("work", help="do the jobs that wait, until Ctrl-C")
    work.add_argument(
        "--queue",
        action="append",
        choices=("default", "slow"),
        help="one lane of this queue; may be said several times (default: one lane of each)",
    )
    work.add_argument("--batch", action="store_true", help="do what is due, then stop")
    work.set_defaults(run=run_work)
    manage = commands.add_parser("manage", help="Django's own commands (migrate, shell…)")
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run=run_manage)
    doctor = commands.add_parser("doctor", help="say whether this installation can work")
    doctor.set_defaults(run=run_doctor)
    sandbox.add_commands(doctor.add_subparsers(metavar="part"))


def run_serve(options: argparse.Namespace) -> int:
    if not _database_is_current():
        print("The database is not up to date. Run: passerelle manage migrate", file=sys.stderr)
        return 1
    uvicorn.run(
        "passerelle.config.asgi:application",
        host=options.host,
        port=options.port,
        workers=max(options.processes, 1),
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=2,  # an event stream would hold the server for minutes
    )
    return 0


def run_work(options: argparse.Namespace) -> int:
    from passerelle.foundation.jobs.worker import LANES, work_off, work_on

    if not _database_is_current():
        print("The database is not up to date. Run: passerelle manage migrate", file=sys.stderr)
        return 1
    if options.batch:
        work_off()
    else:
        work_on(options.queue or LANES)
    return 0


def run_manage(options: argparse.Namespace) -> int:
    execute_from_command_line(["passerelle manage", *options.rest])
    return 0


def run_doctor(_options: argparse.Namespace) -> int:
    """Each line says what was looked at and what to do when it is not well."""
    is_current = _database_is_current()
    findings = {
        "the database answers and is up to date": is_current,
        "someone does the jobs that wait (passerelle work)": is_current and _jobs_are_done(),
        "pages' static files are collected (./do setup)": settings.STATIC_ROOT.is_dir(),
        "French messages are compiled (./do setup)": any(settings.ROOT.glob("locale/*/*/*.mo")),
        "the data folder can be written": _can_write(),
        "Python is 3.11 or later": sys.version_info >= (3, 11),
    }
    for sentence, is_well in findings.items():
        print(f"{'yes' if is_well else 'NO '}  {sentence}")
    return 0 if all(findings.values()) else 1


def _database_is_current() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _jobs_are_done() -> bool:
    """False when a job has been due for a minute and no worker is alive."""
    from passerelle.foundation import jobs
    from passerelle.foundation.models import Job

    now = timezone.now()
    waiting, workers = jobs.waiting().count(), jobs.living_workers().count()
    given_up = Job.objects.filter(failed_at__gt=now - timedelta(days=1)).count()
    print(
        f"     {waiting} jobs wait, {workers} workers are alive, "
        f"{given_up} jobs were given up since yesterday"
    )
    overdue = jobs.waiting().filter(run_after__lt=now - timedelta(minutes=1))
    return workers > 0 or not overdue.exists()


def _can_write() -> bool:
    probe = settings.DATA / ".doctor"
    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True
