"""A submission goes through its steps as Codabench has them; each failure has its category.

The sandbox is the border and is faked here; `test_bundle_sandboxed` plays the same for real."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from passerelle.datathon.bundles import (
    BundleRun,
    Category,
    Role,
    read_bundle,
    run_bundle,
)
from passerelle.datathon.bundles._commands import arguments
from passerelle.sandbox import Ended, Limits

from .bundle_samples import (
    CODE_BUNDLE,
    COMPETITION,
    EVALAI_BUNDLE,
    MODEL,
    RESULTS_BUNDLE,
    FakeSandbox,
    changed,
    in_english,  # noqa: F401  # a fixture
    written,
    zipped,
)

ANSWERS = {"answers.csv": "0 1 1 1\n"}
SCORES = {"scores.json": {"accuracy": 0.75, "error": 0.25, "about": {"n": 4}}}
DURING = changed(
    CODE_BUNDLE, "    name: Watch\n", "    name: Watch\n    ingestion_only_during_scoring: true\n"
)


def _run(
    place: Path, files: dict[str, str], submission: dict[str, str], *answers: dict[str, Any]
) -> tuple[BundleRun, FakeSandbox]:
    sandbox = FakeSandbox(list(answers))
    bundle = read_bundle(written(place / "b", files), into=place / "own")
    sent = zipped(place / "sent.zip", submission)
    return run_bundle(bundle, sent, keep=place / "keep", runner=sandbox), sandbox


def _scored(run: BundleRun) -> dict[str, float | None]:
    [task] = run.tasks
    return {score.column.key: score.value for score in task.boards[0].scores}


def test_results_are_scored_beside_the_labels(tmp_path: Path) -> None:
    run, sandbox = _run(tmp_path, RESULTS_BUNDLE, ANSWERS, SCORES)

    assert _scored(run) == {"accuracy": 0.75, "error": 0.25, "mean": 0.5, "duration": None}
    assert run.is_scored
    [order] = sandbox.orders
    assert order.command == (
        *("python", "-I", "-S", "/app/.carrier/carrier_program.py", "alone"),
        *("python", "/app/program/score.py", "/app/input", "/app/output"),
    )
    assert (order.work_at, order.output_at) == ("/app/program", "/app/output")
    assert order.writable == ("/app/shared", "/app/program")
    assert order.limits.wall_seconds == 30
    assert sandbox.places(0) == {
        "/app/.carrier": "carrier_program",
        "/app/.program": "scoring",
        "/app/input/ref": "labels",
        "/app/input/res": "results",
    }
    results = tmp_path / "keep/task-0/results"
    assert (results / "answers.csv").read_text() == ANSWERS["answers.csv"]
    assert yaml.safe_load((results / "metadata").read_text())["elapsedTime"] is None


def test_code_is_ingested_far_from_the_labels_and_what_it_wrote_is_scored(tmp_path: Path) -> None:
    predictions = {"answers.csv": "0 1 1 0"}

    run, sandbox = _run(tmp_path, CODE_BUNDLE, {"model.py": MODEL}, predictions, SCORES)

    assert run.is_scored
    assert sandbox.places(0) == {
        "/app/.carrier": "carrier_program",
        "/app/.program": "ingestion",
        "/app/ingestion_program": "ingestion",
        "/app/input_data": "rows",
        "/app/ingested_program": "submission",
    }
    assert sandbox.places(1) == {
        "/app/.carrier": "carrier_program",
        "/app/.program": "scoring",
        "/app/input/ref": "labels",
        "/app/input/res": "results",
    }
    results = tmp_path / "keep/task-0/results"
    assert sorted(path.name for path in results.iterdir()) == [
        "answers.csv",
        "metadata",
        "model.py",
    ]
    status = yaml.safe_load((results / "metadata").read_text())
    assert (status["elapsedTime"], status["ingestionExitCode"]) == (1.5, 0)


def test_a_submission_with_a_command_runs_by_itself(tmp_path: Path) -> None:
    own = {"metadata": "command: python $program/model.py $output", "model.py": MODEL}

    run, sandbox = _run(tmp_path, RESULTS_BUNDLE, own, ANSWERS, SCORES)

    assert [step.role for step in run.tasks[0].steps] == [Role.SUBMISSION, Role.SCORING]
    assert sandbox.places(0) == {
        "/app/.carrier": "carrier_program",
        "/app/.program": "submission",
    }
    results = tmp_path / "keep/task-0/results"
    assert sorted(path.name for path in results.iterdir()) == ["answers.csv", "metadata"]


def test_ingestion_during_scoring_hands_its_shared_folder_on_and_sees_no_label(
    tmp_path: Path,
) -> None:
    left = {".shared/answers.csv": "0 1", "note.txt": "x"}

    run, sandbox = _run(tmp_path, DURING, {"model.py": MODEL}, left, SCORES)

    assert run.is_scored
    ingestion, scoring = sandbox.orders
    assert ingestion.command[4] == "handing-on"
    assert scoring.command[4:7] == ("alone", "python", "/app/ingestion_program/score.py")
    assert "/app/input/ref" not in sandbox.places(0)
    assert sandbox.places(0)["/app/ingested_program"] == "results"
    assert sandbox.places(1)["/app/.carried"] == "ingestion"
    assert sandbox.places(1)["/app/input_data"] == "rows"


def test_results_that_an_ingestion_program_stops_on_are_scored_as_they_came(
    tmp_path: Path,
) -> None:
    crash = {"ended": Ended.FAILED, "exit_code": 1, "last_line": "no module named model"}

    run, _ = _run(tmp_path / "a", CODE_BUNDLE, ANSWERS, crash, SCORES)
    code, _ = _run(tmp_path / "b", CODE_BUNDLE, {"model.py": "oops"}, crash)

    assert run.is_scored
    assert len(run.tasks[0].notes) == 1
    assert code.first_failure is not None
    assert (code.first_failure.category, code.first_failure.role) == (
        Category.CRASH,
        Role.INGESTION,
    )


@pytest.mark.parametrize(
    ("answer", "category", "says"),
    [
        ({"ended": Ended.FAILED, "exit_code": 3}, "crash", "exit code 3"),
        ({"ended": Ended.WALL_CLOCK, "limit": "30 s"}, "time limit", "more than 30 s"),
        ({"ended": Ended.CPU, "limit": "60 s"}, "time limit", "1200 s of processor"),
        ({"ended": Ended.MEMORY, "limit": "1024 MB"}, "memory", "2048 MB"),
        ({"ended": Ended.PROCESSES, "limit": "64"}, "processes", "128 processes"),
        ({"ended": Ended.OUTPUT_SIZE, "limit": "256 MB"}, "too much output", "256 MB"),
        ({"ended": Ended.OUTPUT_FILES, "limit": "512"}, "too much output", "4096 files"),
        ({"refused": ("scores.json: a symbolic link",)}, "forbidden output", "scores.json: a sym"),
        ({"ended": Ended.NOT_STARTED, "limit": "No bwrap."}, "not started", "No bwrap."),
        ({}, "no scores", "without writing scores.json"),
        ({"scores.json": "{'accuracy': 1}"}, "unreadable scores", "cannot be read"),
        ({"scores.json": "[1, 2]"}, "unreadable scores", "no key"),
        ({"scores.txt": "!!python/name:os.system ''"}, "unreadable scores", "cannot be read"),
        ({"scores.json": {"error": 0.2}}, "missing primary score", "“accuracy”"),
        ({"scores.json": {"accuracy": {"all": 1}}}, "missing primary score", "“accuracy”"),
        ({"scores.json": '{"accuracy": NaN}'}, "score not finite", "“accuracy”"),
        ({"scores.txt": "accuracy: .inf"}, "score not finite", "“accuracy”"),
    ],
)
def test_a_program_that_fails_gets_a_category_a_sentence_and_its_last_line(
    tmp_path: Path, answer: dict[str, Any], category: str, says: str
) -> None:
    run, _ = _run(tmp_path, RESULTS_BUNDLE, ANSWERS, {**answer, "last_line": "the last line"})

    failure = run.first_failure
    assert failure is not None
    assert (failure.category, failure.role, failure.last_line) == (
        Category(category),
        Role.SCORING,
        "the last line",
    )
    assert says in failure.sentence
    assert not run.is_scored


@pytest.mark.parametrize(
    ("scores", "accuracy"),
    [
        ({"scores.txt": "accuracy: 0.5\nerror: 5e-1\n"}, 0.5),
        ({"scores.txt": "accuracy:0.5\n"}, 0.5),
        ({"scores.json": {"accuracy": "0.5", "extra": [1]}}, 0.5),
        ({"scores.json": {"accuracy": True}}, 1.0),
        ({"scores.json": {"accuracy": 0.5}, "scores.txt": "accuracy: 0.1"}, 0.5),
        ({"scores.json": '\N{BOM}{"accuracy": 0.5, "duration": NaN}'}, 0.5),
    ],
)
def test_scores_are_read_as_programs_write_them(
    tmp_path: Path, scores: dict[str, Any], accuracy: float
) -> None:
    run, _ = _run(tmp_path, RESULTS_BUNDLE, ANSWERS, scores)

    assert _scored(run)["accuracy"] == accuracy
    assert _scored(run)["duration"] is None


def test_a_mean_over_a_score_that_is_not_a_number_is_none(tmp_path: Path) -> None:
    ranked_by_mean = changed(RESULTS_BUNDLE, "key: main\n", "key: main\n    primary_index: 2\n")
    scores = {"scores.json": '{"accuracy": 1, "error": NaN}'}

    run, _ = _run(tmp_path, ranked_by_mean, ANSWERS, scores)

    assert run.first_failure is not None
    assert run.first_failure.category is Category.NOT_FINITE


def test_hidden_columns_logs_and_commands_never_reach_a_browser(tmp_path: Path) -> None:
    answer = {**SCORES, "log": "label of case 3: 1", "seconds": 1.0}

    run, _ = _run(tmp_path, RESULTS_BUNDLE, ANSWERS, answer)

    whole, public = json.dumps(run.as_json()), json.dumps(run.as_json(public=True))
    assert all(secret in whole for secret in ("label of case", '"error"', "score.py", "about"))
    assert not any(secret in public for secret in ("label of case", '"error"', "score.py", "about"))


def test_a_phase_with_two_tasks_gives_two_lines_and_stops_at_no_task(tmp_path: Path) -> None:
    second = "  - {index: 1, name: Later, scoring_program: scoring/, reference_data: labels/}\n"
    files = changed(RESULTS_BUNDLE, "phases:\n", second + "phases:\n")
    files = changed(files, "tasks: [0]", "tasks: [0, 1]")

    run, _ = _run(tmp_path, files, ANSWERS, {}, SCORES)

    assert [task.failure.category if task.failure else None for task in run.tasks] == [
        Category.NO_SCORES,
        None,
    ]
    assert not run.is_scored


@pytest.mark.parametrize(
    ("files", "submission", "category", "says"),
    [
        (RESULTS_BUNDLE, {"../x": "1"}, Category.REFUSED, "leads out"),
        (RESULTS_BUNDLE, {"__MACOSX/x": "1"}, Category.REFUSED, "empty"),
        (RESULTS_BUNDLE, {"metadata": "command: python 'x"}, Category.REFUSED, "quotation"),
        (
            {**RESULTS_BUNDLE, "scoring/metadata.yaml": "x: 1"},
            ANSWERS,
            Category.BUNDLE,
            "no command",
        ),
        (
            {**RESULTS_BUNDLE, "competition.yaml": COMPETITION.replace("[0]\nlead", "[4]\nlead")},
            ANSWERS,
            Category.BUNDLE,
            "no task that exists",
        ),
    ],
)
def test_what_cannot_even_start_is_said_without_running_anything(
    tmp_path: Path, files: dict[str, str], submission: dict[str, str], category: Category, says: str
) -> None:
    run, sandbox = _run(tmp_path, files, submission)

    assert run.first_failure is not None
    assert (run.first_failure.category, sandbox.orders) == (category, [])
    assert says in run.first_failure.sentence


def test_a_folder_called_metadata_and_names_that_collide_are_survived(tmp_path: Path) -> None:
    sent = {"metadata/x": "1", "answers.csv/part": "2", "model.py": MODEL}

    run, _ = _run(tmp_path, CODE_BUNDLE, sent, {"answers.csv": "0"})

    assert run.first_failure is not None
    assert run.first_failure.category is Category.FORBIDDEN_OUTPUT


def test_a_zipped_folder_is_noticed_when_nothing_comes_of_it(tmp_path: Path) -> None:
    run, _ = _run(tmp_path, RESULTS_BUNDLE, {"mine/answers.csv": "0 1 1 1"}, {})

    assert run.tasks[0].notes == (
        "All the files sent are in a folder “mine”: zip the files, not the folder.",
    )


def test_an_evaluation_fills_the_splits_it_returns_and_hides_what_is_hidden(
    tmp_path: Path,
) -> None:
    result = {"result": [{"ward_a": {"Share": 0.75, "Loss": 0.25}}, {"ward_b": {"Share": 0.5}}]}

    run, sandbox = _run(tmp_path, EVALAI_BUNDLE, {"a": "b"}, {"result.json": result})

    [task] = run.tasks
    assert [(line.board.split, line.primary.value) for line in task.boards if line.primary] == [
        ("ward_a", 0.75),
        ("ward_b", 0.5),
    ]
    assert "ward_b" not in json.dumps(run.as_json(public=True))
    [order] = sandbox.orders
    assert order.command[2:] == ("/app/input/ref/dev.json", "/app/input/res/sent.zip", "dev")


@pytest.mark.parametrize(
    ("returned", "category"),
    [
        ({"result": [{"ward_c": {"Share": 1}}]}, Category.UNREADABLE_SCORES),
        ({"result": []}, Category.UNREADABLE_SCORES),
        ("null", Category.UNREADABLE_SCORES),
        ({"result": [{"ward_a": {"Loss": 1}}]}, Category.MISSING_PRIMARY),
        ('{"result": [{"ward_a": {"Share": Infinity}}]}', Category.NOT_FINITE),
    ],
)
def test_an_evaluation_that_returns_something_else_is_a_failure(
    tmp_path: Path, returned: Any, category: Category
) -> None:
    run, _ = _run(tmp_path, EVALAI_BUNDLE, {"a": "b"}, {"result.json": returned})

    assert run.first_failure is not None
    assert run.first_failure.category is category


@pytest.mark.parametrize(
    ("written_as", "role", "during", "becomes"),
    [
        (
            "python $ingestion_program/i.py $input $output $ingestion_program $submission_program",
            Role.INGESTION,
            False,
            "python /app/program/i.py /app/input_data /app/output /app/program /app/ingested_program",
        ),
        (
            "p $program/s.py $input $output",
            Role.SCORING,
            False,
            "p /app/program/s.py /app/input /app/output",
        ),
        (
            "p $hidden $predictions $tmp",
            Role.SCORING,
            False,
            "p /app/input/ref /app/input/res /app/output",
        ),
        ("p $predictions $shared", Role.SUBMISSION, False, "p /app/output /app/shared"),
        (
            "p $predictions $program",
            Role.INGESTION,
            True,
            "p /app/input/res /app/ingestion_program",
        ),
    ],
)
def test_the_words_of_a_command_are_replaced_as_codabench_does(
    written_as: str, role: Role, during: bool, becomes: str
) -> None:
    assert arguments(written_as, role, during_scoring=during) == tuple(becomes.split())


def test_the_limits_of_the_campus_hold_when_a_phase_asks_for_more(tmp_path: Path) -> None:
    sandbox = FakeSandbox([SCORES])
    bundle = read_bundle(written(tmp_path / "b", RESULTS_BUNDLE))

    run_bundle(
        bundle,
        written(tmp_path / "sent", ANSWERS),
        keep=tmp_path / "keep",
        limits=Limits(wall_seconds=5),
        runner=sandbox,
    )

    assert sandbox.orders[0].limits.wall_seconds == 5
