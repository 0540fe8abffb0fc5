"""How long a person waits: a fresh clone, a second start, a rehearsal, the test suite."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from .sheet import Figure, at_most
from .site import ROOT, environment, free_port, wait_for_page

_LONGEST_START = 300


def two_starts(data: Path) -> Iterator[Figure]:
    """`./do demo` on an empty folder, where both editions are played, then on the same again."""
    command = [str(ROOT / "do"), "demo"]
    first = _first_page(command, data, cwd=ROOT)
    value = "no page came" if first is None else f"{first:.1f} s"
    yield Figure("`./do demo`, both editions played, environment ready", "shown", value)
    yield _seconds("`./do demo` again, to the first page", _first_page(command, data, cwd=ROOT), 5)


def fresh_clone() -> Figure:
    """A clone with nothing but Python: environment, dependencies, both editions, first page."""
    with tempfile.TemporaryDirectory(prefix="passerelle-clone-") as scratch:
        clone = Path(scratch) / "passerelle"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        data = clone / ".passerelle" / "demo"
        seconds = _first_page([str(clone / "do"), "demo"], data, cwd=clone)
    return _seconds("fresh clone to first page, `./do demo`", seconds, 120)


def rehearsal(learners: int = 25) -> Iterator[Figure]:
    """A whole edition to its diplomas, in an empty database."""
    command = [sys.executable, "-m", "passerelle.config.command", "rehearse"]
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as scratch:
        done = subprocess.run(
            [*command, "--edition", "2027", "--until", "2027-06-30", "--learners", str(learners)],
            env=environment(Path(scratch)),
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(f"The rehearsal failed:\n{done.stderr[-3000:]}")
    seconds = time.monotonic() - started
    yield _seconds(f"rehearsal of a whole edition, {learners} learners", seconds, 60)
    found = re.search(r"(\d+) diplomas issued", done.stdout)
    yield Figure("diplomas at its end", "shown", found[1] if found else "none", bool(found))


def test_suite() -> Figure:
    """`./do test`, the browser's share included."""
    started = time.monotonic()
    done = subprocess.run([str(ROOT / "do"), "test"], cwd=ROOT, capture_output=True, text=True)
    seconds = time.monotonic() - started
    last = done.stdout.strip().splitlines()[-1:] or ["no output"]
    if done.returncode:
        return Figure("`./do test`", "< 120 s", f"failed: {last[0][:60]}", reached=False)
    return _seconds("`./do test`", seconds, 120)


def _first_page(command: list[str], data: Path, *, cwd: Path) -> float | None:
    """Start the demo in a session of its own, wait for its page, end it as Ctrl-C would."""
    port = free_port()
    variables = {name: value for name, value in os.environ.items() if "PASSERELLE" not in name}
    started = time.monotonic()
    demo = subprocess.Popen(
        [*command, "--port", str(port), "--data", str(data)],
        env=variables,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        answered = wait_for_page(f"http://127.0.0.1:{port}/", seconds=_LONGEST_START)
        return None if answered is None else time.monotonic() - started
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(timeout=30)


def _seconds(name: str, seconds: float | None, bar: float) -> Figure:
    if seconds is None:
        return Figure(name, f"< {bar:g} s", "no page came", reached=False)
    return at_most(name, seconds, bar, "s")
