"""`passerelle work`: one thread for each lane of the queue, and the round of the watch."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event, Thread

from django.conf import settings
from django.db import connection
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker as Lane

from ..models import Worker
from .queue import run_waiting, sentence_of
from .registry import DEFAULT, SLOW, discover
from .watch import tend

LANES = (DEFAULT, SLOW)
_LOOKS_EVERY_SECONDS = 0.5
_GRACE_SECONDS = 8.0  # `passerelle demo` waits ten for its children
logger = logging.getLogger(__name__)


def work_on(lanes: Sequence[str] = LANES) -> None:
    """Do jobs until SIGTERM or SIGINT; the present ones may end, for some seconds.

    Each lane is a thread: `("default", "slow", "slow")` does two long jobs at a time. What is cut
    off is taken back by another worker's watch."""
    if not isinstance(task_backends["default"], DatabaseBackend):
        raise SystemExit("The queue of these settings has workers of its own: start those instead.")
    discover()
    name = f"{socket.gethostname()[:60]}/{os.getpid()}/{secrets.token_hex(4)}"
    running, stop = [_lane(queue) for queue in lanes], Event()
    threads = [Thread(target=_keep, args=(lane.run, stop), daemon=True) for lane in running]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    for thread in threads:
        thread.start()
    _keep(partial(tend, name), stop)
    for lane in running:
        lane.running = False
    for thread in threads:
        thread.join(_GRACE_SECONDS / len(threads))
    Worker.objects.filter(name=name).delete()


def work_off(most: int = 10_000) -> int:
    """Do what is due, then stop: for a machine that calls us by its own timetable."""
    discover()
    tend()
    return run_waiting(most=most)


def _lane(queue: str) -> Lane:
    return Lane(
        queue_names=[queue],
        interval=_LOOKS_EVERY_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=secrets.token_hex(8),
        excluded_queue_names=[],
    )


def _keep(going: Callable[[], object], stop: Event) -> None:
    """Again and again until told to stop: a database that is away for a moment ends nothing."""
    while not stop.is_set():
        try:
            going()
        except Exception as error:
            logger.error("The worker goes on after an error: %s", sentence_of(error))
            connection.close()
        stop.wait(settings.PASSERELLE_JOBS_BEAT.total_seconds())
    connection.close()
