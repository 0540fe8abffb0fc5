"""A hundred submissions at once never pass a quota of five, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import dj_database_url
import psycopg
import pytest
from django.apps import apps
from django.db import connections
from pytest_django import DjangoDbBlocker

from passerelle.datathon.actions.queueing import SCORE
from passerelle.datathon.errors import QuotaSpent
from passerelle.datathon.models import Phase, Submission
from passerelle.foundation import clock
from passerelle.foundation.models import Job
from tests.datathon.core_cast import DAY_TWO, Stage, guesses, make_stage, send

SERVER = os.environ.get("PASSERELLE_TEST_POSTGRES", "postgres://root@127.0.0.1:5432")
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
Answer = TypeVar("Answer")


@pytest.mark.parametrize("server", ["sqlite", "postgresql"])
def test_a_hundred_at_once_never_pass_a_quota_of_five(
    server: str,
    tmp_path: Path,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("passerelle.foundation.jobs.queue.call", lambda *_args: None)
    database = sqlite_in(tmp_path) if server == "sqlite" else postgresql()
    with (
        django_db_blocker.unblock(),
        database as url,
        every_thread_on(url),
        ThreadPoolExecutor(max_workers=25) as crowd,
    ):
        stage = crowd.submit(alone, prepared).result()

        answers = crowd.map(lambda _number: alone(lambda: four_attempts(stage)), range(25))

        assert sum(answers, Counter()) == {"stored": 5, "refused": 95}
        assert crowd.submit(alone, counted).result() == (5, 5)


def prepared() -> Stage:
    with connections["default"].schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)
    with clock.standing_at(DAY_TWO):
        stage = make_stage()
    Phase.objects.update(most_per_team=5, most_per_day=None)
    stage.phase.refresh_from_db()
    return stage


def four_attempts(stage: Stage) -> Counter[str]:
    return Counter(attempt(stage) for _ in range(4))


def attempt(stage: Stage) -> str:
    with clock.standing_at(DAY_TWO):
        try:
            send(stage, guesses(0.5), form_key=uuid4())
        except QuotaSpent:
            return "refused"
    return "stored"


def counted() -> tuple[int, int]:
    """Submissions of the team, and jobs that wait to evaluate them."""
    sent = Submission.objects.exclude(team=None)
    keys = [f"{SCORE}:{number}" for number in sent.values_list("evaluations", flat=True)]
    return sent.count(), Job.objects.filter(key__in=keys).count()


def alone(work: Callable[[], Answer]) -> Answer:
    """In a thread of the crowd, with a connection of its own."""
    try:
        return work()
    finally:
        connections.close_all()


@contextmanager
def sqlite_in(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'crowd.sqlite3'}"


@contextmanager
def postgresql() -> Iterator[str]:
    name = f"crowd_{uuid4().hex[:12]}"
    try:
        server = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=2)
    except psycopg.OperationalError as absent:
        pytest.skip(f"no PostgreSQL at {SERVER}: {absent}")
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{SERVER}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def every_thread_on(url: str) -> Iterator[None]:
    """Threads born inside the block find this database; the test's own thread keeps its own."""
    written: dict[str, Any] = dict(dj_database_url.parse(url))
    if written["ENGINE"].endswith("sqlite3"):
        written["OPTIONS"] = SQLITE  # the suite may itself run on PostgreSQL
    before = connections.settings["default"]
    connections.settings["default"] = connections.configure_settings({"default": written})[
        "default"
    ]
    try:
        yield
    finally:
        connections.settings["default"] = before
