"""Everything that a series of responses says of one learner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from ._calibration import Calibration, calibration
from ._detection import (
    Detection,
    detection,
    items_flagged,
    omissions_flagged,
    sentences_flagged,
)
from ._finding import Found, found_in, weighted_recall
from ._items import ErrorType, Response
from ._reliance import Reliance, Share, reliance
from ._units import skill, units_of


@dataclass(frozen=True, slots=True)
class TypeRecall:
    """Of the errors of one type, how many were found."""

    type: ErrorType
    found: Share


@dataclass(frozen=True, slots=True)
class Report:
    """`by_sentence` is what d′ is reported on; `by_item` says whether outputs were let through.

    `skill` is what a result may rest on: 1 is perfect, flagging everything or nothing is 0."""

    items: int
    by_sentence: Detection
    by_omission: Detection
    by_item: Detection
    weighted_recall: Fraction | None
    skill: Fraction | None
    types: tuple[TypeRecall, ...]
    type_named: Share
    severity_named: Share
    evidence_given: Share
    reliance: Reliance
    calibration: Calibration | None
    median_seconds: float | None


def report(responses: Sequence[Response]) -> Report:
    """The order of the responses changes nothing."""
    found = [row for response in responses for row in found_in(response)]
    units = [unit for response in responses for unit in units_of(response)]
    choices = [response.choice for response in responses]
    return Report(
        items=len(responses),
        by_sentence=detection(sentences_flagged(units)),
        by_omission=detection(omissions_flagged(units)),
        by_item=detection(items_flagged(responses)),
        weighted_recall=weighted_recall(found),
        skill=skill(units),
        types=_by_type(found),
        type_named=_of_found(found, [row.type_named for row in found]),
        severity_named=_of_found(found, [row.severity_named for row in found]),
        evidence_given=_of_found(found, [row.evidence_given for row in found]),
        reliance=reliance(choices),
        calibration=calibration(
            [response.confidence for response in responses],
            [choice.after == choice.right for choice in choices],
        ),
        median_seconds=median(each.seconds for each in responses) if responses else None,
    )


def _by_type(found: Sequence[Found]) -> tuple[TypeRecall, ...]:
    met = [kind for kind in ErrorType if any(row.error.type is kind for row in found)]
    return tuple(TypeRecall(kind, _recall_of(kind, found)) for kind in met)


def _recall_of(kind: ErrorType, found: Sequence[Found]) -> Share:
    rows = [row for row in found if row.error.type is kind]
    return Share(sum(row.mark is not None for row in rows), len(rows))


def _of_found(found: Sequence[Found], named: Sequence[bool]) -> Share:
    """Naming is asked only of what was found."""
    return Share(sum(named), sum(row.mark is not None for row in found))
