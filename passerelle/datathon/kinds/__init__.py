"""The `challenges/` and `agreements/` folders of a programme, and what a revision makes of them."""

from __future__ import annotations

from passerelle.programme.kinds import FolderKind, register_applier, register_folder
from passerelle.programme.models import Edition
from passerelle.programme.source import ProgrammeSource

from . import agreements
from .schemas import ChallengeFile

FOLDER = "challenges"


def register() -> None:
    """Called once when Django starts."""
    schemas = {f"{FOLDER}/*/challenge.yaml": ChallengeFile}
    register_folder(FolderKind(FOLDER, _check, schemas=dict(schemas)))
    register_folder(FolderKind(agreements.FOLDER, agreements.check_folder, schemas={}))
    register_applier(_apply)


# The engines are loaded with the first programme, not with every page that never scores.
def _check(source: ProgrammeSource) -> None:
    from .checks import check_folder

    check_folder(source)


def _apply(edition: Edition, source: ProgrammeSource) -> None:
    from .apply import apply_revision

    apply_revision(edition, source)
