"""The minutes on paper: A4, PDF/A-3a and PDF/UA-1, the structured minutes attached."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast

import typst
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import override

from passerelle.foundation.translated import Language

from .minutes_paper import Paper
from .queries.minutes import Record

_SOURCE = Path(__file__).parent / "paper" / "minutes.typ"


class NotPrintable(Exception):
    """A name or a reason has letters that no font here draws."""


def printed(record: Record, language: Language) -> bytes:
    """The PDF in one language, drawn once for each state of its signatures."""
    state = record.answers[-1].digest if record.answers else record.minutes.digest
    name = f"minutes/{record.minutes.digest[:32]}-{state[:16]}-{language}.pdf"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(drawn(record, language)))
    with default_storage.open(name) as kept:
        return cast(bytes, kept.read())


def drawn(record: Record, language: Language) -> bytes:
    """The PDF, drawn now; what typst's own fonts cannot write borrows the system's."""
    with override(language):
        content = json.dumps(Paper(record, language).content(), ensure_ascii=False)
    for fonts in (_fonts(system=False), _fonts(system=True)):
        try:
            return _compiled(content, fonts=fonts, at=record.minutes.drawn_up_at)
        except typst.TypstError as refused:
            said = str(refused)
    raise NotPrintable(said)


def _compiled(content: str, *, fonts: typst.Fonts, at: datetime) -> bytes:
    return typst.compile(
        _SOURCE.read_bytes(),
        format="pdf",
        font_paths=fonts,
        sys_inputs={"minutes": content},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(at.timestamp()),
    )


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system)
