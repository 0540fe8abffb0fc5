"""A submission as a list shows it: where it stands, and its figure on the public board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from passerelle.foundation.translated import Translated

from .enums import BoardName
from .figures_said import figure_said, interval_said
from .queries.submissions import EvaluationRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class SubmissionShown:
    state: str
    value: str
    interval: str


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """One thing to mend, in the reader's language."""

    place: str
    value: str
    reason: str
    remedy: str


def submission_shown(row: SubmissionRow) -> SubmissionShown:
    latest = row.latest
    scores = latest.scores if latest else ()
    score = next((each for each in scores if each.board == BoardName.PUBLIC), None)
    return SubmissionShown(
        state=_state(row, latest),
        value=figure_said(score.value) if score else "",
        interval=interval_said(score.low, score.high) if score else "",
    )


def problems_shown(problems: Iterable[Mapping[str, Any]]) -> list[ProblemShown]:
    """What the table engine kept as JSON (Any: JSON)."""
    return [
        ProblemShown(
            place=_place(each),
            value=each["value"],
            reason=str(Translated.from_mapping(each["reason"])),
            remedy=str(Translated.from_mapping(each["remedy"])),
        )
        for each in problems
    ]


def _state(row: SubmissionRow, latest: EvaluationRow | None) -> str:
    if row.cancelled_at is not None:
        return _("taken back")
    if latest is None or latest.position is not None:
        place = latest.position if latest else 1
        return _("number %(position)s in the queue") % {"position": place}
    if latest.ended_at is None:
        return _("running")
    return latest.outcome_said


def _place(problem: Mapping[str, Any]) -> str:
    row, column = problem["row"], problem["column"]
    if row is None:
        return column or ""
    words = {"row": row, "column": column}
    return _("row %(row)s, %(column)s") % words if column else _("row %(row)s") % words
