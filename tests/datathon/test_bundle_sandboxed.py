"""The contract of a program, kept by the real sandbox: what it sees, and what stops it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passerelle import sandbox
from passerelle.datathon.bundles import BundleRun, Role, read_bundle, run_bundle
from passerelle.sandbox import Limits

from .bundle_samples import (
    CODE_BUNDLE,
    EVALAI_BUNDLE,
    INGESTION,
    MODEL,
    RESULTS_BUNDLE,
    SCORING,
    changed,
    in_english,  # noqa: F401  # a fixture
    written,
    zipped,
)

LIMITS = Limits(
    wall_seconds=10, cpu_seconds=10, memory_mb=200, processes=16, output_mb=8, output_files=20
)
ANSWERS = {"answers.csv": "0 1 1 1\n"}
LOOK = """\
import glob, json, os, sys
sys.path.append('/app/ingested_program')
seen = sorted(path for path in glob.glob('/app/*/**', recursive=True) if os.path.isfile(path))
open('beside.txt', 'w').write('a program may write where it stands')
json.dump({'cwd': os.getcwd(), 'seen': seen}, open('/app/output/seen.json', 'w'))
open('/app/shared/left', 'w').write('x')
"""


@pytest.fixture(autouse=True)
def _needs_the_sandbox() -> None:
    if not sandbox.level().may_run_code:
        pytest.skip("code may not run on this machine: passerelle doctor sandbox says why")


def _run(
    place: Path, files: dict[str, str], submission: dict[str, str], limits: Limits = LIMITS
) -> BundleRun:
    bundle = read_bundle(written(place / "b", files), into=place / "own")
    sent = zipped(place / "sent.zip", submission)
    return run_bundle(bundle, sent, keep=place / "keep", limits=limits)


def _primary(run: BundleRun) -> float | None:
    assert run.first_failure is None, run.first_failure
    primary = run.tasks[0].boards[0].primary
    return primary.value if primary else None


def test_results_are_scored_and_the_page_of_details_is_kept(tmp_path: Path) -> None:
    run = _run(tmp_path, RESULTS_BUNDLE, ANSWERS)

    assert _primary(run) == 0.75
    page = run.tasks[0].detailed_results
    assert page is not None
    assert page.read_text() == "<p>4</p>"


def test_code_is_run_where_the_labels_are_not(tmp_path: Path) -> None:
    files = {**CODE_BUNDLE, "ingestion/ingest.py": LOOK + INGESTION}

    run = _run(tmp_path, files, {"model.py": MODEL})

    assert _primary(run) == 1.0
    assert json.loads((tmp_path / "keep/task-0/ingestion/seen.json").read_text()) == {
        "cwd": "/app/program",
        "seen": [
            "/app/ingested_program/model.py",
            "/app/ingestion_program/ingest.py",
            "/app/ingestion_program/metadata",
            "/app/input_data/rows.csv",
            "/app/program/ingest.py",
            "/app/program/metadata",
        ],
    }


def test_what_ingestion_shares_during_scoring_arrives_and_forged_scores_do_not(
    tmp_path: Path,
) -> None:
    during = "    name: Watch\n    ingestion_only_during_scoring: true\n"
    forged = "\nopen('/app/output/scores.json', 'w').write('{\"accuracy\": 9}')\n"
    files = {
        **changed(CODE_BUNDLE, "    name: Watch\n", during),
        "ingestion/ingest.py": LOOK + INGESTION.replace("/app/output", "/app/shared") + forged,
        "scoring/score.py": "import os\nassert not os.path.exists('/app/output/scores.json')\n"
        + SCORING.replace("/app/input/res", "/app/shared"),
    }

    run = _run(tmp_path, files, {"model.py": MODEL})

    assert _primary(run) == 1.0
    seen = json.loads((tmp_path / "keep/task-0/ingestion/seen.json").read_text())["seen"]
    assert "/app/ingested_program/model.py" in seen
    assert not [path for path in seen if "labels" in path or "/ref" in path]


def test_an_evaluation_script_is_called_as_evalai_does(tmp_path: Path) -> None:
    bundle = read_bundle(written(tmp_path / "b", EVALAI_BUNDLE))
    sent = tmp_path / "sent.json"
    sent.write_text("[0, 1, 1, 1]")

    run = run_bundle(bundle, sent, keep=tmp_path / "keep", limits=LIMITS)

    assert _primary(run) == 0.75
    assert "dev ['submission_metadata']" in run.tasks[0].steps[0].outcome.log


@pytest.mark.parametrize(
    ("program", "limits", "category", "last_line"),
    [
        ("raise ValueError('two rows are missing')", LIMITS, "crash", "ValueError: two rows"),
        (
            "import time\nprint('waiting')\ntime.sleep(60)",
            Limits(wall_seconds=0.5),
            "time limit",
            "waiting",
        ),
        ("x = bytearray(10**9)", LIMITS, "memory", ""),
        (
            "with open('/app/output/big', 'wb') as out:\n for _ in range(1000): out.write(bytes(10**6))",
            LIMITS,
            "too much output",
            "",
        ),
        (
            "for n in range(1000): open(f'/app/output/{n}', 'w')",
            LIMITS,
            "too much output",
            "",
        ),
        (
            "import os\nos.symlink('/etc/passwd', '/app/output/scores.txt')\nprint('done')",
            LIMITS,
            "forbidden output",
            "done",
        ),
        ("print('nothing to say')", LIMITS, "no scores", "nothing to say"),
        ("for _ in range(20000): print('x' * 1000)", LIMITS, "no scores", "xxx"),
    ],
)
def test_a_scoring_program_that_misbehaves_gets_its_category_and_the_queue_goes_on(
    tmp_path: Path, program: str, limits: Limits, category: str, last_line: str
) -> None:
    run = _run(tmp_path, {**RESULTS_BUNDLE, "scoring/score.py": program}, ANSWERS, limits)

    failure = run.first_failure
    assert failure is not None
    assert (failure.category, failure.role) == (category, Role.SCORING)
    assert last_line in failure.last_line
