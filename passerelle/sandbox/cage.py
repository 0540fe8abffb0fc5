"""One run from outside: its launcher, its log, its meter, and its certain end."""

from __future__ import annotations

import fcntl
import marshal
import math
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from .cgroups import Group, find_hierarchy
from .meters import Meter, ProcessTree, Reading
from .order import Limits, Order
from .outcome import Ended
from .transcript import Transcript
from .verdict import Facts

_LAUNCHER = Path(__file__).with_name("launcher.py")
# bwrap itself stands in the group twice: its monitor and the init of its namespace.
_OF_BWRAP = 2
_LOOK_EVERY_SECONDS = 0.05
_GRACE_SECONDS = 8
_NICENESS = 10
# A program may meet the limit and cope; one that meets it this often is a bomb.
_PATIENCE_REFUSALS, _PATIENCE_LOOKS = 100, 4
_PIPE_BYTES = 1 << 20
_F_SETPIPE_SZ = 1031  # fcntl(2)
ADVICE = (
    "User namespaces may be forbidden here: look at the settings user.max_user_namespaces, "
    "kernel.unprivileged_userns_clone and kernel.apparmor_restrict_unprivileged_userns, or choose "
    "PASSERELLE_SANDBOX=container."
)


class CannotStart(Exception):
    """Nothing was run; the sentence says why and what to do."""


