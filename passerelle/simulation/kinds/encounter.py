"""Encounters: an activity in which a learner, or a team, meets a virtual patient."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from passerelle.programme.kinds import ActivityKind
from passerelle.programme.schemas import ActivityFile, Slug
from passerelle.programme.source import ActivitySource, ProgrammeSource

from .gates import gate_in

_CASES = "cases"


class EncounterFile(ActivityFile):
    """Formative unless it names a `component`; `rubric` is for how one communicates.

    It counts by its own score, or by its rubric where it has one."""

    kind: Literal["encounter"]
    case: Slug
    mode: Literal["alone", "team"] = "alone"
    with_ai: bool = False
    attempts: int = Field(default=1, ge=1, le=10)
    component: Slug | Literal[""] = ""
    rubric: Slug | Literal[""] = ""
    raters: int = Field(default=1, ge=1, le=5)

    @property
    def is_for_teams(self) -> bool:
        return self.mode == "team"


def check(source: ProgrammeSource, activity: ActivitySource) -> None:
    """The case is there and has passed its gate, the rubric exists."""
    file = activity.file
    if not isinstance(file, EncounterFile):
        return
    folder = f"{_CASES}/{file.case}"
    if file.case not in source.subfolders(_CASES):
        known = ", ".join(source.subfolders(_CASES)) or "none yet"
        _trouble(
            source,
            activity,
            at="case",
            reason=f"The case {file.case} is unknown.",
            remedy=f"Write {folder}/case.yaml, or choose one of: {known}.",
        )
    elif gate_in(source.files, file.case) is None:
        _trouble(
            source,
            activity,
            at="case",
            reason=f"The case {file.case} has not passed its gate, or was changed since: "
            "no learner may meet it.",
            remedy=f"Run: passerelle simulate check {folder} --write, and correct what it refuses.",
        )
    if file.rubric and f"rubrics/{file.rubric}.yaml" not in source.files:
        _trouble(
            source,
            activity,
            at="rubric",
            reason=f"The rubric {file.rubric} is unknown.",
            remedy=f"Write rubrics/{file.rubric}.yaml.",
        )


def _trouble(
    source: ProgrammeSource, activity: ActivitySource, *, at: str, reason: str, remedy: str
) -> None:
    yaml = activity.yaml
    source.trouble(yaml.name, reason, remedy, line=yaml.line_of((at,)), at=at)


KIND = ActivityKind("encounter", EncounterFile, has_prose=False, check=check)
