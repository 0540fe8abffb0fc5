"""What every worker does beside its jobs: say it is alive, take back what a dead one held, keep
the timetable, and call again what the queue underneath forgot."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from ..models import Job, Worker
from .queue import ALIVE, MOST_LOSSES, NO_DELAY, call, record_failure, waiting
from .registry import DEFAULT, every, timetable, works

_BEATS_OF_SILENCE, _BEATS_TO_FORGET, _FIRST = 6, 20, 5
_ENDED_KEPT_FOR = timedelta(days=30)
_fired: dict[str, datetime] = {}


def tend(worker: str = "") -> None:
    """One round; several workers may do it at the same time."""
    if worker:
        now = timezone.now()
        if not Worker.objects.filter(name=worker).update(seen_at=now):
            Worker.objects.create(name=worker, seen_at=now)
    take_back_silent()
    fire_timetable()
    call_due()


def take_back_silent() -> None:
    """Free the jobs whose worker no longer beats: that is no try of theirs, yet it has an end."""
    deadline = _silent_since()
    silent = Job.objects.filter(ALIVE, heartbeat_at__lt=deadline).exclude(claimed_by="")
    for job in silent:
        seizing = f"watch.{secrets.token_hex(8)}"
        seized = {"claimed_by": seizing, "heartbeat_at": timezone.now()}
        counted = {"tries": Greatest(F("tries") - 1, 0), "losses": F("losses") + 1}
        with transaction.atomic():  # whoever watches may be killed too
            if not silent.filter(pk=job.pk).update(**seized, **counted):
                continue
            job.refresh_from_db()
            sentence = "The worker that was doing it fell silent."
            may_again = job.losses < MOST_LOSSES
            record_failure(job, seizing, sentence, again=may_again, wait=NO_DELAY)


def fire_timetable() -> None:
    """Write the job of each period that has begun; the constraint lets one worker do so."""
    now = timezone.now()
    for name, length in timetable.items():
        seconds = int(length.total_seconds())
        period = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
        if _fired.get(name) != period:
            turn = Job(name=name, key=name, period=period, run_after=now)
            Job.objects.bulk_create([turn], ignore_conflicts=True)
            _fired[name] = period


def call_due() -> None:
    """Hand the queue underneath what is due and was not called since.

    Of what it was handed long ago only the first are called again: a queue may be long, and a
    call may have died with its worker."""
    now = timezone.now()
    due = waiting().filter(run_after__lte=now)
    forgotten = due.filter(called_at__lt=now - settings.PASSERELLE_JOBS_BEAT * _BEATS_TO_FORGET)
    uncalled = due.filter(Q(called_at=None) | Q(called_at__lt=F("run_after")))
    for job in [*uncalled, *forgotten[:_FIRST]]:
        if waiting().filter(pk=job.pk, called_at=job.called_at).update(called_at=now):
            call(job.pk, works[job.name].queue if job.name in works else DEFAULT)


def _silent_since() -> datetime:
    """Who has not been heard of since then is dead."""
    beat: timedelta = settings.PASSERELLE_JOBS_BEAT
    return timezone.now() - beat * _BEATS_OF_SILENCE


def living_workers() -> QuerySet[Worker]:
    """Those that were heard of lately."""
    return Worker.objects.filter(seen_at__gt=_silent_since())


@every(minutes=24 * 60, name="foundation.tidy_jobs")
def tidy_jobs() -> None:
    """Forget what ended a month ago, and the calls that a killed worker left behind."""
    month_ago = timezone.now() - _ENDED_KEPT_FOR
    Job.objects.filter(Q(done_at__lt=month_ago) | Q(failed_at__lt=month_ago)).delete()
    Worker.objects.filter(seen_at__lt=month_ago).delete()
    if apps.is_installed("django_tasks_db"):
        from django_tasks_db.models import DBTaskResult

        DBTaskResult.objects.filter(enqueued_at__lt=month_ago).delete()
