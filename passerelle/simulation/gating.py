"""The check of one case: read, examined, calibrated, measured; what it writes beside the case."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.engines.encounter import (
    SEED,
    Asking,
    BlindQuestions,
    Figures,
    Matcher,
    Thresholds,
    calibrated,
    hostile_prompts,
    measured,
    own_phrasings,
    texts_of,
)
from passerelle.gateway.embeddings import MODEL
from passerelle.programme.problems import Problem, ProgrammeRefused
from passerelle.programme.source import ProgrammeSource

from .blind import blind_questions
from .kinds import FOLDER
from .kinds.cases import CASE, QUESTIONS, files_of, questions_of
from .kinds.checks import check_folder
from .kinds.gates import GATE, VECTORS, digest_of_texts
from .questioning import Progress, Questioned, kept_embed, lexicon, questioned

_TOGETHER = 25  # questions; progress is told as often


@dataclass(frozen=True, slots=True)
class Checked:
    """A case that could be measured."""

    slug: str
    thresholds: Thresholds
    figures: Figures
    digest: str
    vectors: bytes

    def as_json(self) -> dict[str, Any]:
        return {
            "format": 1,
            "case": self.slug,
            "passed": self.figures.passed,
            "digest": self.digest,
            "model": MODEL,
            "seed": SEED,
            "thresholds": self.thresholds.as_json(),
            "figures": self.figures.as_json(),
        }

    def write(self, folder: Path) -> None:
        """`gate.json` and `vectors.bin`, whole or not at all."""
        text = json.dumps(self.as_json(), indent=1, ensure_ascii=False) + "\n"
        for name, content in ((VECTORS, self.vectors), (GATE, text.encode())):
            half = folder / f".{name}.half"
            half.write_bytes(content)
            half.replace(folder / name)


def check(folder: Path, *, progress: Progress | None = None) -> Checked:
    """Raises ProgrammeRefused for a case that is not whole, with everything that is wrong."""
    slug = folder.resolve().name
    files = files_of(folder)
    _examined(files, slug)
    questions = blind_questions(questions_of(_in_programme(files, slug), slug))
    found = questioned(folder, progress=progress)
    reader = _having_compared(found, questions, progress)
    kept, _ = questions.parts()
    thresholds = calibrated(found.case, reader.likeness, kept)
    reader = reader.at(thresholds)
    return Checked(
        slug=slug,
        thresholds=thresholds,
        figures=measured(found.case, reader, questions),
        digest=digest_of_texts(files[CASE], files[QUESTIONS]),
        vectors=found.vectors.only(texts_of(own_phrasings(found.case))).as_bytes(),
    )


def _having_compared(
    found: Questioned, questions: BlindQuestions, progress: Progress | None
) -> Matcher:
    """A reader at the usual thresholds that has compared every question there is."""
    embed = kept_embed(None)
    reader = Matcher(found.case, lexicon(), lambda texts: found.vectors.of(texts, embed))
    asked = [
        Asking(turn, each.language)
        for each in (*questions.all(), *hostile_prompts(found.case))
        for turn in each.turns
    ]
    for start in range(0, len(asked), _TOGETHER):
        reader = reader.having_compared(asked[start : start + _TOGETHER])
        if progress:
            progress(min(start + _TOGETHER, len(asked)), len(asked))
    return reader


def _examined(files: dict[str, bytes], slug: str) -> None:
    for name in (CASE, QUESTIONS):
        if name not in files:
            remedy = f"Write {name} in this folder."
            raise ProgrammeRefused([Problem(name, 0, "", "The file is missing.", remedy)])
    source = ProgrammeSource(_in_programme(files, slug))
    check_folder(source)
    if source.problems:
        raise ProgrammeRefused(source.problems)


def _in_programme(files: dict[str, bytes], slug: str) -> dict[str, bytes]:
    return {f"{FOLDER}/{slug}/{name}": content for name, content in files.items()}
