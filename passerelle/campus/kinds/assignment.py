"""Assignments: a brief, text and files handed in by a person or a team, marked on a rubric."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from passerelle.programme.kinds import ActivityKind
from passerelle.programme.schemas import ActivityFile, Slug, Strict
from passerelle.programme.source import ActivitySource, ProgrammeSource

FileType = Literal[
    "pdf", "docx", "odt", "pptx", "odp", "xlsx", "ods", "csv", "txt", "md", "png", "jpg", "ipynb"
]


class FilesPolicy(Strict):
    """How many files, how large each, of which types."""

    most: int = Field(ge=0, le=20)
    megabytes: int = Field(gt=0, le=200)
    types: list[FileType] = Field(min_length=1)


class AssignmentFile(ActivityFile):
    kind: Literal["assignment"]
    rubric: Slug
    by: Literal["person", "team"]
    component: Slug
    files: FilesPolicy
    raters: int = Field(ge=1, le=5)

    @property
    def is_for_teams(self) -> bool:
        return self.by == "team"


def check(source: ProgrammeSource, activity: ActivitySource) -> None:
    file = activity.file
    if isinstance(file, AssignmentFile) and f"rubrics/{file.rubric}.yaml" not in source.files:
        known = [name.removeprefix("rubrics/")[:-5] for name in source.under("rubrics")]
        source.trouble(
            activity.yaml.name,
            f"The rubric {file.rubric} is unknown.",
            f"Write rubrics/{file.rubric}.yaml, or choose one of {', '.join(known) or 'none yet'}.",
            line=activity.yaml.line_of(("rubric",)),
            at="rubric",
        )


KIND = ActivityKind("assignment", AssignmentFile, has_prose=True, check=check)
