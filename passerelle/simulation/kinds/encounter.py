"""Encounters: an activity in which a learner, or a team, meets a virtual patient."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from passerelle.programme.kinds import ActivityKind
from passerelle.programme.schemas import ActivityFile, Slug, Strict
from passerelle.programme.source import ActivitySource, ProgrammeSource

from .gates import gate_in

_CASES = "cases"


class CommunicationFile(Strict):
    """Who rates how one speaks: the staff on the activity's `rubric`, so many `peers` on
    theirs, or both. What peers say is for the learner to read: it is never a grade."""

    raters: Literal["staff", "peers", "both"] = "staff"
    peers: int = Field(default=2, ge=1, le=4)
    rubric: Slug | Literal[""] = ""


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
    communication: CommunicationFile = CommunicationFile()

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
    for at, rubric in (("rubric", file.rubric), ("communication", file.communication.rubric)):
        if rubric and f"rubrics/{rubric}.yaml" not in source.files:
            _trouble(
                source,
                activity,
                at=at,
                reason=f"The rubric {rubric} is unknown.",
                remedy=f"Write rubrics/{rubric}.yaml.",
            )
    _check_raters(source, activity, file)


def _check_raters(source: ProgrammeSource, activity: ActivitySource, file: EncounterFile) -> None:
    """Peers rate on a rubric; where the staff rates too, or nobody else, the file agrees."""
    asked = file.communication
    reason = remedy = ""
    if asked.raters != "staff" and not (asked.rubric or file.rubric):
        reason = "Peers are asked to rate without a rubric."
        remedy = "Name one: communication: {raters: peers, rubric: …}."
    elif asked.raters == "both" and not file.rubric:
        reason = "The staff is asked to rate without a rubric."
        remedy = "Name one under rubric, or write raters: peers."
    elif asked.raters == "peers" and file.rubric:
        reason = "Peers alone rate, and a rubric waits for the staff."
        remedy = "Write raters: both, or move the rubric into communication."
    if reason:
        _trouble(source, activity, at="communication", reason=reason, remedy=remedy)


def _trouble(
    source: ProgrammeSource, activity: ActivitySource, *, at: str, reason: str, remedy: str
) -> None:
    yaml = activity.yaml
    source.trouble(yaml.name, reason, remedy, line=yaml.line_of((at,)), at=at)


KIND = ActivityKind("encounter", EncounterFile, has_prose=False, check=check)
