"""What `passerelle programme check` looks at in `cases/`: everything wrong, in one run."""

from __future__ import annotations

from passerelle.programme.source import ProgrammeSource

from . import FOLDER
from .schemas import CaseFile, QuestionsFile


def check_folder(source: ProgrammeSource) -> None:
    """Called by the programme's check once its modules are read."""
    for name in source.under(FOLDER):
        if name.count("/") == 1:
            source.trouble(name, "A case is a folder.", f"Move it into {FOLDER}/a-name/.")
    for slug in source.subfolders(FOLDER):
        source.typed(f"{FOLDER}/{slug}/case.yaml", CaseFile)
        source.typed(f"{FOLDER}/{slug}/questions.yaml", QuestionsFile)
