"""From what was seen of a run to one word: which limit ended it, if one did."""

from __future__ import annotations

import signal
from dataclasses import dataclass

from .meters import Reading
from .order import Limits
from .outcome import Ended, Outcome
from .outputs import Collection

_NO_ROOM = ("No space left on device", "File too large", "Disk quota exceeded")
_NO_MEMORY = ("MemoryError", "Cannot allocate memory", "std::bad_alloc")
_NO_PROCESS = ("Resource temporarily unavailable", "can't start new thread")


@dataclass(frozen=True)
class Facts:
    """What was seen from outside; `stopped_for` is set when we ended it ourselves."""

    exit_code: int | None
    stopped_for: Ended | None
    seconds: float
    reading: Reading
    output_was_full: bool
    output_ran_out_of_files: bool
    log: str
    last_line: str


def outcome_of(facts: Facts, limits: Limits, collection: Collection) -> Outcome:
    ended = _ended(facts, limits, collection)
    return Outcome(
        ended=ended,
        exit_code=None if facts.stopped_for else facts.exit_code,
        limit=limit_named(ended, limits),
        seconds=round(facts.seconds, 3),
        log=facts.log,
        last_line=facts.last_line,
        outputs=tuple(collection.taken),
        refused=tuple(collection.refused),
    )


def _ended(facts: Facts, limits: Limits, collection: Collection) -> Ended:
    """The kernel's own counters first; the program's last line only where nothing else can tell."""
    if facts.stopped_for:
        return facts.stopped_for
    if facts.reading.memory_kills:
        return Ended.MEMORY
    if _was_ended_for_cpu(facts, limits):
        return Ended.CPU
    if facts.output_ran_out_of_files or len(collection.taken) > limits.output_files:
        return Ended.OUTPUT_FILES
    if facts.output_was_full:
        return Ended.OUTPUT_SIZE
    if facts.exit_code == 0:
        return Ended.DONE
    return _said_last(facts)


def _was_ended_for_cpu(facts: Facts, limits: Limits) -> bool:
    """The kernel signals a process at the soft limit, and kills the one that did not listen."""
    was_killed = facts.exit_code == 128 + signal.SIGKILL
    used_it_up = facts.reading.cpu_seconds >= limits.cpu_seconds
    return facts.exit_code == 128 + signal.SIGXCPU or (was_killed and used_it_up)


def _said_last(facts: Facts) -> Ended:
    if any(words in facts.last_line for words in _NO_ROOM) or facts.exit_code == _SIGXFSZ:
        return Ended.OUTPUT_SIZE
    if any(words in facts.last_line for words in _NO_MEMORY):
        return Ended.MEMORY
    refused = facts.reading.forks_refused > 0
    if refused or any(words in facts.last_line for words in _NO_PROCESS):
        return Ended.PROCESSES
    return Ended.FAILED


_SIGXFSZ = 128 + signal.SIGXFSZ


def limit_named(ended: Ended, limits: Limits) -> str | None:
    """A few words to keep with a run; `wording.sentence` says the same to people, in French too."""
    return {
        Ended.WALL_CLOCK: f"wall clock: {limits.wall_seconds:g} s",
        Ended.CPU: f"processor time: {limits.cpu_seconds:g} s",
        Ended.MEMORY: f"memory: {limits.memory_mb} MB",
        Ended.PROCESSES: f"processes: {limits.processes}",
        Ended.OUTPUT_SIZE: f"files written: {limits.output_mb} MB",
        Ended.OUTPUT_FILES: f"files written: {limits.output_files}",
    }.get(ended)
