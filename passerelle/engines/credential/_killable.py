"""A process of our own that answers about files of anyone, killed when one takes too long."""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock
from typing import Final

from passerelle.engines.credential._values import JsonObject

_PROJECT: Final = Path(__file__).resolve().parents[3]
_START_SECONDS: Final = 20.0


class KillableWorker:
    """A module that runs beside us: a line of JSON in, a line of JSON out.

    Started at first use (or by `start`), shared by threads, replaced after a kill and after a
    fork. `close` ends it; so does the end of this process. The module reads `greeting` first, and
    says `{}` once it is ready.
    """

    def __init__(self, module: str, *, greeting: JsonObject) -> None:
        self._module = module
        self._greeting = greeting
        self._lock = Lock()
        self._process: _Process | None = None

    def start(self) -> None:
        """Start it now, so that the first reader does not wait for it."""
        with self._lock:
            self._ready_process()

    def close(self) -> None:
        """End it."""
        with self._lock:
            self._discard()

    def ask(self, question: JsonObject, *, seconds: float) -> JsonObject:
        """Its answer; `TimeoutError` after `seconds`, `EOFError` where it ended instead."""
        with self._lock:
            current = self._ready_process()
            try:
                current.write(question)
                answer: JsonObject = json.loads(current.line_within(seconds))
            except (TimeoutError, EOFError, BrokenPipeError) as error:
                # Its successor starts while the refusal is written, ready for the next reader.
                self._discard()
                self._process = _Process(self._module, self._greeting)
                if isinstance(error, BrokenPipeError):
                    raise EOFError from error
                raise
            return answer

    def _ready_process(self) -> "_Process":
        if self._process is None or not self._process.is_usable:
            self._discard()
            self._process = _Process(self._module, self._greeting)
        self._process.wait_until_ready()
        return self._process

    def _discard(self) -> None:
        ended, self._process = self._process, None
        if ended is not None:
            ended.end()


class _Process:
    """One run of the module."""

    def __init__(self, module: str, greeting: JsonObject) -> None:
        self._owner = os.getpid()
        self._is_ready = False
        self._module = module
        self._process = subprocess.Popen(  # our own module, no input in the command
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env={**os.environ, "PYTHONPATH": _python_path()},
            bufsize=0,
        )
        self.write(greeting)

    @property
    def is_usable(self) -> bool:
        return self._owner == os.getpid() and self._process.poll() is None

    def wait_until_ready(self) -> None:
        if self._is_ready:
            return
        try:
            self.line_within(_START_SECONDS)
        except (TimeoutError, EOFError) as error:
            self.end()
            message = f"The worker {self._module} did not start: its error output says why."
            raise RuntimeError(message) from error
        self._is_ready = True

    def write(self, message: JsonObject) -> None:
        assert self._process.stdin is not None
        left = memoryview(json.dumps(message).encode() + b"\n")
        while left:
            left = left[os.write(self._process.stdin.fileno(), left) :]

    def line_within(self, seconds: float) -> bytes:
        """The next line; `TimeoutError` after `seconds`, `EOFError` when the process ended."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        deadline = time.monotonic() + seconds
        read = bytearray()
        while not read.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not poller.poll(left * 1000):
                raise TimeoutError
            chunk = os.read(descriptor, 1 << 16)
            if not chunk:
                raise EOFError
            read += chunk
        return bytes(read)

    def end(self) -> None:
        if self._owner != os.getpid():
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()


def _python_path() -> str:
    inherited = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join([str(_PROJECT), *filter(None, [inherited])])
