"""The names of work, and the timetable. A part writes its own in its `tasks.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.module_loading import autodiscover_modules

Argument = str | int | None
Function = Callable[..., None]
DEFAULT, SLOW = "default", "slow"


class JobFailed(Exception):
    """Raised by a job that says in a sentence why; `again=False` when trying again is useless.

    The sentence is kept and shown: it names no person. Of any other exception only the kind and
    the place are kept, because its message may hold anything."""

    def __init__(self, sentence: str, *, again: bool = True) -> None:
        super().__init__(sentence)
        self.again = again


@dataclass(frozen=True, slots=True)
class Work:
    """A function under its name; see `work`."""

    name: str
    function: Function
    queue: str = DEFAULT
    in_one_transaction: bool = False
    when_given_up: Function | None = None


works: dict[str, Work] = {}
timetable: dict[str, timedelta] = {}


def work(
    name: str,
    *,
    queue: str = DEFAULT,
    in_one_transaction: bool = False,
    when_given_up: Function | None = None,
) -> Callable[[Function], Function]:
    """Register a function under a name; it must be safe to run twice.

    `queue="slow"` keeps long work out of the way of mails. `in_one_transaction` is for short work
    on rows alone: what it writes and the fact that it is done are then kept together, so a killed
    worker leaves both or neither. `when_given_up` gets the same arguments, and `reason`."""

    def register(function: Function) -> Function:
        if name in works:
            raise ValueError(f"Two jobs are called {name}; give one another name.")
        works[name] = Work(name, function, queue, in_one_transaction, when_given_up)
        return function

    return register


def every(*, minutes: int, name: str) -> Callable[[Function], Function]:
    """Run a function without arguments once in each period, however many workers there are.

    Periods are counted from midnight UTC of 1970; one that no worker saw is not made up for."""

    def register(function: Function) -> Function:
        work(name)(function)
        timetable[name] = timedelta(minutes=minutes)
        return function

    return register


def work_called(name: str) -> Work:
    """The registered work; looks into each part's `tasks.py` before it says that there is none."""
    if name not in works:
        discover()
    if name not in works:
        raise LookupError(f"No job is called {name}; register it with @jobs.work in tasks.py.")
    return works[name]


def discover() -> None:
    autodiscover_modules("tasks")
