"""The stored files of a challenge, at one version of its data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .enums import FileRole
from .intake import is_imported
from .kinds.schemas import BoardsSpec, ScoringSpec
from .labels import Labels, read_labels
from .models import Challenge, DataFile


class DataMissing(LookupError):
    """A file that evaluating needs is not stored: load the programme again."""


def data_file(challenge: Challenge, role: FileRole, *, version: int | None = None) -> DataFile:
    """The one file of a role; of the version in force unless another is asked for."""
    wanted = challenge.data_version if version is None else version
    found = challenge.files.filter(role=role, version=wanted).first()
    if found is None:
        raise DataMissing(f"The challenge {challenge.slug} has no {role} file at {wanted}.")
    return found


def bytes_of(file: DataFile) -> bytes:
    with file.file.open("rb") as stored:
        data: bytes = stored.read()
    return data


def copy_to(file: DataFile, folder: Path) -> Path:
    """A copy on this machine's disk, wherever the file is stored."""
    place = folder / Path(file.name).name
    place.write_bytes(bytes_of(file))
    return place


def labels_of(file: DataFile, scoring: ScoringSpec, boards: BoardsSpec) -> Labels:
    """The labels of a file; its bytes never change, so the answer is kept."""
    known = file.digest, scoring.model_dump_json(), boards.model_dump_json()
    return _labels(file.pk, *known)


@lru_cache(maxsize=16)
def _labels(pk: int, _digest: str, scoring: str, boards: str) -> Labels:
    return read_labels(
        bytes_of(DataFile.objects.get(pk=pk)),
        ScoringSpec.model_validate_json(scoring),
        BoardsSpec.model_validate_json(boards),
    )


def scored_against(challenge: Challenge) -> FileRole:
    """What decides a score: the labels, or the whole bundle."""
    return FileRole.BUNDLE if is_imported(challenge) else FileRole.TRUTH
