"""Whatever happens, nothing of a run survives it, and two runs do not meet."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from passerelle.sandbox import Ended, Limits, Order, run
from passerelle.sandbox.selftest import pids_with
from tests.sandbox.conftest import Inside, gone_within

DEAF = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0: os.setsid()
time.sleep(20)
"""
WORKER = """
import sys
from pathlib import Path
from passerelle.sandbox.bubblewrap import Bubblewrap
from passerelle.sandbox import Order
Bubblewrap().run(Order(("python", "-c", sys.argv[1], sys.argv[2])), keep=Path(sys.argv[3]))
"""


@pytest.fixture
def nonce() -> str:
    return f"nonce{secrets.token_hex(8)}"


def _stands(nonce: str, count: int) -> None:
    patience = time.monotonic() + 5
    while len(pids_with(nonce)) < count and time.monotonic() < patience:
        time.sleep(0.02)
    assert len(pids_with(nonce)) >= count


def test_the_wall_clock_ends_the_whole_group(inside: Inside, nonce: str) -> None:
    outcome = inside(DEAF, nonce, limits=Limits(wall_seconds=0.4))

    assert outcome.ended is Ended.WALL_CLOCK
    assert pids_with(nonce) == []


def test_a_killed_worker_takes_its_run_along(inside: Inside, nonce: str, kept: Path) -> None:
    worker = subprocess.Popen([sys.executable, "-c", WORKER, DEAF, nonce, str(kept)])
    _stands(nonce, 5)
    room = _room_of(_parent_of(min(set(pids_with(nonce)) - {worker.pid})))
    assert room.is_dir()

    worker.kill()
    worker.wait()

    assert gone_within(3, nonce) == []
    assert _removed_within(3, room)


def test_a_killed_launcher_takes_its_run_along(inside: Inside, nonce: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(inside, DEAF, nonce, limits=Limits(wall_seconds=10))
        _stands(nonce, 4)
        launcher = _parent_of(min(pids_with(nonce)))

        os.kill(launcher, signal.SIGKILL)

        outcome = running.result()
    assert outcome.ended is Ended.NOT_STARTED
    assert outcome.limit == "The sandbox lost its launcher; run it again."
    assert gone_within(3, nonce) == []


def test_a_reader_that_fails_ends_the_run(inside: Inside, nonce: str, kept: Path) -> None:
    def on_line(_line: str) -> None:
        raise RuntimeError("the database is gone")

    order = Order(("python", "-c", f"print(1)\n{DEAF}", nonce))

    with pytest.raises(RuntimeError, match="the database is gone"):
        run(order, keep=kept, on_line=on_line)
    assert pids_with(nonce) == []


def test_two_runs_at_once_share_nothing(inside: Inside, tmp_path: Path) -> None:
    code = (
        "import os, sys, time; open('/tmp/' + sys.argv[1], 'w'); time.sleep(0.2)\n"
        "print(os.listdir('/tmp'), sum(name.isdigit() for name in os.listdir('/proc')))\n"
        "open('/app/output/' + sys.argv[1], 'w')"
    )

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(
            pool.map(
                lambda name: run(Order(("python", "-c", code, name)), keep=tmp_path / name),
                ("a", "b"),
            )
        )

    assert [outcome.last_line for outcome in outcomes] == ["['a'] 2", "['b'] 2"]
    assert [outcome.outputs[0].name for outcome in outcomes] == ["a", "b"]


def test_lines_are_told_as_they_come(inside: Inside, kept: Path) -> None:
    told: list[tuple[str, float]] = []
    order = Order(("python", "-c", "import time; print('one'); time.sleep(0.3); print('two')"))

    run(order, keep=kept, on_line=lambda line: told.append((line, time.monotonic())))

    assert [line for line, _ in told] == ["one", "two"]
    assert told[1][1] - told[0][1] > 0.2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")
def test_an_ordinary_account_has_a_sandbox_too(inside: Inside, tmp_path: Path) -> None:
    python = Path("/usr/bin/python3")
    code = WORKER.replace("Bubblewrap().run", "print(Bubblewrap().run").rstrip() + ")"
    if not python.exists():
        pytest.skip("no Python that every account can run")
    if not shutil.which("bwrap", path="/usr/bin:/bin"):
        pytest.skip("no bubblewrap that every account can run: apt-get install bubblewrap")

    told = subprocess.run(
        [python, "-c", code, "import os; print(os.getuid())", "x", f"/tmp/{secrets.token_hex(8)}"],
        **{"user": 1234, "group": 1234, "extra_groups": []},
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": "/usr/bin:/bin"},
        cwd="/",
        capture_output=True,
        text=True,
    )

    if "ModuleNotFoundError" in told.stderr or "SyntaxError" in told.stderr:
        pytest.skip("that Python is too old, or cannot read this folder")
    assert "last_line='65534'" in told.stdout, told.stdout + told.stderr


def _room_of(launcher: int) -> Path:
    mounts = Path(f"/proc/{launcher}/mountinfo").read_text().splitlines()
    places = (line.split()[4] for line in mounts)
    return next(Path(*Path(each).parts[:3]) for each in places if "/tmp/passerelle-" in each)


def _removed_within(seconds: float, folder: Path) -> bool:
    patience = time.monotonic() + seconds
    while folder.exists() and time.monotonic() < patience:
        time.sleep(0.02)
    return not folder.exists()


def _parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
