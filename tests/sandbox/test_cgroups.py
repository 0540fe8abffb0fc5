"""Where a run's group may be made, read from what the kernel says of mounts and membership."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from passerelle.sandbox import Limits
from passerelle.sandbox.cage import rlimits
from passerelle.sandbox.cgroups import Group, Hierarchy, find_hierarchy
from passerelle.sandbox.meters import ProcessTree, Reading


def told(tmp_path: Path, *, mounts: str, membership: str) -> Path:
    proc = tmp_path / "proc"
    proc.mkdir()
    (proc / "mountinfo").write_text(mounts)
    (proc / "cgroup").write_text(membership)
    return proc


def delegated(folder: Path, *, enabled: str, offered: str = "cpu memory pids") -> Path:
    folder.mkdir(parents=True)
    (folder / "cgroup.controllers").write_text(offered)
    (folder / "cgroup.subtree_control").write_text(enabled)
    return folder


def test_version_2_uses_the_services_own_group(tmp_path: Path) -> None:
    own = delegated(tmp_path / "cg" / "passerelle.service", enabled="memory pids")
    proc = told(
        tmp_path,
        mounts=f"30 23 0:26 / {tmp_path}/cg rw - cgroup2 cgroup2 rw\n",
        membership="0::/passerelle.service\n",
    )

    assert find_hierarchy(proc=proc) == Hierarchy(2, {"": own})


def test_version_2_climbs_to_a_group_that_was_given_away_and_no_further(tmp_path: Path) -> None:
    service = delegated(tmp_path / "cg" / "passerelle.service", enabled="memory pids")
    delegated(service / "main", enabled="", offered="")
    proc = told(
        tmp_path,
        mounts=f"30 23 0:26 / {tmp_path}/cg rw - cgroup2 cgroup2 rw\n",
        membership="0::/passerelle.service/main\n",
    )

    before = find_hierarchy(proc=proc)
    try:
        os.setxattr(service, "user.delegate", b"1")
    except OSError:
        pytest.skip("this file system keeps no extended attributes")

    assert before is None
    assert find_hierarchy(proc=proc) == Hierarchy(2, {"": service})


def test_version_1_needs_memory_and_pids_and_sees_through_a_container(tmp_path: Path) -> None:
    for name in ("memory/run", "pids"):
        (tmp_path / "cg" / name).mkdir(parents=True)
    mounts = (
        f"35 31 0:32 /docker/abc {tmp_path}/cg/memory rw - cgroup cgroup rw,memory\n"
        f"39 31 0:36 / {tmp_path}/cg/pids rw - cgroup cgroup rw,pids\n"
    )
    proc = told(
        tmp_path, mounts=mounts, membership="8:pids:/\n4:memory:/docker/abc/run\n1:name=systemd:/\n"
    )

    found = find_hierarchy(proc=proc)

    assert found == Hierarchy(
        1, {"memory": tmp_path / "cg/memory/run", "pids": tmp_path / "cg/pids"}
    )


def test_without_any_mount_there_is_no_group(tmp_path: Path) -> None:
    proc = told(tmp_path, mounts="22 27 0:21 / /proc rw - proc proc rw\n", membership="0::/\n")

    assert find_hierarchy(proc=proc) is None


def test_a_group_of_version_2_holds_its_limits_and_tells_its_counters(tmp_path: Path) -> None:
    group = Group(Hierarchy(2, {"": tmp_path}), memory_bytes=1 << 20, processes=9)
    folder = next(tmp_path.glob("passerelle-*"))
    (folder / "memory.events").write_text("low 0\noom 2\noom_kill 1\n")
    (folder / "pids.events").write_text("max 7\n")
    (folder / "cpu.stat").write_text("usage_usec 1500000\nuser_usec 1\n")

    assert (folder / "memory.max").read_text() == "1048576"
    assert (folder / "pids.max").read_text() == "9"
    assert group.entrances() == [str(folder / "cgroup.procs")]
    assert group.reading() == Reading(cpu_seconds=1.5, memory_kills=1, forks_refused=7)


def test_what_a_dead_service_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / "passerelle-4194399-0a0a0a0a"
    alive = tmp_path / f"passerelle-{os.getpid()}-0b0b0b0b"
    left.mkdir()
    alive.mkdir()

    Group(Hierarchy(2, {"": tmp_path}), memory_bytes=1, processes=1)

    assert not left.exists()
    assert alive.exists()


def test_a_tree_of_processes_is_summed_without_its_root() -> None:
    program = "import os, time\nif os.fork() == 0: print(flush=True); time.sleep(60)\nos.wait()"
    root = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, start_new_session=True
    )
    assert root.stdout is not None
    root.stdout.readline()

    reading = ProcessTree(root.pid).reading()

    os.killpg(root.pid, 9)
    root.communicate()
    assert reading.processes == 1
    assert reading.memory_bytes > 100_000


def test_without_a_group_memory_is_held_for_each_process() -> None:
    assert rlimits(Limits(memory_mb=1), has_group=False)["RLIMIT_AS"] == (1 << 20, 1 << 20)
    assert "RLIMIT_AS" not in rlimits(Limits(), has_group=True)
