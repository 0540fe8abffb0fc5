"""`passerelle serve|work|manage`."""

from __future__ import annotations

import argparse
import sys

import uvicorn
from django.core.management import execute_from_command_line

from .doctor import database_is_current


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


def run_serve(options: argparse.Namespace) -> int:
    if not database_is_current():
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

    if not database_is_current():
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
