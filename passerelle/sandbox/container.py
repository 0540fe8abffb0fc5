"""A container engine (docker or podman) as runner, for a host where one already stands.

The options are those of `docker run`; podman takes the same. `runsc` as runtime puts gVisor's
kernel between the program and the host's. The image is named by its digest and must be there:
nothing is fetched while a participant's code waits."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from .order import Mount, Order
from .remote import Executor, RemoteRunner, execute

USER = "65534:65534"
BY_DIGEST = re.compile(r"[a-z0-9][\w./:-]*@sha256:[0-9a-f]{64}")
_CLIENT_SECONDS = 60
_HOLD_SECONDS = 60
_SCRATCH = "rw,nosuid,nodev,mode=1777,size={megabytes}m,nr_inodes=4096"


class Container(RemoteRunner):
    """One container an order; its first process only waits, the order is run beside it."""

    name = "container"
    # An engine's own filter lets a process trace its children and ask the kernel for its routes;
    # gVisor has no seccomp(2) of its own to show.
    tolerated = frozenset({"system-calls", "raw-sockets", "seccomp-filter", "kernel-secrets"})

    def __init__(
        self, *, image: str, engine: str = "docker", runtime: str = "", execute: Executor = execute
    ) -> None:
        super().__init__(execute=execute)
        self._image = image
        self._engine = engine
        self._runtime = runtime

    def _begin(self, order: Order, room: str) -> str | None:
        if not BY_DIGEST.fullmatch(self._image):
            return f"The image must be named by its digest (name@sha256:…); it is {self._image!r}."
        for mount in order.mounts:
            if "," in f"{mount.source}{mount.at}" or '"' in f"{mount.source}{mount.at}":
                return f"{mount.source}: the engine's --mount cannot carry a comma or a quote."
        begun = self._execute(self.begin_command(order, room), seconds=_CLIENT_SECONDS)
        if begun.code != 0:
            return f"{self._engine} could not start {self._image}: is the image here, and allowed?"
        return None

    def begin_command(self, order: Order, room: str) -> list[str]:
        limits = order.limits
        memory = f"{limits.memory_mb + limits.output_mb}m"
        size = limits.output_mb << 20
        words = [self._engine, "run", "--detach", "--name", room, "--pull", "never"]
        words += ["--runtime", self._runtime] if self._runtime else []
        words += ["--network", "none", "--ipc", "none", "--hostname", "passerelle", "--read-only"]
        words += ["--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--user", USER]
        words += ["--memory", memory, "--memory-swap", memory, "--cpus", "1"]
        words += ["--pids-limit", str(limits.processes + 1), "--log-driver", "none"]
        words += ["--ulimit", "core=0", "--ulimit", "nofile=256:256", "--ulimit", f"fsize={size}"]
        words += ["--ulimit", f"cpu={math.ceil(limits.cpu_seconds)}"]
        words += [*_tmpfs(order), *_mounts(order.mounts), "--entrypoint", "sleep", self._image]
        return [*words, str(math.ceil(limits.wall_seconds) + _HOLD_SECONDS)]

    def _run_command(self, order: Order, room: str) -> list[str]:
        words = [self._engine, "exec", "--user", USER, "--workdir", order.work_at]
        for name, value in order.environment.items():
            words += ["--env", f"{name}={value}"]
        return [*words, room, *order.command]

    def _output_command(self, order: Order, room: str) -> list[str]:
        return [self._engine, "exec", "--user", USER, room, *tar_of(order)]

    def _ran_out_of_memory(self, room: str) -> bool:
        asked = [self._engine, "inspect", "--format", "{{.State.OOMKilled}}", room]
        return self._execute(asked, seconds=_CLIENT_SECONDS).output.strip() == b"true"

    def _end(self, room: str) -> None:
        self._execute([self._engine, "rm", "--force", room], seconds=_CLIENT_SECONDS)


def tar_of(order: Order) -> list[str]:
    return ["tar", "--create", "--file=-", "--format=pax", f"--directory={order.output_at}", "."]


def _tmpfs(order: Order) -> Iterator[str]:
    """tmpfs(5) through the engine: bytes and inodes, as on the host itself."""
    limits = order.limits
    files = limits.output_files + 64
    output = f"rw,nosuid,nodev,mode=1777,size={limits.output_mb}m,nr_inodes={files}"
    yield from ("--tmpfs", f"{order.output_at}:{output}")
    for place in ("/tmp", "/dev/shm", *order.writable):
        yield from ("--tmpfs", f"{place}:{_SCRATCH.format(megabytes=limits.output_mb)}")


def _mounts(mounts: tuple[Mount, ...]) -> Iterator[str]:
    for mount in mounts:
        yield from ("--mount", f"type=bind,source={mount.source},target={mount.at},readonly")
