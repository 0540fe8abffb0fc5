"""What came of an order, and how far this machine can be trusted with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Ended(StrEnum):
    """How a run ended; a limit has its own word, so that nobody has to guess."""

    DONE = "done"
    FAILED = "failed"
    WALL_CLOCK = "wall_clock"
    CPU = "cpu"
    MEMORY = "memory"
    PROCESSES = "processes"
    OUTPUT_SIZE = "output_size"
    OUTPUT_FILES = "output_files"
    NOT_STARTED = "not_started"


@dataclass(frozen=True)
class OutputFile:
    """A regular file the program wrote, copied; `name` is relative to the output."""

    name: str
    size_bytes: int


@dataclass(frozen=True)
class Outcome:
    """`limit` names the limit that was hit; for NOT_STARTED it is the reason.

    `refused` lists what lay in the output and was not copied, each with why."""

    ended: Ended
    exit_code: int | None
    limit: str | None
    seconds: float
    log: str
    last_line: str
    outputs: tuple[OutputFile, ...] = ()
    refused: tuple[str, ...] = ()

    @classmethod
    def not_started(cls, reason: str) -> Outcome:
        return cls(Ended.NOT_STARTED, None, reason, 0.0, "", "")


@dataclass(frozen=True)
class ProbeOutcome:
    """One hostile act, tried for real: did the sandbox hold, and what happened."""

    name: str
    held: bool
    said: str


@dataclass(frozen=True)
class SandboxLevel:
    """What the self-test found. `said` tells the host what to do below `full`."""

    name: Literal["full", "partial", "none"]
    may_run_code: bool
    probes: tuple[ProbeOutcome, ...]
    runner: str
    said: str

    def as_json(self) -> dict[str, object]:
        return {
            "level": self.name,
            "may_run_code": self.may_run_code,
            "runner": self.runner,
            "said": self.said,
            "probes": [vars(probe) for probe in self.probes],
        }