class Cage:
    """A context; leaving it ends whatever still runs and gives every resource back."""

    def __init__(self, order: Order, plan: dict[str, Any], *, words: list[str], seccomp: bytes):
        self._order = order
        self._limits = order.limits
        self._plan = plan
        self._words = words
        self._seccomp = seccomp
        self._exits = ExitStack()
        self._status: dict[str, Any] | None = None
        self._stopped_for: Ended | None = None
        self._was_full = self._ran_out_of_files = False
        self._looks_at_limit = 0
        self._next_look = 0.0

    def __enter__(self) -> Cage:
        try:
            self._start()
        except BaseException:
            self._exits.close()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._exits.close()

    def watch(self, on_line: Callable[[str], None] | None) -> Facts:
        """Follow the run to its end; comes back only when no process of it is left."""
        transcript = Transcript(most_bytes=self._limits.log_kb << 10, on_line=on_line)
        gives_up = time.monotonic() + self._limits.wall_seconds + _GRACE_SECONDS
        waited = {self._log, self._control.fileno()}
        while waited:
            ready, _, _ = select.select(waited, [], [], _LOOK_EVERY_SECONDS)
            if self._log in ready and not self._read_log(transcript):
                waited.remove(self._log)
            if self._control.fileno() in ready:
                self._status = self._received()
                waited.remove(self._control.fileno())
            self._look()
            if time.monotonic() > gives_up:  # the launcher itself hangs: all its pipes end with it
                self._end()
        transcript.close()
        self._end()
        return self._facts(transcript)

    # -- starting

    def _start(self) -> None:
        self._group = self._made_group()
        options = self._in_memory("options", "\0".join([*self._words, ""]).encode())
        seccomp = self._in_memory("seccomp", self._seccomp)
        arguments = ["--args", str(options), "--seccomp", str(seccomp), "--", *self._order.command]
        plan = self._in_memory("plan", marshal.dumps(self._whole_plan(arguments)))
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._exits.enter_context(self._control)
        self._log, written = os.pipe()
        self._exits.callback(os.close, self._log)
        with theirs, os.fdopen(written, "wb") as log:
            _enlarge(written)
            command = [sys.executable, "-I", "-S", "-B", str(_LAUNCHER)]
            self._launcher = subprocess.Popen(
                [*command, str(plan), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={},
                cwd="/",
                pass_fds=[options, seccomp, plan, theirs.fileno()],
                start_new_session=True,
            )
        self._exits.callback(self._end)
        self._meter: Meter = self._group or ProcessTree(self._launcher.pid)
        self.output = self._received_output()
        self._exits.callback(os.close, self.output)

    def _made_group(self) -> Group | None:
        hierarchy = find_hierarchy()
        if hierarchy is None:
            return None
        memory = (self._limits.memory_mb + self._limits.output_mb) << 20  # tmpfs pages are memory
        try:
            group = Group(
                hierarchy, memory_bytes=memory, processes=self._limits.processes + _OF_BWRAP
            )
        except OSError:
            return None
        self._exits.callback(group.close)
        return group

    def _whole_plan(self, arguments: list[str]) -> dict[str, Any]:
        return {
            **self._plan,
            "output": "output",
            "arguments": arguments,
            "entrances": self._group.entrances() if self._group else [],
            "rlimits": rlimits(self._limits, has_group=self._group is not None),
            "nice": _NICENESS,
            "wall_seconds": self._limits.wall_seconds,
        }

    def _in_memory(self, name: str, content: bytes) -> int:
        descriptor = os.memfd_create(name)
        self._exits.callback(os.close, descriptor)
        os.write(descriptor, content)
        os.lseek(descriptor, 0, os.SEEK_SET)
        return descriptor

    def _received_output(self) -> int:
        """The output's folder, opened by the launcher inside its own mounts (SCM_RIGHTS)."""
        message, descriptors, _flags, _ = socket.recv_fds(self._control, 65536, 1)
        if descriptors:
            return descriptors[0]
        reason = _told(message)["refused"] if message else "the launcher ended at once."
        raise CannotStart(f"The sandbox could not be laid out: {reason} {ADVICE}")

    # -- watching

    def _read_log(self, transcript: Transcript) -> bool:
        data = os.read(self._log, _PIPE_BYTES)
        transcript.feed(data)
        return bool(data)

    def _received(self) -> dict[str, Any] | None:
        message = self._control.recv(65536)
        return _told(message) if message else None

    def _look(self) -> None:
        """What only a look can tell: the kernel holds the limits, this ends who meets them."""
        if time.monotonic() < self._next_look and self._status is None:
            return
        self._next_look = time.monotonic() + _LOOK_EVERY_SECONDS
        space = os.fstatvfs(self.output)
        self._was_full |= space.f_bavail == 0
        self._ran_out_of_files |= space.f_ffree == 0
        if self._status is None and self._stopped_for is None:
            self._stopped_for = self._passed(self._meter.reading())
            if self._stopped_for:
                self._stop()

    def _passed(self, reading: Reading) -> Ended | None:
        if reading.cpu_seconds > self._limits.cpu_seconds:
            return Ended.CPU
        allowed = (self._limits.memory_mb + self._limits.output_mb) << 20
        if reading.memory_kills or reading.memory_bytes > allowed:
            return Ended.MEMORY
        at_limit = reading.processes >= self._limits.processes + _OF_BWRAP
        self._looks_at_limit = self._looks_at_limit + 1 if at_limit else 0
        too_often = reading.forks_refused > _PATIENCE_REFUSALS
        return Ended.PROCESSES if too_often or self._looks_at_limit > _PATIENCE_LOOKS else None

    def _stop(self) -> None:
        with suppress(OSError):  # the launcher reads the end of our side as the order to stop
            self._control.shutdown(socket.SHUT_WR)

    # -- ending

    def _end(self) -> None:
        """Twice is harmless. A killed launcher takes bwrap along (--die-with-parent)."""
        self._stop()
        try:
            self._launcher.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._launcher.kill()
            self._launcher.wait()

    def _facts(self, transcript: Transcript) -> Facts:
        if self._status is None:
            raise CannotStart("The sandbox lost its launcher; run it again.")
        reading = self._last_reading(self._status["cpu_seconds"])
        stopped_for = self._stopped_for
        if self._status["stopped"] == "wall clock":
            stopped_for = stopped_for or Ended.WALL_CLOCK
        exit_code = self._status["exit_code"]
        if exit_code is None and not stopped_for and not reading.memory_kills:
            exit_code = _exit_code_of_refusal(transcript.last_line)
        return Facts(
            exit_code=exit_code,
            stopped_for=stopped_for,
            seconds=self._status["seconds"],
            reading=reading,
            output_was_full=self._was_full,
            output_ran_out_of_files=self._ran_out_of_files,
            log=transcript.text,
            last_line=transcript.last_line,
        )

    def _last_reading(self, launcher_cpu_seconds: float) -> Reading:
        """The group outlives its processes; the tree of processes is gone with them."""
        reading = self._group.reading() if self._group else Reading()
        cpu = max(reading.cpu_seconds, launcher_cpu_seconds)
        return Reading(cpu, reading.memory_kills, reading.forks_refused)


def _told(message: bytes) -> dict[str, Any]:
    """By our own launcher, over a socket the program inside never holds."""
    told: dict[str, Any] = marshal.loads(message)  # noqa: S302
    return told


def _exit_code_of_refusal(said: str) -> int:
    """bwrap could not start the command: its author's fault when there is no such command (127)."""
    if said.startswith("bwrap: execvp "):
        return 127
    advice = f" {ADVICE}" if "namespace" in said or "ermi" in said else ""
    raise CannotStart(f"The sandbox could not start the program: {said}.{advice}")


def rlimits(limits: Limits, *, has_group: bool) -> dict[str, tuple[int, int]]:
    """getrlimit(2): each holds for one process, or one user; a second wall behind the group."""
    cpu, size = math.ceil(limits.cpu_seconds), limits.output_mb << 20
    processes = limits.processes + _OF_BWRAP + 1  # without root the launcher counts too
    memory = {} if has_group else {"RLIMIT_AS": (limits.memory_mb << 20,) * 2}
    return {
        "RLIMIT_CPU": (cpu, cpu + 1),
        "RLIMIT_FSIZE": (size, size),
        "RLIMIT_NPROC": (processes, processes),
        "RLIMIT_NOFILE": (256, 256),
        # One byte, not none: a core_pattern that is a pipe runs on the host whatever the limit is,
        # unless it is 1 (linux/fs/coredump.c).
        "RLIMIT_CORE": (1, 1),
        "RLIMIT_MEMLOCK": (1 << 16, 1 << 16),
        "RLIMIT_MSGQUEUE": (0, 0),
        **memory,
    }


def _enlarge(pipe: int) -> None:
    """Fewer turns for a program that prints a gigabyte; the kernel may refuse it."""
    with suppress(OSError):
        fcntl.fcntl(pipe, _F_SETPIPE_SZ, _PIPE_BYTES)
