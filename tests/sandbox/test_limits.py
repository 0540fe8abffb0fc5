"""Each limit has its own word, and the sentence that goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.sandbox import Ended, Limits, Mount, Order, run
from tests.sandbox.conftest import Inside

SMALL = {"wall_seconds": 20, "memory_mb": 96, "output_mb": 2, "output_files": 8, "processes": 8}


@pytest.mark.parametrize(
    "code, limits, ended, limit, last",
    [
        ("print('well')", {}, Ended.DONE, None, "well"),
        ("raise ValueError('no label')", {}, Ended.FAILED, None, "ValueError: no label"),
        (
            "import time; time.sleep(9)",
            {"wall_seconds": 0.3},
            Ended.WALL_CLOCK,
            "wall clock: 0.3 s",
            "",
        ),
        ("while True: pass", {"cpu_seconds": 0.2}, Ended.CPU, "processor time: 0.2 s", ""),
        ("held = [b'x' * (4 << 20) for _ in range(75)]", {}, Ended.MEMORY, "memory: 96 MB", None),
        (
            "import os, time\nwhile os.fork(): pass\ntime.sleep(5)",
            {},
            Ended.PROCESSES,
            "processes: 8",
            "BlockingIOError: [Errno 11] Resource temporarily unavailable",
        ),
        (
            "open('/app/output/a', 'wb').write(b'x' * (3 << 20))",
            {},
            Ended.OUTPUT_SIZE,
            "files written: 2 MB",
            "OSError: [Errno 27] File too large",
        ),
        (
            "for n in range(200): open(f'/app/output/{n}', 'w')",
            {},
            Ended.OUTPUT_FILES,
            "files written: 8",
            None,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Ended) else "",
)
def test_what_ended_a_run_is_named(
    inside: Inside, code: str, limits: dict[str, float], ended: Ended, limit: str, last: str
) -> None:
    outcome = inside(code, limits=Limits(**{**SMALL, **limits}))

    assert (outcome.ended, outcome.limit) == (ended, limit)
    assert last is None or outcome.last_line == last


def test_a_command_that_does_not_exist_is_the_orders_fault(inside: Inside, kept: Path) -> None:
    outcome = run(Order(("no-such-program",)), keep=kept)

    assert (outcome.ended, outcome.exit_code) == (Ended.FAILED, 127)


def test_what_is_mounted_is_read_and_never_written(inside: Inside, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "train.csv").write_text("id,label\n1,0\n")
    (data / "train.csv").chmod(0o600)

    outcome = inside(
        "print(open('/app/input/train.csv').read().split()[-1], flush=True)\n"
        "open('/app/input/train.csv', 'a')",
        mounts=(Mount(data, "/app/input"),),
    )

    assert outcome.log.splitlines()[0] == "1,0"
    assert outcome.last_line == "OSError: [Errno 30] Read-only file system: '/app/input/train.csv'"


def test_numpy_and_a_place_to_work_are_there(inside: Inside, kept: Path) -> None:
    outcome = inside(
        "import numpy, os; open('draft', 'w')\n"
        "numpy.savetxt('/app/output/scores.csv', numpy.arange(3), fmt='%d')\n"
        "print(os.getcwd(), sorted(os.listdir('/app')))",
        writable=("/app/work",),
        work_at="/app/work",
    )

    assert outcome.last_line == "/app/work ['output', 'work']"
    assert [(each.name, each.size_bytes) for each in outcome.outputs] == [("scores.csv", 6)]
    assert (kept / "scores.csv").read_text() == "0\n1\n2\n"


def test_the_environment_is_the_orders_and_nothing_else(inside: Inside, monkeypatch) -> None:
    monkeypatch.setenv("PASSERELLE_SECRET_KEY", "canary")

    outcome = inside(
        "import glob, os; print(sorted(os.environ))\n"
        "print(b'canary' in b''.join(open(p, 'rb').read() for p in glob.glob('/proc/*/environ')"
        " if os.access(p, os.R_OK)))",
        environment={"SEED": "7"},
    )

    assert outcome.log.splitlines() == [
        "['HOME', 'LANG', 'MKL_NUM_THREADS', 'OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'PATH', "
        "'PWD', 'PYTHONDONTWRITEBYTECODE', 'PYTHONHASHSEED', 'PYTHONUNBUFFERED', 'SEED']",
        "False",
    ]
