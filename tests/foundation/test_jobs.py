"""Work for later: asked for by name, tried at most three times, done once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from passerelle.foundation import jobs
from passerelle.foundation.jobs import queue, registry, watch
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.models import Entry, Job

AN_HOUR = timedelta(hours=1)
Recorder = Callable[..., list[dict[str, object]]]


@pytest.fixture
def record() -> Iterator[Recorder]:
    """Register a work called `test.…` that keeps its arguments, then does as told."""
    names: list[str] = []

    def register(
        name: str = "test.print", does: Callable[[], None] = lambda: None, **options: object
    ) -> list[dict[str, object]]:
        calls: list[dict[str, object]] = []

        def print_page(**arguments: object) -> None:
            calls.append(arguments)
            does()

        jobs.work(name, **options)(print_page)  # type: ignore[arg-type]
        names.append(name)
        return calls

    yield register
    for name in names:
        registry.works.pop(name)
        registry.timetable.pop(name, None)
        watch._fired.pop(name, None)


def the_job() -> Job:
    """The one that the test asked for; the timetable writes others."""
    return Job.objects.get(period=None)


def fall_silent(job: Job) -> str:
    """As a worker killed in the middle leaves it; gives the claim it held."""
    claim = f"dead.{job.tries}"
    long_ago = timezone.now() - AN_HOUR
    Job.objects.filter(pk=job.pk).update(
        claimed_by=claim, heartbeat_at=long_ago, tries=job.tries + 1
    )
    return claim


# Asking


@pytest.mark.django_db
def test_a_named_work_is_done_with_its_arguments(
    record: Recorder, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    done = record()

    with django_capture_on_commit_callbacks(execute=True):
        jobs.later("test.print", page=4, paper="A4")

    assert done == [{"page": 4, "paper": "A4"}]
    assert the_job().done_at is not None


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_starts_no_work(record: Recorder) -> None:
    done = record()

    with transaction.atomic():
        jobs.later("test.print", page=4)
        transaction.set_rollback(True)

    assert (done, jobs.waiting().count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_a_work_waits_until_what_it_needs_is_written(record: Recorder) -> None:
    done = record()

    with transaction.atomic():
        jobs.later("test.print", page=4)
        before = list(done)

    assert (before, done) == ([], [{"page": 4}])


def test_an_unknown_name_is_refused_at_once() -> None:
    with pytest.raises(LookupError, match=r"test\.unknown"):
        jobs.later("test.unknown")


def test_two_works_of_one_name_are_refused(record: Recorder) -> None:
    record()

    with pytest.raises(ValueError, match=r"test\.print"):
        record()


@pytest.mark.django_db
def test_a_key_that_waits_or_runs_is_asked_for_once_and_once_done_again(record: Recorder) -> None:
    done = record()
    for _ in range(2):
        jobs.later("test.print", key="page 4", page=4)
    jobs.run_waiting()

    jobs.later("test.print", key="page 4", page=4)
    Job.objects.filter(done_at=None).update(claimed_by="someone", heartbeat_at=timezone.now())
    jobs.later("test.print", key="page 4", page=4)

    assert done == [{"page": 4}]
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_a_key_of_another_work_is_refused(record: Recorder) -> None:
    record()
    record("test.bind")
    jobs.later("test.print", key="page 4", page=4)

    with pytest.raises(ValueError, match=r"belongs to test\.print"):
        jobs.later("test.bind", key="page 4", page=4)


@pytest.mark.django_db
def test_a_work_for_some_time_after_is_called_when_it_is_due(record: Recorder) -> None:
    done = record()
    jobs.later("test.print", after=AN_HOUR, page=4)
    jobs.tend()
    before = list(done)

    Job.objects.filter(name="test.print").update(run_after=timezone.now())
    jobs.tend()

    assert (before, done) == ([], [{"page": 4}])


@pytest.mark.django_db
def test_a_place_in_the_queue_is_counted_among_the_works_of_its_name(record: Recorder) -> None:
    record()
    record("test.bind")
    jobs.later("test.bind", page=1)
    for page in (1, 2, 3):
        jobs.later("test.print", key=f"page {page}", page=page)
    Job.objects.filter(key="page 1").update(claimed_by="someone", heartbeat_at=timezone.now())

    places = [jobs.position_of(f"page {page}") for page in (1, 2, 3, 4)]

    assert places == [0, 1, 2, None]


@pytest.mark.django_db
def test_at_once_does_the_work_at_the_end_of_the_block_and_writes_nothing_down(
    record: Recorder,
) -> None:
    done = record()

    with jobs.at_once():
        for page in (4, 4, 5):
            jobs.later("test.print", key=f"page {page}", after=AN_HOUR, page=page)
        before = list(done)

    assert (before, done) == ([], [{"page": 4}, {"page": 5}])
    assert not Job.objects.exists()


# Failing


@pytest.mark.django_db
def test_a_failing_work_is_tried_three_times_and_its_error_kept_without_its_message(
    record: Recorder,
) -> None:
    given_up: list[dict[str, object]] = []
    done = record(does=lambda: int("Amina"), when_given_up=lambda **all: given_up.append(all))
    jobs.later("test.print", page=4)
    waits = []

    for _ in range(4):
        jobs.run_waiting(ahead=AN_HOUR, most=1)
        waits.append(round((the_job().run_after - timezone.now()).total_seconds()))

    job = the_job()
    assert (len(done), job.tries, waits[:2]) == (3, 3, [30, 120])
    assert (job.failed_at is not None, job.done_at) == (True, None)
    assert job.last_error.startswith("ValueError in test_jobs.py, line ")
    assert given_up == [{"page": 4, "reason": job.last_error}]


@pytest.mark.django_db
def test_a_work_may_say_why_it_failed_and_that_trying_again_is_useless(record: Recorder) -> None:
    def refuse() -> None:
        raise jobs.JobFailed("The file has no header.", again=False)

    record(does=refuse)
    jobs.later("test.print", page=4)

    jobs.run_waiting()

    job = the_job()
    assert (job.tries, job.last_error) == (1, "The file has no header.")
    assert job.failed_at is not None


@pytest.mark.django_db
def test_the_next_worker_does_what_a_dead_one_held_and_the_dead_one_cannot_end_it(
    record: Recorder,
) -> None:
    done = record()
    jobs.later("test.print", page=4)
    claim = fall_silent(the_job())

    jobs.tend()

    job = the_job()
    assert (done, job.tries, job.losses) == ([{"page": 4}], 1, 1)
    assert job.last_error == "The worker that was doing it fell silent."
    assert queue._held(job.pk, claim).update(done_at=timezone.now()) == 0


@pytest.mark.django_db
def test_what_a_killed_watcher_had_seized_is_freed_by_the_next(record: Recorder) -> None:
    done = record()
    jobs.later("test.print", page=4)
    fall_silent(the_job())
    Job.objects.update(tries=0, claimed_by="watch.dead")

    jobs.tend()

    assert (done, the_job().losses) == ([{"page": 4}], 1)


@pytest.mark.django_db
def test_a_work_that_kills_ten_workers_is_given_up(record: Recorder) -> None:
    given_up: list[object] = []
    done = record(when_given_up=lambda **all: given_up.append(all["reason"]))
    jobs.later("test.print", page=4)
    Job.objects.update(losses=9)
    fall_silent(the_job())

    jobs.tend()

    assert (done, the_job().failed_at is not None) == ([], True)
    assert given_up == ["The worker that was doing it fell silent."]


@pytest.mark.django_db
def test_a_worker_that_still_beats_keeps_its_job(record: Recorder) -> None:
    done = record()
    jobs.later("test.print", page=4)
    Job.objects.update(claimed_by="alive", heartbeat_at=timezone.now(), tries=1)

    jobs.tend()

    assert (done, the_job().claimed_by) == ([], "alive")


@pytest.mark.django_db
def test_a_call_that_was_lost_is_made_again(record: Recorder) -> None:
    done = record()
    jobs.later("test.print", page=4)
    jobs.tend()
    before = list(done)

    Job.objects.update(called_at=timezone.now() - AN_HOUR)
    jobs.tend()

    assert (before, done) == ([], [{"page": 4}])


@pytest.mark.django_db
def test_in_one_transaction_a_failed_work_leaves_nothing_behind(record: Recorder) -> None:
    def write_then_fail() -> None:
        note(None, "printed", Thing("page", "4", "4"))
        raise RuntimeError

    record(does=write_then_fail, in_one_transaction=True)
    jobs.later("test.print", page=4)

    jobs.run_waiting()

    assert (Entry.objects.count(), the_job().tries) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_a_long_work_beats_while_it_runs(record: Recorder, settings: Settings) -> None:
    settings.PASSERELLE_JOBS_BEAT = timedelta(seconds=0.02)
    beats: list[object] = []

    def wait_for_a_beat() -> None:
        begun = the_job().heartbeat_at
        deadline = time.monotonic() + 5
        while the_job().heartbeat_at == begun and time.monotonic() < deadline:
            time.sleep(0.01)
        beats.append(the_job().heartbeat_at != begun)

    record(does=wait_for_a_beat)
    jobs.later("test.print", page=4)

    assert beats == [True]
    assert not [one for one in threading.enumerate() if "heartbeat" in one.name]


# The timetable


@pytest.mark.django_db
def test_a_periodic_work_is_done_once_in_each_period_whoever_looks(record: Recorder) -> None:
    done = record()
    registry.timetable["test.print"] = AN_HOUR
    for _ in range(3):
        watch._fired.clear()  # another worker
        jobs.tend()
    first = len(done)

    watch._fired.clear()
    Job.objects.filter(name="test.print").update(period=timezone.now() - AN_HOUR)
    jobs.tend()

    assert (first, len(done)) == (1, 2)


@pytest.mark.django_db
def test_a_periodic_work_that_still_runs_is_not_begun_again(record: Recorder) -> None:
    done = record()
    registry.timetable["test.print"] = AN_HOUR
    before, now = timezone.now() - AN_HOUR, timezone.now()
    Job.objects.create(
        name="test.print",
        key="test.print",
        period=before,
        run_after=before,
        claimed_by="someone",
        heartbeat_at=now,
    )

    jobs.tend()

    assert done == []


# Real workers


def test_a_worker_killed_in_the_middle_leaves_a_job_that_the_next_one_does_once() -> None:
    from tools.figures.jobs import kill_workers

    ended = kill_workers(1, jobs=2)

    assert [(each.is_done, each.lines) for each in ended] == [(True, 1), (True, 1)]
