"""Which errors of a key were found, and how well they were named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ._items import Mark, PlantedError, Response, Span


@dataclass(frozen=True, slots=True)
class Found:
    """One error of the key, with the mark that names it best, or None: it was missed."""

    error: PlantedError
    mark: Mark | None

    @property
    def type_named(self) -> bool:
        return self.mark is not None and self.mark.type is self.error.type

    @property
    def severity_named(self) -> bool:
        return self.mark is not None and self.mark.severity is self.error.severity

    @property
    def evidence_given(self) -> bool:
        """The source document that proves it; an error that no document proves asks for none."""
        return self.mark is not None and self.mark.document == self.error.document


def found_in(response: Response) -> tuple[Found, ...]:
    """An error is found by a mark that reaches the sentence it stands in; of several the best
    named counts. An omission is found by a mark that says "something is missing"."""
    return tuple(Found(error, _best_mark(error, response)) for error in response.item.errors)


def false_marks(response: Response) -> tuple[Mark, ...]:
    """Marks that reach no sentence in which something is wrong."""
    errors = response.item.errors
    return tuple(
        mark
        for mark in response.marks
        if not any(_reaches(mark, error, response.item.sentences) for error in errors)
    )


def _best_mark(error: PlantedError, response: Response) -> Mark | None:
    reaching = [mark for mark in response.marks if _reaches(mark, error, response.item.sentences)]
    return max(reaching, key=lambda mark: _named(mark, error), default=None)


def _named(mark: Mark, error: PlantedError) -> int:
    named_type, named_severity = mark.type is error.type, mark.severity is error.severity
    return 2 * named_type + named_severity + (mark.document == error.document)


def _reaches(mark: Mark, error: PlantedError, sentences: Iterable[Span]) -> bool:
    if mark.span is None or not error.spans:
        return mark.span is None and not error.spans
    return any(
        mark.span.touches(sentence) and span.touches(sentence)
        for sentence in sentences
        for span in error.spans
    )


def weighted_recall(found: Iterable[Found]) -> Fraction | None:
    """Severities found ÷ severities planted: a lethal dose weighs four spelling mistakes."""
    rows = list(found)
    planted = sum(row.error.severity for row in rows)
    if not planted:
        return None
    return Fraction(sum(row.error.severity for row in rows if row.mark), planted)
