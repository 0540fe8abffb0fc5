"""What the sandbox is asked for each step: Codabench's folders, the labels for scoring only."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from passerelle.sandbox import Limits, Mount, Order

from ._commands import Role, arguments
from ._description import Task

OUTPUT, SHARED = "/app/output", "/app/shared"
# Where the step before left what it hands on, and the small program that puts it in place.
_CARRIED, _CARRIER, _DRIVER = "/app/.carried", "/app/.carrier", "/app/.driver"
SHARED_KEPT = ".shared"
_ENVIRONMENT: Mapping[str, str] = {"PYTHONUNBUFFERED": "1"}
EVALUATION_AT = "/app/program/challenge"


@dataclass(frozen=True, slots=True)
class Folders:
    """What lies on our side. `carried` is what ingestion left for scoring, when it does."""

    program: Path
    submission: Path | None = None
    results: Path | None = None
    carried: Path | None = None


def order_for(
    role: Role, task: Task, command: str, folders: Folders, limits: Limits, tools: Path
) -> Order:
    """`tools` is a folder of ours: programs of ours that run inside are copied there."""
    during = task.ingestion_only_during_scoring
    words = arguments(command, role, during_scoring=during)
    places = _places(role, task, folders)
    if during and role is not Role.SUBMISSION:
        places[_CARRIER] = _tool(tools, "carrier_program.py")
        words = ("python", f"{_CARRIER}/carrier_program.py", *words)
    return Order(
        command=words,
        mounts=tuple(Mount(source.resolve(), at) for at, source in places.items()),
        output_at=OUTPUT,
        work_at="/app/program",
        environment=_ENVIRONMENT,
        limits=limits,
        writable=(SHARED,),
    )


def _places(role: Role, task: Task, folders: Folders) -> dict[str, Path]:
    """What is seen where. The reference data appear for the scoring program and for no other."""
    during = task.ingestion_only_during_scoring
    places = {"/app/program": folders.program}
    if task.input_data and (role is not Role.SCORING or during):
        places["/app/input_data"] = task.input_data.folder
    if role is Role.INGESTION and folders.submission:
        places["/app/ingested_program"] = folders.submission
    if folders.results and (role is Role.SCORING or during):
        places["/app/input/res"] = folders.results
    if role is Role.SCORING and task.reference_data:
        places["/app/input/ref"] = task.reference_data.folder
    if role is Role.INGESTION or (during and role is Role.SCORING):
        places["/app/ingestion_program"] = folders.program
    if folders.carried:
        places[_CARRIED] = folders.carried
    return places


def evaluation_order(
    task: Task, submission: Path, codename: str, limits: Limits, tools: Path
) -> Order:
    """EvalAI's evaluate(annotations, submission, phase): our driver calls it inside."""
    assert task.scoring_program  # the runner looked
    sent, labels = f"/app/input/res/{submission.name}", ""
    places = {
        EVALUATION_AT: task.scoring_program.folder,
        _DRIVER: _tool(tools, "evaluation_driver.py"),
        sent: submission,
    }
    if task.reference_data:
        labels = f"/app/input/ref/{task.reference_data.path.name}"
        places[labels] = task.reference_data.path
    return Order(
        command=("python", f"{_DRIVER}/evaluation_driver.py", labels, sent, codename),
        mounts=tuple(Mount(source.resolve(), at) for at, source in places.items()),
        output_at=OUTPUT,
        work_at=EVALUATION_AT,
        environment=_ENVIRONMENT,
        limits=limits,
        writable=(SHARED,),
    )


def _tool(tools: Path, name: str) -> Path:
    """The folder in which a copy of one of our programs stands alone."""
    folder = tools / name.removesuffix(".py")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(__file__).with_name("inside") / name, folder / name)
    return folder
