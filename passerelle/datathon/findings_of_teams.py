"""The sentences that open the pages on teams: their dossier, what became of their project."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .dossier_parts import PARTS
from .enums import ProjectState
from .queries.follow_ups import ProjectRow


def of_dossier(written: int, *, is_handed_in: bool) -> str:
    parts = len(PARTS)
    if is_handed_in:
        return _("The report is handed in.")
    if written == parts:
        return _("All the parts are written.")
    text = ngettext(
        "%(written)s of %(parts)s parts is written.",
        "%(written)s of %(parts)s parts are written.",
        written,
    )
    return text % {"written": written, "parts": parts}


def of_projects(rows: Sequence[ProjectRow]) -> str:
    """How many projects live on, of those that answered."""
    latest = [row.latest for row in rows if row.latest is not None]
    if not latest:
        return _("No team has said yet what became of its project.")
    alive = sum(each.state != ProjectState.STOPPED for each in latest)
    text = ngettext(
        "Of %(answered)s project heard of, %(alive)s goes on.",
        "Of %(answered)s projects heard of, %(alive)s go on.",
        len(latest),
    )
    return text % {"answered": len(latest), "alive": alive}
