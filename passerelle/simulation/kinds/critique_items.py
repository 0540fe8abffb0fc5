"""An item as written becomes what the engine scores, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from passerelle.engines.critique import (
    ErrorType,
    Item,
    PlantedError,
    Severity,
    Span,
    sentences_of,
)

from .critique_schemas import CritiqueItemFile, ErrorFile

_SEVERITIES: Mapping[str, Severity] = {each.name.lower(): each for each in Severity}


def item_of(file: CritiqueItemFile, slug: str, *, language: Literal["fr", "en"]) -> Item:
    """Quotes become spans of the output in that language."""
    text: str = getattr(file.output.text, language)
    errors = tuple(_planted(each, text, language) for each in file.errors)
    return Item(slug, sentences_of(text), errors)


def _planted(file: ErrorFile, text: str, language: Literal["fr", "en"]) -> PlantedError:
    spans: tuple[Span, ...] = ()
    if file.quote is not None:
        quote: str = getattr(file.quote, language)
        start = text.index(quote)
        spans = (Span(start, start + len(quote)),)
    return PlantedError(
        id=file.id,
        type=ErrorType(file.type),
        severity=_SEVERITIES[file.severity],
        spans=spans,
        document=file.evidence.document if file.evidence else "",
    )
