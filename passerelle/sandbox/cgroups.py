"""Control groups, version 2 or 1: memory, processes and processor time of a whole run.

Kernel documentation: admin-guide/cgroup-v2.rst, admin-guide/cgroup-v1/{memory,pids,cpuacct}.rst.
A run's group is made beneath the group this very service stands in, so that no limit set on the
service is ever escaped; when that may not be done there is no group, and `level` says so."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .meters import Reading

_NEEDED = ("memory", "pids")
_PREFIX = "passerelle"
_STALE = re.compile(_PREFIX + r"-(\d+)-[0-9a-f]+")


@dataclass(frozen=True)
class Hierarchy:
    """Where groups of ours can be made: one folder, or in version 1 one for each controller."""

    version: int
    parents: Mapping[str, Path]


def find_hierarchy(*, proc: Path = Path("/proc/self")) -> Hierarchy | None:
    try:
        mounts = (proc / "mountinfo").read_text()
        membership = (proc / "cgroup").read_text()
    except OSError:
        return None
    return _version_2(mounts, membership) or _version_1(mounts, membership)


def _version_2(mounts: str, membership: str) -> Hierarchy | None:
    """Our own group, or the one above when the service was given a subgroup of a delegated one."""
    for root, point, kind, _options in _control_mounts(mounts):
        if kind != "cgroup2":
            continue
        for line in membership.splitlines():
            if line.startswith("0::") and (own := _seen_at(root, point, line[3:])):
                for parent in (own, *([own.parent] if _is_delegated(own.parent) else [])):
                    if _can_limit(parent):
                        return Hierarchy(2, {"": parent})
    return None


def _is_delegated(folder: Path) -> bool:
    """systemd marks the group it has given away (`Delegate=`, CGROUP_DELEGATION.md)."""
    for name in ("user.delegate", "trusted.delegate"):
        with suppress(OSError):
            if os.getxattr(folder, name) == b"1":
                return True
    return False


def _can_limit(parent: Path) -> bool:
    """Controllers are enabled for children only where no process stands (cgroup-v2.rst)."""
    if not os.access(parent, os.W_OK):
        return False
    switch = parent / "cgroup.subtree_control"
    try:
        offered = (parent / "cgroup.controllers").read_text().split()
        missing = [name for name in _NEEDED if name not in switch.read_text().split()]
        if any(name not in offered for name in missing):
            return False
        if missing:
            switch.write_text(" ".join(f"+{name}" for name in missing))
    except OSError:
        return False
    return True


def _version_1(mounts: str, membership: str) -> Hierarchy | None:
    own: dict[str, str] = {}
    for line in membership.splitlines():
        _number, names, path = line.split(":", 2)
        own |= dict.fromkeys(filter(None, names.split(",")), path)
    parents: dict[str, Path] = {}
    for root, point, kind, options in _control_mounts(mounts):
        for name in {*_NEEDED, "cpuacct"} & set(options.split(",")) if kind == "cgroup" else ():
            folder = _seen_at(root, point, own.get(name, ""))
            if folder and os.access(folder, os.W_OK):
                parents[name] = folder
    return Hierarchy(1, parents) if all(name in parents for name in _NEEDED) else None


def _control_mounts(mounts: str) -> list[tuple[str, Path, str, str]]:
    """(root, mount point, type, super options) of proc_pid_mountinfo(5)."""
    found = []
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, (kind, _source, options) = left.split(), right.split(" ", 2)
        if kind in ("cgroup", "cgroup2"):
            found.append((fields[3], Path(fields[4]), kind, options))
    return found


def _seen_at(root: str, point: Path, path: str) -> Path | None:
    """A group's folder as mounted here (a container may see only its own branch)."""
    if not path.startswith("/") or ".." in path or not Path(path).is_relative_to(root):
        return None
    folder = point / Path(path).relative_to(root)
    return folder if folder.is_dir() else None


class Group:
    """The group of one run. `close` removes it; what a killed service left is swept first."""

    def __init__(self, hierarchy: Hierarchy, *, memory_bytes: int, processes: int) -> None:
        self._version = hierarchy.version
        name = f"{_PREFIX}-{os.getpid()}-{secrets.token_hex(4)}"
        self._folders = {key: parent / name for key, parent in hierarchy.parents.items()}
        try:
            for folder in self._folders.values():
                _sweep(folder.parent)
                folder.mkdir()
            self._limit(memory_bytes, processes)
        except OSError:
            self.close()
            raise

    def _limit(self, memory_bytes: int, processes: int) -> None:
        memory, pids = self._of("memory"), self._of("pids")
        (pids / "pids.max").write_text(str(processes))
        if self._version == 2:
            (memory / "memory.max").write_text(str(memory_bytes))
            _write_where_it_exists(memory / "memory.swap.max", "0")
            _write_where_it_exists(memory / "memory.oom.group", "1")
            return
        (memory / "memory.limit_in_bytes").write_text(str(memory_bytes))
        _write_where_it_exists(memory / "memory.memsw.limit_in_bytes", str(memory_bytes))

    def _of(self, controller: str) -> Path:
        return self._folders["" if self._version == 2 else controller]

    def entrances(self) -> list[str]:
        """A process that writes 0 into each of these has entered the group."""
        return [str(folder / "cgroup.procs") for folder in self._folders.values()]

    def reading(self) -> Reading:
        memory, pids = self._of("memory"), self._of("pids")
        events = "memory.events" if self._version == 2 else "memory.oom_control"
        return Reading(
            cpu_seconds=self._cpu_seconds(),
            memory_kills=_counted(memory / events, "oom_kill"),
            forks_refused=_counted(pids / "pids.events", "max"),
        )

    def _cpu_seconds(self) -> float:
        if self._version == 2:
            return _counted(self._of("") / "cpu.stat", "usage_usec") / 1e6
        folder = self._folders.get("cpuacct")
        return int((folder / "cpuacct.usage").read_text()) / 1e9 if folder else 0.0

    def close(self) -> None:
        """A group can be removed once its last process has been reaped, a moment after its end."""
        patience = time.monotonic() + 2
        for folder in self._folders.values():
            while folder.exists():
                with suppress(OSError):
                    folder.rmdir()
                    break
                if time.monotonic() > patience:
                    break
                time.sleep(0.01)


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}-*-*"):
        made_by = _STALE.fullmatch(folder.name)
        if made_by and not Path("/proc", made_by[1]).exists():
            with suppress(OSError):  # still inhabited: left for the next sweep
                folder.rmdir()


def _write_where_it_exists(path: Path, text: str) -> None:
    if path.exists():
        path.write_text(text)


def _counted(path: Path, key: str) -> int:
    """One number of a flat keyed file; 0 where this kernel does not count it."""
    try:
        words = dict(line.split(" ", 1) for line in path.read_text().splitlines() if " " in line)
    except OSError:
        return 0
    return int(words.get(key, "0"))
