"""The data files of a challenge: generated from its spec, or read from its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from passerelle.foundation.ids import digest_of

from ..enums import FileRole
from ..generators import GeneratorRefused, generate
from ..labels import joined_halves
from .schemas import BoardsSpec, ChallengeFile, GeneratorSpec, OwnFiles

TRUTH = "truth.csv"
_ROLES = {
    "train.csv": FileRole.TRAIN,
    "test.csv": FileRole.TEST,
    "sample_submission.csv": FileRole.SAMPLE,
    TRUTH: FileRole.TRUTH,
}


class DataRefused(Exception):
    """The data cannot be made; `field` is the field of challenge.yaml to look at."""

    def __init__(self, reason: str, *, field: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a challenge, by role."""

    role: FileRole
    name: str
    data: bytes


def made_files(file: ChallengeFile, files: Mapping[str, bytes], folder: str) -> tuple[Made, ...]:
    """Train, test, sample and labels."""
    if file.data.generator is not None:
        return _generated(_written(file.data.generator))
    if file.data.files is None:  # the schema asks for one of the two
        raise DataRefused("There is no data.", field=("data",))
    return _own(file.data.files, files, folder, file.boards)


def spec_digest(file: ChallengeFile, files: Mapping[str, bytes], folder: str) -> str:
    """Of what the data is made from: it changes when, and only when, the data would."""
    if file.data.generator is not None:
        return digest_of(_written(file.data.generator))
    own = file.data.files.model_dump() if file.data.files else {}
    read = {
        name: digest_of(files.get(f"{folder}/{path}", b"")) for name, path in own.items() if path
    }
    return digest_of(json.dumps(read, sort_keys=True))


def _written(spec: GeneratorSpec) -> str:
    return json.dumps(spec.model_dump(mode="json"), sort_keys=True)


# Checking a folder and loading it ask for the same data.
@lru_cache(maxsize=8)
def _generated(written: str) -> tuple[Made, ...]:
    spec = GeneratorSpec.model_validate_json(written)
    try:
        generated = generate(spec.name, seed=spec.seed, rows=spec.rows, options=spec.options)
    except GeneratorRefused as refused:
        raise DataRefused(str(refused), field=("data", "generator")) from None
    missing = set(_ROLES) - set(generated.files)
    if missing:
        reason = f"The generator {spec.name} does not make {', '.join(sorted(missing))}."
        raise DataRefused(reason, field=("data", "generator", "name"))
    return tuple(
        Made(_ROLES.get(name, FileRole.KIT), name, data)
        for name, data in sorted(generated.files.items())
    )


def _own(
    own: OwnFiles, files: Mapping[str, bytes], folder: str, boards: BoardsSpec
) -> tuple[Made, ...]:
    read: dict[str, bytes] = {}
    for name, path in own.model_dump().items():
        if path is None:
            continue
        if f"{folder}/{path}" not in files:
            raise DataRefused(f"The file {path} is missing.", field=("data", "files", name))
        read[name] = files[f"{folder}/{path}"]
    truth = read.get("truth") or joined_halves(
        {boards.public: read["truth_public"], boards.private: read["truth_private"]}
    )
    made = [
        Made(FileRole.TRAIN, "train.csv", read["train"]),
        Made(FileRole.TEST, "test.csv", read["test"]),
        Made(FileRole.TRUTH, TRUTH, truth),
    ]
    if "sample" in read:
        made.append(Made(FileRole.SAMPLE, "sample_submission.csv", read["sample"]))
    return tuple(made)
