"""Codabench and EvalAI bundles: read unchanged, checked, run in the sandbox."""

from ._commands import Role
from ._description import (
    Bundle,
    Computation,
    Kind,
    Leaderboard,
    Page,
    Part,
    Phase,
    ScoreColumn,
    Solution,
    Sorting,
    Task,
)
from ._failures import Category, Failure
from ._lint import lint
from ._reading import files_in, read_bundle
from ._remarks import BundleRefused, Level, Remark
from ._running import DEFAULT_LIMITS, Runner, run_bundle
from ._runs import BundleRun, StepRun, TaskRun
from ._scores import BoardScores, Score
from ._zips import SUBMISSION_LIMITS, ZipLimits, unpack

__all__ = [
    "DEFAULT_LIMITS",
    "SUBMISSION_LIMITS",
    "BoardScores",
    "Bundle",
    "BundleRefused",
    "BundleRun",
    "Category",
    "Computation",
    "Failure",
    "Kind",
    "Leaderboard",
    "Level",
    "Page",
    "Part",
    "Phase",
    "Remark",
    "Role",
    "Runner",
    "Score",
    "ScoreColumn",
    "Solution",
    "Sorting",
    "StepRun",
    "Task",
    "TaskRun",
    "ZipLimits",
    "files_in",
    "lint",
    "read_bundle",
    "run_bundle",
    "unpack",
]
