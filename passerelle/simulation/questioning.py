"""A case of a folder, ready to be questioned without a database."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from passerelle.gateway.embeddings import MODEL, Embed, KeptVectors, embed
from passerelle.programme.problems import Problem, ProgrammeRefused

from .kinds import FOLDER
from .kinds.cases import CASE, read_case
from .kinds.gates import GATE, VECTORS

if TYPE_CHECKING:
    from passerelle.engines.encounter import Case, KnownVectors, Lexicon, Matcher, Thresholds

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Questioned:
    """A case and the reader of its learners' turns."""

    folder: Path
    case: Case
    reader: Matcher
    vectors: KnownVectors


def folder_of(name: str) -> Path:
    """A folder as given, or the case of that slug in the programmes; raises ProgrammeRefused."""
    given = Path(name)
    if (given / CASE).is_file() or given.is_dir():
        return given
    found = sorted(settings.PASSERELLE_PROGRAMMES.glob(f"*/{FOLDER}/{given.name}/{CASE}"))
    if found and given.name == name:
        return found[0].parent
    known = sorted(
        path.parent.name for path in settings.PASSERELLE_PROGRAMMES.glob(f"*/{FOLDER}/*/{CASE}")
    )
    remedy = f"Give a folder that holds {CASE}, or one of: {', '.join(known)}."
    raise ProgrammeRefused([Problem(name, 0, "", "There is no such case.", remedy)])


def questioned(
    folder: Path, *, progress: Progress | None = None, embed: Embed = embed
) -> Questioned:
    """The case at the thresholds its gate was passed with; raises ProgrammeRefused.

    Phrasings without a kept vector are computed once, and kept under the data folder; what a
    learner types is never kept. `embed` is asked for the vectors of what is typed."""
    from passerelle.engines.encounter import Matcher

    case = read_case(folder)
    vectors = vectors_of(folder, case, progress=progress)
    reader = Matcher(
        case, lexicon(), lambda texts: vectors.of(texts, embed), stored_thresholds(folder)
    )
    return Questioned(folder, case, reader, vectors)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    from passerelle.engines.encounter import shared_lexicon

    return shared_lexicon(kept_embed(None), model=MODEL)


def kept_embed(progress: Progress | None) -> KeptVectors:
    """For texts that authors wrote: asked once, kept under the data folder."""
    return KeptVectors(settings.DATA / "vectors", embed, progress=progress)


def vectors_of(folder: Path, case: Case, *, progress: Progress | None) -> KnownVectors:
    """Of each phrasing of the case's own: from `vectors.bin`, those it lacks computed."""
    from passerelle.engines.encounter import known_vectors, own_phrasings, texts_of

    known, texts = stored_vectors(folder), texts_of(own_phrasings(case))
    if not known.missing(texts):
        return known
    rows = known.of(texts, kept_embed(progress))
    return known_vectors(texts, rows, model=MODEL)


def stored_vectors(folder: Path) -> KnownVectors:
    from passerelle.engines.encounter import VectorsUnreadable, no_vectors, vectors_in

    try:
        return vectors_in((folder / VECTORS).read_bytes(), model=MODEL)
    except (OSError, VectorsUnreadable):
        return no_vectors(MODEL)


def stored_thresholds(folder: Path) -> Thresholds:
    """Those of `gate.json`; the usual ones where there is none."""
    from passerelle.engines.encounter import thresholds_in

    return thresholds_in(stored_gate(folder).get("thresholds"))


# Any: what a file holds, read with care where it is used.
def stored_gate(folder: Path) -> dict[str, Any]:
    try:
        written = json.loads((folder / GATE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return written if isinstance(written, dict) else {}
