"""Which sheets count, and whether they are enough for a result."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from ..models import Attempt, Panel, Sheet


def sheets_counted(attempt: Attempt) -> QuerySet[Sheet]:
    """Signed or not, without those set aside, with what their result needs."""
    return Sheet.objects.filter(attempt=attempt, setting_aside=None).select_related(
        "rubric", "panel"
    )


def are_enough(attempt: Attempt, sheets: Sequence[Sheet]) -> bool:
    """A panel's sheets make a result when the panel has closed; others when all are signed."""
    signed = [sheet for sheet in sheets if sheet.submitted_at]
    panel = panel_among(sheets)
    if panel is not None:
        return panel.closed_at is not None and bool(signed)
    return len(signed) >= max(wanted_by(attempt), len(sheets))


def panel_among(sheets: Sequence[Sheet]) -> Panel | None:
    return next((sheet.panel for sheet in sheets if sheet.panel is not None), None)


def wanted_by(attempt: Attempt) -> int:
    """How many raters the programme asks for."""
    return int(attempt.activity.settings.get("raters", 1))


def raters_of_work(attempt: Attempt, sheets: Sequence[Sheet]) -> int:
    """How many people the work is marked by: the panel's number, or the programme's, or more."""
    panel = panel_among(sheets)
    return max(len(sheets), panel.jurors_per_work if panel else wanted_by(attempt))
