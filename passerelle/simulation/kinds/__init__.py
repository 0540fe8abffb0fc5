"""The `cases/` and `critiques/` folders of a programme, and what a revision makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from passerelle.programme.kinds import (
    FolderKind,
    register_activity,
    register_applier,
    register_folder,
)
from passerelle.programme.source import ProgrammeSource

from . import critique, encounter
from .critique_schemas import ConcordanceFile, CritiqueItemFile
from .schemas import CaseFile, QuestionsFile

if TYPE_CHECKING:
    from passerelle.programme.models import Edition

FOLDER = "cases"


def register() -> None:
    """Called once when Django starts."""
    schemas: dict[str, type[BaseModel]] = {
        f"{FOLDER}/*/case.yaml": CaseFile,
        f"{FOLDER}/*/questions.yaml": QuestionsFile,
    }
    register_folder(FolderKind(FOLDER, _check, schemas=schemas))
    outputs: dict[str, type[BaseModel]] = {
        "critiques/*/item.yaml": CritiqueItemFile,
        "critiques/concordance.yaml": ConcordanceFile,
    }
    register_folder(FolderKind("critiques", _check_critiques, schemas=outputs))
    register_activity(encounter.KIND)
    register_activity(critique.KIND)
    register_applier(_apply)


# The engine is loaded with the first programme, not with every page that plays no case.
def _check(source: ProgrammeSource) -> None:
    from .checks import check_folder

    check_folder(source)


def _check_critiques(source: ProgrammeSource) -> None:
    from .critique_checks import check_folder

    check_folder(source)


def _apply(edition: Edition, source: ProgrammeSource) -> None:
    from .apply import apply_revision
    from .critique_apply import apply_critiques

    apply_revision(edition, source)
    apply_critiques(edition, source)
