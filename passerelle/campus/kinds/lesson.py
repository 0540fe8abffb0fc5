"""Lessons: Markdown in both languages, read and then marked as read."""

from __future__ import annotations

from typing import Literal

from passerelle.programme.kinds import ActivityKind
from passerelle.programme.schemas import ActivityFile
from passerelle.programme.source import ActivitySource, ProgrammeSource


class LessonFile(ActivityFile):
    kind: Literal["lesson"]


def check(source: ProgrammeSource, activity: ActivitySource) -> None:
    """A title of level one in the prose would stand twice on the page."""
    for language in ("fr", "en"):
        name = f"{activity.path}/{language}.md"
        for line, text in enumerate(source.files.get(name, b"").splitlines(), start=1):
            if text.startswith(b"# "):
                source.trouble(
                    name,
                    "A lesson has its title in activity.yaml, not in its text.",
                    "Begin sections with ##.",
                    line=line,
                )
                break


KIND = ActivityKind("lesson", LessonFile, has_prose=True, check=check)
