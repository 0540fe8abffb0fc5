"""Work for later, started by name: `jobs.later("diploma.print", credential_id=4)`.

The only module that knows which queue runs underneath (the Tasks API, DESIGN 6)."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django_tasks import task

Argument = str | int | None
Work = Callable[..., None]
_works: dict[str, Work] = {}


def work(name: str) -> Callable[[Work], Work]:
    """Register a function under a name; it must be safe to run twice."""

    def register(function: Work) -> Work:
        if name in _works:
            raise ValueError(f"Two jobs are called {name}; give one another name.")
        _works[name] = function
        return function

    return register


def later(name: str, **arguments: Argument) -> None:
    """Run the named work once the present transaction is safely written."""
    if name not in _works:
        raise LookupError(f"No job is called {name}; register it with @jobs.work in tasks.py.")
    transaction.on_commit(lambda: run_named_work.enqueue(name=name, arguments=arguments))


@task()
def run_named_work(name: str, arguments: dict[str, Argument]) -> None:
    _works[name](**arguments)
