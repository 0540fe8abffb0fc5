"""The list for the ceremony as a PDF, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation.translated import reading_language
from passerelle.programme.models import Edition

from .errors import NotPrintable
from .printing import compiled
from .queries.ceremony import Called


def ceremony_list(edition: Edition, called: Sequence[Called]) -> bytes:
    language = reading_language()
    day = edition.diplomas_on
    count = ngettext("One graduate.", "%(n)s graduates, in the order of names.", len(called))
    sheet = {
        "widths": [0, 3, 2, 3],
        "head": ["", _("Name"), _("Honours"), _("Institution")],
        "rows": [[str(each.rank), each.name, each.honours, each.institution] for each in called],
    }
    sections = [{"heading": "", "facts": [], "words": [], "sheets": [sheet]}]
    content = {
        "title": f"{_('List for the ceremony')}, {edition.title}",
        "description": str(edition.programme.title),
        "authors": [],
        "date": [day.year, day.month, day.day],
        "paper": "a4",
        "language": language,
        "region": "fr" if language == "fr" else "ca",
        "banner": str(edition.title),
        "heading": _("List for the ceremony"),
        "lead": f"{edition.programme.title}. {count % {'n': len(called)}}",
        "specimen": "",
        "footer": str(edition.title),
        "sections": sections,
    }
    at = datetime.combine(day, time(), tzinfo=UTC)
    return compiled("record", content, at=at, refusal=NotPrintable(str(edition.title)))
