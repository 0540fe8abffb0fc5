"""A stop is never lost, whatever Python was doing when it came."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from passerelle.config import stopping

SLEEPS = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
DEAF = [
    *SLEEPS[:3],
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print(flush=True); time.sleep(60)",
]
ENDS = [sys.executable, "-S", "-c", "import sys; sys.exit(7)"]


class StopsAsItGoes:
    """Asked to stop while it is destroyed, where an exception that a signal raised is dropped."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with stopping.held():
        started = stopping.child(SLEEPS, dict(os.environ))
        yield started
        started.kill()
        started.wait()


def test_a_child_that_ends_gives_its_exit_code() -> None:
    with stopping.held():
        assert stopping.ended(stopping.child(ENDS, dict(os.environ))) == 7


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_ends_the_wait_for_a_child(
    sleeper: subprocess.Popen[bytes], asked: signal.Signals
) -> None:
    signal.raise_signal(asked)

    with pytest.raises(KeyboardInterrupt):
        stopping.ended(sleeper)


def test_a_child_that_the_same_stop_ended_is_a_stop() -> None:
    with stopping.held():
        child = stopping.child(ENDS, dict(os.environ))
        child.wait()
        signal.raise_signal(signal.SIGTERM)

        with pytest.raises(KeyboardInterrupt):
            stopping.ended(child)


def test_a_stop_that_comes_while_an_object_is_destroyed_is_not_lost(
    sleeper: subprocess.Popen[bytes],
) -> None:
    StopsAsItGoes()

    with pytest.raises(KeyboardInterrupt):
        stopping.ended(sleeper)


def test_a_pause_ends_with_a_stop_and_else_by_itself() -> None:
    with stopping.held():
        stopping.pause(0.01)
        signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            stopping.pause(60)


def test_a_child_ends_by_sigterm_and_leaves_ctrl_c_to_its_parent(
    sleeper: subprocess.Popen[bytes],
) -> None:
    os.kill(sleeper.pid, signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        sleeper.wait(timeout=0.2)

    sleeper.terminate()

    assert sleeper.wait(timeout=10) == -signal.SIGTERM


def test_whoever_does_not_end_in_time_is_ended_by_force(
    monkeypatch: pytest.MonkeyPatch, sleeper: subprocess.Popen[bytes]
) -> None:
    monkeypatch.setattr(stopping, "_ENDS_WITHIN", 0.2)
    with stopping.held():
        deaf = subprocess.Popen(DEAF, stdout=subprocess.PIPE)
        assert deaf.stdout is not None
        deaf.stdout.readline()  # it no longer hears

        stopping.end([deaf, sleeper])

    assert (deaf.returncode, sleeper.returncode) == (-signal.SIGKILL, -signal.SIGTERM)


def test_afterwards_signals_are_as_before_and_one_stop_more_is_forgotten() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])

    with stopping.held():
        signal.raise_signal(signal.SIGINT)

    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before
