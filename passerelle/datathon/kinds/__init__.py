"""The `challenges/` folder of a programme, and what becomes of it when a revision loads."""

from __future__ import annotations

from passerelle.programme.kinds import FolderKind, register_applier, register_folder


def register() -> None:
    """Called once when Django starts."""
    from .apply import apply_revision
    from .checks import FOLDER, check_folder
    from .schemas import ChallengeFile

    schemas = {f"{FOLDER}/*/challenge.yaml": ChallengeFile}
    register_folder(FolderKind(FOLDER, check_folder, schemas=dict(schemas)))
    register_applier(apply_revision)
