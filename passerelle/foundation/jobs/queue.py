"""Asking for work, and doing it: a claim, at most three tries, one completion."""

from __future__ import annotations

import logging
import os
import secrets
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from ..models import Job
from .registry import Argument, JobFailed, Work, work_called

MOST_TRIES, MOST_LOSSES = 3, 10
NO_DELAY = timedelta(0)
ALIVE = Q(done_at=None, failed_at=None)
_MOST_AT_ONCE = 10_000
_PRODUCT = str(Path(__file__).parents[2])
logger = logging.getLogger(__name__)


_Asked = tuple[Work, str, dict[str, Argument]]
_at_once: ContextVar[list[_Asked] | None] = ContextVar("jobs done at once", default=None)


# Asking


def later(
    name: str, /, *, key: str = "", after: timedelta = NO_DELAY, **arguments: Argument
) -> None:
    """Run the named work once the present transaction is safely written, or some time after.

    While a job with this key waits or runs, asking again adds nothing."""
    named = work_called(name)
    asked = _at_once.get()
    if asked is not None:
        if not key or all(key != other for _, other, _ in asked):
            asked.append((named, key, arguments))
        return
    now = timezone.now()
    job = Job(name=name, key=key, arguments=arguments, run_after=now + after)
    job.called_at = None if after else now
    if not key:
        job.save(force_insert=True)
    elif not _alone_with_its_key(job):
        return
    if not after:
        transaction.on_commit(partial(call, job.pk, named.queue), robust=True)


def _alone_with_its_key(job: Job) -> bool:
    """Write the job unless one lives under its key; the constraint settles a race."""
    known = Job.objects.filter(ALIVE, key=job.key).values_list("name", flat=True).first()
    if known not in {None, job.name}:
        raise ValueError(f"The key {job.key} belongs to {known}; give {job.name} its own.")
    if known is None:
        with suppress(IntegrityError), transaction.atomic():
            job.save(force_insert=True)
    return job.pk is not None


@contextmanager
def at_once() -> Iterator[None]:
    """At the end of the block, do in this process what was asked for in it, delays left out.

    For rehearsals: the clock still stands where the work was asked for."""
    asked: list[_Asked] = []
    token = _at_once.set(asked)
    try:
        yield
        for _ in range(_MOST_AT_ONCE):
            if not asked:
                return
            named, _key, arguments = asked.pop(0)
            named.function(**arguments)
        raise RuntimeError(f"{named.name} asks for itself without end.")
    finally:
        _at_once.reset(token)


def waiting(name: str | None = None) -> QuerySet[Job]:
    """Jobs that wait, in the order they will be done; those of one name only, if given."""
    found = Job.objects.filter(ALIVE, claimed_by="")
    return found.filter(name=name) if name else found


def position_of(key: str) -> int | None:
    """1 for the next of its name to be done, 0 while it is being done, None when it is neither."""
    job = Job.objects.filter(ALIVE, key=key).first()
    if job is None:
        return None
    before = Q(run_after__lt=job.run_after) | Q(run_after=job.run_after, pk__lt=job.pk)
    return 0 if job.claimed_by else waiting(job.name).filter(before).count() + 1


def call(job_id: int, queue: str) -> None:
    """Ask the queue underneath to have the job looked at."""
    run_job.using(queue_name=queue).enqueue(job_id=job_id)


# Doing


@task()
def run_job(job_id: int) -> None:
    """What the queue underneath runs: nothing, when the job is claimed, ended or not yet due."""
    claim = f"{os.getpid()}.{secrets.token_hex(8)}"
    job = _claimed(job_id, claim)
    if job is None:
        return
    try:
        named = work_called(job.name)
        whole = transaction.atomic() if named.in_one_transaction else nullcontext()
        with _beating(job_id, claim), whole:
            named.function(**job.arguments)
            if not _held(job_id, claim).update(done_at=timezone.now(), claimed_by=""):
                raise JobFailed("The claim was lost: another worker took the job over.")
    except Exception as error:
        record_failure(job, claim, sentence_of(error), again=getattr(error, "again", True))


def run_waiting(*, most: int = 100, ahead: timedelta = NO_DELAY) -> int:
    """Do here and now, in order, what is due or will be `ahead` of time; gives how many."""
    due_by = timezone.now() + ahead
    for done in range(most):
        job = waiting().filter(run_after__lte=due_by).first()
        if job is None:
            return done
        waiting().filter(pk=job.pk, run_after__gt=timezone.now()).update(run_after=timezone.now())
        run_job.call(job_id=job.pk)
    return most


def _claimed(job_id: int, claim: str) -> Job | None:
    """One UPDATE decides between workers, on SQLite and on PostgreSQL alike."""
    now = timezone.now()
    free = Job.objects.filter(ALIVE, pk=job_id, claimed_by="", run_after__lte=now)
    if not free.update(claimed_by=claim, heartbeat_at=now, tries=F("tries") + 1):
        return None
    return Job.objects.get(pk=job_id)


def _held(job_id: int, claim: str) -> QuerySet[Job]:
    return Job.objects.filter(ALIVE, pk=job_id, claimed_by=claim)


@contextmanager
def _beating(job_id: int, claim: str) -> Iterator[None]:
    """Say every few seconds, from a thread beside the work, that its worker is alive."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(settings.PASSERELLE_JOBS_BEAT.total_seconds()):
            try:
                _held(job_id, claim).update(heartbeat_at=timezone.now())
            except DatabaseError as error:
                logger.warning("Job %s: a heartbeat was not written (%s).", job_id, type(error))
            finally:
                connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat of job {job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


# Failing


def record_failure(
    job: Job, claim: str, sentence: str, *, again: bool = True, wait: timedelta | None = None
) -> None:
    """Give the job back for another try (in half a minute, then in two), or give it up.

    Nothing happens if another worker holds it."""
    logger.warning("Job %s, try %s of %s: %s", job, job.tries, MOST_TRIES, sentence)
    ended = {"claimed_by": "", "heartbeat_at": None, "last_error": sentence}
    if again and job.tries < MOST_TRIES:
        back_off = settings.PASSERELLE_JOBS_BACKOFF * 4 ** (job.tries - 1)
        next_try = timezone.now() + (back_off if wait is None else wait)
        _held(job.pk, claim).update(run_after=next_try, **ended)
        return
    with transaction.atomic():
        if _held(job.pk, claim).update(failed_at=timezone.now(), **ended):
            _say_given_up(job, sentence)


def _say_given_up(job: Job, reason: str) -> None:
    try:
        with transaction.atomic():
            if hook := work_called(job.name).when_given_up:
                hook(**job.arguments, reason=reason)
    except Exception as error:
        logger.error("Job %s was given up, and saying so failed: %s", job, sentence_of(error))


def sentence_of(error: Exception) -> str:
    """What may be kept of an error: our own sentence, or its kind and its place."""
    if isinstance(error, JobFailed):
        return str(error)[:300]
    below = traceback.extract_tb(error.__traceback__)[1:]  # the first frame is ours, here
    ours = [frame for frame in below if frame.filename.startswith(_PRODUCT)]
    places = [f" in {Path(each.filename).name}, line {each.lineno}" for each in ours or below]
    return f"{type(error).__name__}{''.join(places[-1:])}."
