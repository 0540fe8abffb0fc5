"""A dossier as the paper that is handed in: its parts in order, then the addresses joined."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from passerelle.campus.models import TeamLink

from .queries.dossiers import DossierView


def paper_text(dossier: DossierView, links: Sequence[TeamLink]) -> str:
    """No name of a person or a team: jurors read it blind."""
    pieces = []
    if dossier.challenge_title:
        pieces.append(_("Challenge: %(title)s") % {"title": dossier.challenge_title})
    for number, row in enumerate(dossier.rows, start=1):
        text = row.text.strip() or _("(not written)")
        pieces.append(f"{number}. {row.part.label}\n\n{text}")
    if links:
        lines = [f"{link.label}: {link.url}" for link in links]
        pieces.append("\n".join([_("Addresses"), "", *lines]))
    return "\n\n".join(pieces)
