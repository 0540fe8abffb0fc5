"""An uploaded file read whole before it is stored: typed predictions, or an archive of code."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from passerelle import sandbox
from passerelle.engines.table import Wording

from .bundles import SUBMISSION_LIMITS, BundleRefused, unpack
from .data_files import data_file, labels_of
from .enums import FileRole, Origin, SubmissionKind
from .errors import CodeMayNotRun, SubmissionRefused
from .intake import challenge_file, intake_of, is_imported, needs_sandbox
from .models import Challenge
from .predictions import read_predictions, whole_file


@dataclass(frozen=True, slots=True)
class Read:
    """What was found in a file that is accepted; `notes` say what was tolerated."""

    rows: int | None = None
    notes: tuple[Wording, ...] = ()


def refuse_if_code_may_not_run(challenge: Challenge, kind: str) -> None:
    """Below the sandbox's level, code is refused with the reason; predictions still work."""
    if not needs_sandbox(challenge, kind):
        return
    reached = sandbox.level()
    if not reached.may_run_code:
        raise CodeMayNotRun(reached.said)


def read_upload(challenge: Challenge, *, kind: str, name: str, data: bytes) -> Read:
    """Raises `SubmissionRefused` with every problem."""
    intake = intake_of(challenge)
    if len(data) > intake.most_bytes:
        raise SubmissionRefused([whole_file(*_too_large(intake.megabytes))])
    if challenge.origin == Origin.EVALAI:
        return Read()  # its script takes the file as it is
    if kind == SubmissionKind.CODE or is_imported(challenge):
        return _read_archive(challenge, kind, name, data)
    file = challenge_file(challenge)
    labels = labels_of(data_file(challenge, FileRole.TRUTH), file.scoring, file.boards)
    table = read_predictions(data, name=name, asked=file.submission, ids=labels.ids)
    return Read(table.rows, tuple(note.sentence for note in table.notes))


@contextmanager
def unpacked(data: bytes, name: str) -> Iterator[Path]:
    """The files of an archive, in a folder that lasts as long as the block."""
    with tempfile.TemporaryDirectory(prefix="passerelle-code-") as folder:
        archive = Path(folder) / "submission.zip"
        archive.write_bytes(data)
        try:
            unpack(archive, Path(folder) / "files", SUBMISSION_LIMITS)
        except BundleRefused as refused:
            said = str(refused).replace(archive.name, name)
            raise SubmissionRefused([whole_file(Wording(said, said), Wording("", ""))]) from None
        yield Path(folder) / "files"


def _read_archive(challenge: Challenge, kind: str, name: str, data: bytes) -> Read:
    with unpacked(data, name) as folder:
        if kind == SubmissionKind.CODE and not is_imported(challenge):
            _refuse_without_its_program(challenge, folder)
    return Read()


def _refuse_without_its_program(challenge: Challenge, folder: Path) -> None:
    """The command names a file that the archive must hold at its root."""
    code = challenge_file(challenge).submission.code
    scripts = [word for word in code.command if word.endswith((".py", ".sh"))] if code else []
    absent = [script for script in scripts if not (folder / script).is_file()]
    if absent:
        raise SubmissionRefused([whole_file(*_no_program(absent[0]))])


def _too_large(megabytes: int) -> tuple[Wording, Wording]:
    return (
        Wording("Ce fichier est trop lourd.", "This file is too large."),
        Wording(
            f"Envoyez au plus {megabytes}\u00a0Mo.",
            f"Send at most {megabytes} MB.",
        ),
    )


def _no_program(script: str) -> tuple[Wording, Wording]:
    return (
        Wording(
            f"L’archive ne contient pas {script} à sa racine.",
            f"The archive does not hold {script} at its root.",
        ),
        Wording(
            "Faites l’archive depuis l’intérieur du dossier, pas autour de lui.",
            "Make the archive from inside the folder, not around it.",
        ),
    )
