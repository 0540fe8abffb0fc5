"""Work for later, started by name, once what it needs is safely written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from passerelle.foundation import jobs


@pytest.fixture
def done() -> Iterator[list[tuple[int, str]]]:
    """What a work called `test.print` was asked to do."""
    calls: list[tuple[int, str]] = []

    @jobs.work("test.print")
    def print_page(*, page: int, paper: str) -> None:
        calls.append((page, paper))

    yield calls
    del jobs._works["test.print"]


@pytest.mark.django_db
def test_a_named_work_is_done_with_its_arguments(
    done: list[tuple[int, str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        jobs.later("test.print", page=4, paper="A4")

    assert done == [(4, "A4")]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_starts_no_work(done: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        jobs.later("test.print", page=4, paper="A4")
        transaction.set_rollback(True)

    assert done == []


@pytest.mark.django_db(transaction=True)
def test_a_work_waits_until_what_it_needs_is_written(done: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        jobs.later("test.print", page=4, paper="A4")
        before = list(done)

    assert (before, done) == ([], [(4, "A4")])


def test_an_unknown_name_is_refused_at_once() -> None:
    with pytest.raises(LookupError, match=r"test\.unknown"):
        jobs.later("test.unknown")


@pytest.mark.usefixtures("done")
def test_two_works_of_one_name_are_refused() -> None:
    def other() -> None: ...

    with pytest.raises(ValueError, match=r"test\.print"):
        jobs.work("test.print")(other)
