"""Who canonicalises: this process for documents of ours, a killable worker for all others."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

from passerelle.engines.credential._contexts import Contexts
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._sentences import Failure, Refusal, refusal
from passerelle.engines.credential._values import JsonObject, Text

_PROJECT: Final = Path(__file__).resolve().parents[3]
_START_SECONDS: Final = 20.0
_KEPT: Final = 256


class Canonicaliser(Protocol):
    """Gives canonical N-Quads, one text a document, or raises `Refusal`."""

    @property
    def contexts(self) -> Contexts:
        """The closed set of contexts the documents may use."""

    def canonicalise(self, documents: Sequence[JsonObject], limits: Limits) -> tuple[str, ...]:
        """The canonical N-Quads of each document, in order."""


class InlineCanonicaliser:
    """Canonicalises in this process: for documents of our own making, about to be signed.

    The latest answers are kept: institutions sign the same document one after the other.
    Without `strict`, it allows all that the standard allows, for documents of anyone."""

    def __init__(self, contexts: Contexts | None = None, *, strict: bool = True) -> None:
        self.contexts = contexts or Contexts()
        self._strict = strict
        self._kept = lru_cache(maxsize=_KEPT)(self._canonical)

    def canonicalise(self, documents: Sequence[JsonObject], limits: Limits) -> tuple[str, ...]:
        """The canonical N-Quads of each document, in order."""
        return tuple(
            self._kept(json.dumps(document, sort_keys=True), limits) for document in documents
        )

    def _canonical(self, written: str, limits: Limits) -> str:
        # PyLD takes a tenth of a second to come in: who only asks a worker never waits for it.
        from passerelle.engines.credential._expansion import canonical_quads

        return canonical_quads(
            json.loads(written), contexts=self.contexts, limits=limits, strict=self._strict
        )


class SubprocessCanonicaliser:
    """Canonicalises in one worker process, killed when a document takes longer than allowed.

    Started at first use (or by `start`), shared by threads, replaced after a kill and after a
    fork. `close` ends the worker; so does the end of this process.
    """

    def __init__(self, contexts: Contexts | None = None) -> None:
        self.contexts = contexts or Contexts()
        self._lock = Lock()
        self._worker: _Worker | None = None

    def start(self) -> None:
        """Start the worker now, so that the first reader does not wait for it."""
        with self._lock:
            self._ready_worker()

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._discard()

    def __enter__(self) -> "SubprocessCanonicaliser":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def canonicalise(self, documents: Sequence[JsonObject], limits: Limits) -> tuple[str, ...]:
        """The canonical N-Quads of each document, in order; `Refusal` after `limits.seconds`."""
        question = {
            "documents": list(documents),
            "blank_nodes": limits.blank_nodes,
            "permutations": limits.permutations,
        }
        with self._lock:
            answer = self._answer(question, limits.seconds)
        if "code" in answer:
            sentence = Text(fr=str(answer["fr"]), en=str(answer["en"]))
            raise Refusal(Failure(str(answer["code"]), sentence))
        quads = answer["quads"]
        assert isinstance(quads, list)
        return tuple(str(text) for text in quads)

    def _answer(self, question: JsonObject, seconds: float) -> JsonObject:
        worker = self._ready_worker()
        try:
            worker.write(question)
            answer: JsonObject = json.loads(worker.line_within(seconds))
        except (TimeoutError, EOFError, BrokenPipeError) as error:
            # Its successor starts while the refusal is written, and is ready for the next reader.
            self._discard()
            self._worker = _Worker(self.contexts)
            if isinstance(error, TimeoutError):
                raise refusal("too-slow", limit=f"{seconds:g}") from error
            raise refusal("too-heavy") from error
        return answer

    def _ready_worker(self) -> "_Worker":
        if self._worker is None or not self._worker.is_usable:
            self._discard()
            self._worker = _Worker(self.contexts)
        self._worker.wait_until_ready()
        return self._worker

    def _discard(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()


class _Worker:
    """One process running `_worker`: a line of JSON in, a line of JSON out."""

    def __init__(self, contexts: Contexts) -> None:
        self._owner = os.getpid()
        self._is_ready = False
        self._process = subprocess.Popen(  # our own module, no input in the command
            [sys.executable, "-m", "passerelle.engines.credential._worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env={**os.environ, "PYTHONPATH": _python_path()},
            bufsize=0,
        )
        self.write({"contexts": dict(contexts.added)})

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
            message = "The canonicalising worker did not start: its error output says why."
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
