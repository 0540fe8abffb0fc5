"""Ctrl-C and SIGTERM, asked for rather than raised anywhere.

Python drops an exception that a signal raises while an object is being destroyed, an answer of
`urlopen` for one: whoever was asked to stop would then go on. Here signals wait until one looks."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_STOPS = {signal.SIGINT, signal.SIGTERM}
_ENDS_WITHIN = 10.0


@contextmanager
def held() -> Iterator[None]:
    """In the block a stop waits to be looked for, and so does the end of a child; one more stop,
    while all is being ended, changes nothing."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {*_STOPS, signal.SIGCHLD})
    try:
        yield
    finally:
        while signal.sigtimedwait(_STOPS, 0) is not None:
            pass
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def child(command: Sequence[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process that is ended by SIGTERM alone."""
    return subprocess.Popen(command, env=environment, preexec_fn=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    """In a child, before its program, and for its own children: Ctrl-C reaches them all, and each
    would tell it; the parent ends them instead."""
    signal.pthread_sigmask(signal.SIG_SETMASK, {signal.SIGINT})


def look() -> None:
    """Raises `KeyboardInterrupt` if a stop was asked."""
    pause(0)


def pause(seconds: float) -> None:
    """Raises `KeyboardInterrupt` as soon as a stop is asked, or at once if one waits."""
    if signal.sigtimedwait(_STOPS, seconds) is not None:
        raise KeyboardInterrupt


def ended(step: subprocess.Popen[bytes]) -> int:
    """The exit code of a child; raises `KeyboardInterrupt` when a stop was asked, which may have
    ended the child too."""
    while (code := step.poll()) is None:
        if signal.sigwait({*_STOPS, signal.SIGCHLD}) in _STOPS:
            raise KeyboardInterrupt
    look()
    return code


def end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """All at once, and by force whichever takes too long."""
    for each in children:
        each.terminate()
    deadline = time.monotonic() + _ENDS_WITHIN
    for each in children:
        try:
            each.wait(timeout=max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            each.kill()
            each.wait()
