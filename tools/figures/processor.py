"""Processor time of a process with everything it started, read from /proc."""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median

from .sheet import Figure

_TICK = os.sysconf("SC_CLK_TCK")


def speed() -> Figure:
    """How fast this machine computes just now: its other guests and its clock move every figure."""
    times = []
    for _ in range(5):
        started = time.process_time()
        sum(number * number for number in range(1_000_000))
        times.append((time.process_time() - started) * 1000)
    return Figure(
        "for scale: a million squares summed in Python", "shown", f"{median(times):.0f} ms"
    )


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, its threads, its ended and its living children."""
    ticks, parents = 0, _parents()
    for each in {pid, *_descendants(pid, parents)}:
        fields = _stat(each)
        if fields:
            ticks += sum(int(field) for field in fields[11:15])  # utime stime cutime cstime
    return ticks / _TICK


def _descendants(pid: int, parents: dict[int, int]) -> set[int]:
    found: set[int] = set()
    level = {pid}
    while level:
        level = {child for child, parent in parents.items() if parent in level} - found
        found |= level
    return found


def _parents() -> dict[int, int]:
    pids = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
    return {pid: int(fields[1]) for pid in pids if (fields := _stat(pid))}


def _stat(pid: int) -> list[str]:
    """The fields after the command's name, which may hold spaces and brackets."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:  # it ended meanwhile
        return []
    return text.rpartition(")")[2].split()
