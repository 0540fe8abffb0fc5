"""From a stored rubric to the engine's value; a digest never changes, so the answer is kept."""

from __future__ import annotations

from passerelle.engines.rubric import Rubric, rubric_from

from .models import RubricText

_read: dict[str, Rubric] = {}


def rubric_of(row: RubricText) -> Rubric:
    """The rubric a sheet is filled on."""
    if row.digest not in _read:
        _read[row.digest] = rubric_from(row.written, slug=row.slug)
    return _read[row.digest]


def rubric_with(digest: str) -> Rubric | None:
    """The rubric of a digest; asked of the database once."""
    if digest in _read:
        return _read[digest]
    row = RubricText.objects.filter(digest=digest).first()
    return None if row is None else rubric_of(row)
