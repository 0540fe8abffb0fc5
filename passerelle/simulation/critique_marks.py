"""Marks as a page sends them and as they are kept: JSON of version 1.

Each mark is `{"start", "end", "type", "severity", "document"}`; start and end are null where
something is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from passerelle.engines.critique import (
    Choice,
    ErrorType,
    Item,
    Mark,
    Response,
    Severity,
    Span,
    Verdict,
)

from .kinds.critique_items import item_of
from .kinds.critique_schemas import CritiqueItemFile
from .models import Critique, CritiqueItem

MOST_MARKS = 60
_FIELDS = frozenset({"start", "end", "type", "severity", "document"})
_SEVERITIES = {each.name.lower(): each for each in Severity}
_TYPES = frozenset(each.value for each in ErrorType)


def marks_refused(
    marks: Sequence[Mapping[str, Any]],  # Any: JSON from a page
    item: CritiqueItem,
    *,
    language: str,
    is_draft: bool = False,
) -> str:
    """Why marks cannot be kept, or nothing when they can. A draft may name nothing yet."""
    if len(marks) > MOST_MARKS:
        return f"more than {MOST_MARKS} marks"
    length = len(item.written["output"]["text"][language])
    documents = {each["id"] for each in item.written["documents"]}
    unnamed = {""} if is_draft else set()
    types, severities = _TYPES | unnamed, _SEVERITIES.keys() | unnamed
    for mark in marks:
        if set(mark) != _FIELDS:
            return "fields"
        if mark["type"] not in types or mark["severity"] not in severities:
            return "type or severity"
        if mark["document"] and mark["document"] not in documents:
            return "document"
        if not _is_place(mark["start"], mark["end"], length):
            return "place"
    return ""


def _is_place(start: object, end: object, length: int) -> bool:
    if start is None or end is None:
        return start is end
    if not isinstance(start, int) or not isinstance(end, int):
        return False
    return 0 <= start < end <= length


def engine_item(item: CritiqueItem, *, language: str) -> Item:
    file = CritiqueItemFile.model_validate(item.written)
    return item_of(file, item.slug, language=cast(Literal["fr", "en"], language))


def response_of(critique: Critique) -> Response:
    """A submitted critique as the engine scores it."""
    question = critique.item.written["question"]
    seconds = 0.0
    if critique.submitted_at is not None:
        seconds = (critique.submitted_at - critique.committed_at).total_seconds()
    return Response(
        item=engine_item(critique.item, language=critique.language),
        marks=tuple(map(_mark, critique.marks)),
        verdict=Verdict(critique.verdict),
        choice=Choice(
            before=critique.choice_before,
            model=question["model"],
            after=critique.choice_after,
            right=question["right"],
        ),
        confidence=(critique.confidence_after or 0) / 100,
        seconds=seconds,
    )


def _mark(kept: Mapping[str, Any]) -> Mark:  # Any: JSON that `marks_refused` let through
    place = None if kept["start"] is None else Span(kept["start"], kept["end"])
    severity = _SEVERITIES[kept["severity"]]
    return Mark(place, ErrorType(kept["type"]), severity, str(kept["document"]))
