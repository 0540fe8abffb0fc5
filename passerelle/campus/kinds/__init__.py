"""The kinds of activity the campus plays, and what it does with a loaded revision."""

from __future__ import annotations

from passerelle.programme.kinds import (
    FolderKind,
    register_activity,
    register_applier,
    register_folder,
)

from . import assignment, lesson, quiz, rubrics


def register() -> None:
    """Called once when Django starts."""
    from .apply import apply_revision

    for kind in (lesson.KIND, quiz.KIND, assignment.KIND):
        register_activity(kind)
    register_folder(FolderKind("quizzes", quiz.check_folder, schemas={}))
    register_folder(
        FolderKind("rubrics", rubrics.check_folder, schemas={"rubrics/*.yaml": rubrics.RubricFile})
    )
    register_applier(apply_revision)
