"""What a run has used so far, read from outside while it goes on."""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Reading:
    """Counters of refusals are the kernel's own; the rest is a measure at this moment."""

    cpu_seconds: float = 0.0
    memory_kills: int = 0
    forks_refused: int = 0
    memory_bytes: int = 0
    processes: int = 0


class Meter(Protocol):
    """A control group where there is one, otherwise the tree of processes."""

    def reading(self) -> Reading: ...


class ProcessTree:
    """Everything that descends from one process, summed from /proc (proc_pid_stat(5)).

    Complete, because an orphan inside is adopted by the init of its own pid namespace; late by one
    look, which is why a machine without control groups is only `partial`."""

    def __init__(self, root: int) -> None:
        self._root = root

    def reading(self) -> Reading:
        children: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError, IndexError):
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                ticks = sum(int(field) for field in fields[11:15])
                children[int(fields[1])].append((int(folder.name), ticks / _TICKS))
        waiting, found, cpu = [self._root], [], 0.0
        while waiting:
            for pid, seconds in children.get(waiting.pop(), []):
                waiting.append(pid)
                found.append(pid)
                cpu += seconds
        memory = sum(_proportional_bytes(pid) for pid in found)
        return Reading(cpu_seconds=cpu, memory_bytes=memory, processes=len(found))


def _proportional_bytes(pid: int) -> int:
    """Pss: a page shared by n processes counts a n-th for each (proc_pid_smaps(5))."""
    with suppress(OSError, ValueError):
        for line in Path("/proc", str(pid), "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
