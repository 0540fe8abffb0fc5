"""Critiques: an activity in which a learner catches a model out, output after output."""

from __future__ import annotations

from passerelle.programme.kinds import ActivityKind
from passerelle.programme.source import ActivitySource, ProgrammeSource

from .critique_schemas import CritiqueFile


def check(source: ProgrammeSource, activity: ActivitySource) -> None:
    """The engine is loaded with the first series that is checked."""
    from .critique_checks import check_activity

    check_activity(source, activity)


KIND = ActivityKind("critique", CritiqueFile, has_prose=False, check=check)
