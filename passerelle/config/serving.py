"""`passerelle serve|work|manage|doctor`."""

from __future__ import annotations

import argparse
import sys

import uvicorn
from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="serve the campus")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=run_serve)
    work = commands.add_parser("work", help="do the jobs that wait")
    work.set_defaults(run=run_work)
    manage = commands.add_parser("manage", help="Django's own commands (migrate, shell…)")
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run=run_manage)
    doctor = commands.add_parser("doctor", help="say whether this installation can work")
    doctor.set_defaults(run=run_doctor)


def run_serve(options: argparse.Namespace) -> int:
    if not _database_is_current():
        print("The database is not up to date. Run: passerelle manage migrate", file=sys.stderr)
        return 1
    uvicorn.run(
        "passerelle.config.asgi:application",
        host=options.host,
        port=options.port,
        log_level="warning",
        lifespan="off",
    )
    return 0


def run_work(_options: argparse.Namespace) -> int:
    call_command("db_worker")
    return 0


def run_manage(options: argparse.Namespace) -> int:
    execute_from_command_line(["passerelle manage", *options.rest])
    return 0


def run_doctor(_options: argparse.Namespace) -> int:
    """Each line says what was looked at and what to do when it is not well."""
    findings = {
        "the database answers and is up to date": _database_is_current(),
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


def _can_write() -> bool:
    probe = settings.DATA / ".doctor"
    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True
