"""The `cases/` folder of a programme: what it holds and what its check looks at."""

from __future__ import annotations

from pydantic import BaseModel

from passerelle.programme.kinds import FolderKind, register_folder
from passerelle.programme.source import ProgrammeSource

from .schemas import CaseFile, QuestionsFile

FOLDER = "cases"


def register() -> None:
    """Called once when Django starts."""
    schemas: dict[str, type[BaseModel]] = {
        f"{FOLDER}/*/case.yaml": CaseFile,
        f"{FOLDER}/*/questions.yaml": QuestionsFile,
    }
    register_folder(FolderKind(FOLDER, _check, schemas=schemas))


# The engine is loaded with the first programme, not with every page that plays no case.
def _check(source: ProgrammeSource) -> None:
    from .checks import check_folder

    check_folder(source)
