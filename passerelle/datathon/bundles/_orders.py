"""What the sandbox is asked for each step: Codabench's folders, the labels for scoring only."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from passerelle.sandbox import Limits, Mount, Order

from ._commands import Role, arguments
from ._description import Task

OUTPUT, SHARED, PROGRAM = "/app/output", "/app/shared", "/app/program"
# Where the step before left what it hands on, where the program comes from when it is copied to a
# place that it may write, and the small program that does both.
_CARRIED, _ORIGINAL, _CARRIER = "/app/.carried", "/app/.program", "/app/.carrier"
_DRIVER = "/app/.driver"
SHARED_KEPT = ".shared"
_ENVIRONMENT: Mapping[str, str] = {"PYTHONUNBUFFERED": "1"}
EVALUATION_AT = "/app/program/challenge"
# Larger programs (a fitted model beside the code) stand where they are, and cannot be written.
_MOST_COPIED_BYTES = 32_000_000


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
    manner = "handing-on" if during and role is Role.INGESTION else "alone"
    places = {**_places(role, task, folders), _CARRIER: _tool(tools, "carrier_program.py")}
    writable = [SHARED]
    if _bytes_in(folders.program) <= _MOST_COPIED_BYTES:
        # Codabench lets a program write where it stands, and some do.
        places[_ORIGINAL] = places.pop(PROGRAM)
        writable.append(PROGRAM)
    return Order(
        command=("python", "-I", "-S", f"{_CARRIER}/carrier_program.py", manner, *words),
        mounts=tuple(Mount(source.resolve(), at) for at, source in places.items()),
        output_at=OUTPUT,
        work_at=PROGRAM,
        environment=_ENVIRONMENT,
        limits=limits,
        writable=tuple(writable),
    )


def _places(role: Role, task: Task, folders: Folders) -> dict[str, Path]:
    """What is seen where. The reference data appear for the scoring program and for no other."""
    during = task.ingestion_only_during_scoring
    places = {PROGRAM: folders.program}
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


def _bytes_in(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*"))


def _tool(tools: Path, name: str) -> Path:
    """The folder in which a copy of one of our programs stands alone."""
    folder = tools / name.removesuffix(".py")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(Path(__file__).with_name("inside") / name, folder / name)
    return folder
