"""What came of a submission: its steps, its lines on the boards, or why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.sandbox import Outcome

from ._commands import Role
from ._description import Phase, Task
from ._failures import Failure
from ._scores import BoardScores


@dataclass(frozen=True, slots=True)
class StepRun:
    """One program that was run."""

    role: Role
    command: str
    outcome: Outcome

    def as_json(self) -> dict[str, Any]:  # a payload: numbers, texts, None
        return {
            "program": str(self.role),
            "command": self.command,
            "ended": str(self.outcome.ended),
            "exit_code": self.outcome.exit_code,
            "seconds": round(self.outcome.seconds, 3),
            "limit": self.outcome.limit,
            "last_line": self.outcome.last_line,
            "log": self.outcome.log,
        }


@dataclass(frozen=True, slots=True)
class TaskRun:
    """What one task made of the submission: lines of boards, or a failure."""

    task: Task
    steps: tuple[StepRun, ...]
    boards: tuple[BoardScores, ...]
    failure: Failure | None
    detailed_results: Path | None
    notes: tuple[str, ...]

    def as_json(self, *, public: bool = False) -> dict[str, Any]:  # a payload
        lines = [line.public() if public else line for line in self.boards]
        return {
            "task": self.task.index,
            "name": self.task.name,
            "failure": self.failure.as_json() if self.failure else None,
            "boards": [line.as_json() for line in lines if line],
            "notes": list(self.notes),
            "steps": [] if public else [step.as_json() for step in self.steps],
            "detailed_results": self.detailed_results is not None,
        }


@dataclass(frozen=True, slots=True)
class BundleRun:
    """A submission through every task of a phase."""

    phase: Phase
    tasks: tuple[TaskRun, ...]
    failure: Failure | None = None

    @property
    def first_failure(self) -> Failure | None:
        found = (run.failure for run in self.tasks if run.failure)
        return self.failure or next(found, None)

    @property
    def is_scored(self) -> bool:
        return bool(self.tasks) and self.first_failure is None

    def as_json(self, *, public: bool = False) -> dict[str, Any]:  # a payload
        """`public`: what a browser may be sent, without hidden columns, logs or commands."""
        failure = self.first_failure
        return {
            "scored": self.is_scored,
            "phase": {"index": self.phase.index, "name": self.phase.name},
            "failure": failure.as_json() if failure else None,
            "tasks": [run.as_json(public=public) for run in self.tasks],
        }
