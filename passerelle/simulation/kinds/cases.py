"""A case's files read into the engine's `Case`: from a programme, or from a folder on its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from passerelle.engines.encounter import (
    Both,
    Case,
    Claim,
    Consultation,
    Diagnosis,
    Fact,
    Finding,
    HandoffItem,
    Investigation,
    Level,
    Manners,
    Persona,
    Place,
    Source,
    Treatment,
    Worth,
)
from passerelle.programme.problems import Problem, ProgrammeRefused
from passerelle.programme.schemas import Bilingual, Strict
from passerelle.programme.source import ProgrammeSource

from . import FOLDER
from .examined import MANNERS
from .schemas import CaseFile, ConsultationFile, Lines, QuestionsFile, SomeLines

CASE, QUESTIONS = "case.yaml", "questions.yaml"
_LARGEST_BYTES = 1_000_000
_ENUMS = {"level": Level, "worth": Worth, "place": Place}
Schema = TypeVar("Schema", bound=Strict)


def case_of(files: Mapping[str, bytes], slug: str) -> Case:
    """The case `cases/<slug>/` of a programme's files; raises ProgrammeRefused."""
    return made(_typed(files, f"{FOLDER}/{slug}/{CASE}", CaseFile), slug)


def read_case(folder: Path) -> Case:
    """The case of a folder on its own; raises ProgrammeRefused."""
    return made(_typed(files_of(folder), CASE, CaseFile), folder.resolve().name)


def questions_of(files: Mapping[str, bytes], slug: str) -> QuestionsFile:
    """The blind questions of `cases/<slug>/`; raises ProgrammeRefused."""
    return _typed(files, f"{FOLDER}/{slug}/{QUESTIONS}", QuestionsFile)


def read_questions(folder: Path) -> QuestionsFile:
    """The blind questions of a folder on its own; raises ProgrammeRefused."""
    return _typed(files_of(folder), QUESTIONS, QuestionsFile)


def files_of(folder: Path) -> dict[str, bytes]:
    """What a folder on its own holds of a case; an unreadable one is refused in a sentence."""
    if not folder.is_dir():
        remedy = "Give the folder that holds case.yaml."
        raise ProgrammeRefused([Problem(str(folder), 0, "", "This is not a folder.", remedy)])
    found = {}
    for name in (CASE, QUESTIONS):
        path = folder / name
        if not path.is_file():
            continue
        if path.stat().st_size > _LARGEST_BYTES:
            raise ProgrammeRefused(
                [Problem(name, 0, "", "The file is longer than 1 MB.", "Shorten it.")]
            )
        found[name] = path.read_bytes()
    return found


def made(file: CaseFile, slug: str) -> Case:
    """The engine's case of a file that its schema accepted."""
    manners = (*MANNERS, "listening")
    plain = _fields(file)
    for name in (*manners, "handoff", "assistant"):
        del plain[name]
    return Case(
        **plain
        | {
            "slug": slug,
            "persona": Persona(**_fields(file.persona)),
            "manners": Manners(**{name: _plain(getattr(file, name)) for name in manners}),
            "facts": tuple(Fact(**_fields(each)) for each in file.facts),
            "examination": tuple(Finding(**_fields(each)) for each in file.examination),
            "tests": tuple(Investigation(**_fields(each)) for each in file.tests),
            "treatments": tuple(Treatment(**_fields(each)) for each in file.treatments),
            "differential": tuple(Diagnosis(**_fields(each)) for each in file.differential),
            "handoff_guide": _plain(file.handoff.guide),
            "handoff": tuple(HandoffItem(**_fields(each)) for each in file.handoff.items),
            "consultations": tuple(map(_consultation, file.assistant.consultations)),
            "assistant_origin": _plain(file.assistant.origin),
            "sources": tuple(Source(**_fields(each)) for each in file.sources),
        }
    )


def _consultation(file: ConsultationFile) -> Consultation:
    claims = tuple(Claim(**_fields(claim)) for claim in file.claims)
    return Consultation(**_fields(file) | {"claims": claims})


# Any: the fields of a schema and of its engine type have the same names, one converter for all.
def _fields(file: Strict) -> dict[str, Any]:
    plain = {name: _plain(getattr(file, name)) for name in type(file).model_fields}
    written = {name: plain[name] for name in _ENUMS if isinstance(plain.get(name), str)}
    return plain | {name: _ENUMS[name](value) for name, value in written.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Bilingual):
        return Both(value.fr, value.en)
    if isinstance(value, Lines | SomeLines):
        return Both(tuple(value.fr), tuple(value.en))
    return tuple(map(_plain, value)) if isinstance(value, list) else value


def _typed(files: Mapping[str, bytes], name: str, schema: type[Schema]) -> Schema:
    if name in files:
        return cast(Schema, _read(name, files[name], schema))
    source = ProgrammeSource(files)
    source.typed(name, schema)
    raise ProgrammeRefused(source.problems)


# A schema is frozen: what was read of the same bytes is shared.
@lru_cache(maxsize=64)
def _read(name: str, data: bytes, schema: type[Strict]) -> Strict:
    source = ProgrammeSource({name: data})
    _, file = source.typed(name, schema)
    if source.problems or file is None:
        raise ProgrammeRefused(source.problems)
    return file
