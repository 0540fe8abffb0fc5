"""The sentences that open the pages on teams: their dossier, what became of their project."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .queries.dossiers import DossierView, PaperAsked


def of_dossier(dossier: DossierView, paper: PaperAsked) -> str:
    if paper.handed_in_at is not None:
        return _("The dossier is handed in.")
    parts = len(dossier.rows)
    if dossier.written == parts:
        return _("All the parts are written.")
    text = ngettext(
        "%(written)s of %(parts)s parts is written.",
        "%(written)s of %(parts)s parts are written.",
        dossier.written,
    )
    return text % {"written": dossier.written, "parts": parts}
