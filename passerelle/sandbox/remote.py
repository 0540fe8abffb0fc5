"""What the container engine and the cluster have in common: four commands of a client program.

Begin a room in which nothing runs yet, run the order in it while following its log, bring its
output home as a tar read member by member, end the room. The client is this host's; what it prints
comes from inside and is hostile."""

from __future__ import annotations

import os
import secrets
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Protocol

from .meters import Reading
from .order import Order
from .outcome import Ended, Outcome
from .outputs import Collection, collect_tar
from .transcript import Transcript
from .verdict import Facts, outcome_of

_CLIENT_SECONDS = 120
_PIECE = 1 << 16


@dataclass(frozen=True)
class Executed:
    """`code` is None when time was up. `output` is empty when it was followed instead."""

    code: int | None
    output: bytes = b""


class Executor(Protocol):
    """Runs a client program on this host; the tests play recorded answers."""

    def __call__(
        self,
        command: Sequence[str],
        *,
        seconds: float,
        given: bytes = b"",
        most_bytes: int = 1 << 20,
        on_data: Callable[[bytes], None] | None = None,
    ) -> Executed: ...


def execute(
    command: Sequence[str],
    *,
    seconds: float,
    given: bytes = b"",
    most_bytes: int = 1 << 20,
    on_data: Callable[[bytes], None] | None = None,
) -> Executed:
    """The real one; standard error joins the output, and what passes the cap is dropped."""
    started = time.monotonic()
    kept = bytearray()
    with subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE if given else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if on_data else subprocess.DEVNULL,
    ) as client:
        alarm = Timer(seconds, client.kill)
        alarm.start()
        try:
            if client.stdin:
                client.stdin.write(given)
                client.stdin.close()
            assert client.stdout is not None
            while data := os.read(client.stdout.fileno(), _PIECE):
                if on_data:
                    on_data(data)
                elif len(kept) < most_bytes:
                    kept += data
            code = client.wait()
        finally:
            alarm.cancel()
            client.kill()
    return Executed(None if time.monotonic() - started >= seconds else code, bytes(kept))


class RemoteRunner(ABC):
    """`Runner` by way of a client program; each kind writes its four commands."""

    name: str
    tolerated: frozenset[str] = frozenset()

    def __init__(self, *, execute: Executor) -> None:
        self._execute = execute

    def shortcomings(self) -> tuple[str, ...]:
        return ()

    def run(
        self, order: Order, *, keep: Path, on_line: Callable[[str], None] | None = None
    ) -> Outcome:
        room = f"passerelle-{secrets.token_hex(6)}"
        try:
            refusal = self._begin(order, room)
            if refusal:
                return Outcome.not_started(refusal)
            return self._follow(order, room, keep, on_line)
        except OSError as absent:
            return Outcome.not_started(f"{absent.filename or self.name}: {absent.strerror}.")
        finally:
            with suppress(OSError):
                self._end(room)

    @abstractmethod
    def _begin(self, order: Order, room: str) -> str | None:
        """Make the room; a sentence when it could not be made."""

    @abstractmethod
    def _run_command(self, order: Order, room: str) -> list[str]: ...

    @abstractmethod
    def _output_command(self, order: Order, room: str) -> list[str]: ...

    @abstractmethod
    def _ran_out_of_memory(self, room: str) -> bool: ...

    @abstractmethod
    def _end(self, room: str) -> None: ...

    def _follow(
        self, order: Order, room: str, keep: Path, on_line: Callable[[str], None] | None
    ) -> Outcome:
        transcript = Transcript(most_bytes=order.limits.log_kb << 10, on_line=on_line)
        started = time.monotonic()
        done = self._execute(
            self._run_command(order, room),
            seconds=order.limits.wall_seconds,
            on_data=transcript.feed,
        )
        seconds = time.monotonic() - started
        transcript.close()
        collection = Collection(keep, order.limits)
        out_of_memory = self._ran_out_of_memory(room)
        if done.code is not None and not out_of_memory:
            self._bring_home(order, room, collection)
        facts = Facts(
            exit_code=done.code,
            stopped_for=Ended.WALL_CLOCK if done.code is None else None,
            seconds=seconds,
            reading=Reading(memory_kills=int(out_of_memory)),
            output_was_full=False,
            output_ran_out_of_files=False,
            log=transcript.text,
            last_line=transcript.last_line,
        )
        return outcome_of(facts, order.limits, collection)

    def _bring_home(self, order: Order, room: str, collection: Collection) -> None:
        limits = order.limits
        headers = (limits.output_files + 64) * 2048
        archive = self._execute(
            self._output_command(order, room),
            seconds=_CLIENT_SECONDS,
            most_bytes=(limits.output_mb << 20) + headers,
        )
        collect_tar(archive.output, collection)
