"""A diploma or a certificate on paper: a page in PDF/A-3a and PDF/UA-1 mode that carries its
credential.

Typst draws it from data alone; `actions.papers` has it signed, and keeps it."""

from __future__ import annotations

import io
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from .addresses import public_url
from .enums import PaperSize
from .errors import NotPrintable
from .models import Document
from .paper_words import NO_BREAK, Days, words_of
from .queries.sealed import Seal, Sealed

_PAPER = Path(__file__).parent / "paper"
_SIZES = {
    PaperSize.A4: {"width": 297.0, "height": 210.0},
    PaperSize.LETTER: {"width": 279.4, "height": 215.9},
}
_SPECIMEN = {
    "fr": "Spécimen, sans lien avec les établissements nommés",
    "en": "Specimen, unrelated to the institutions named",
}


def drawn(document: Sealed[Document], size: PaperSize = PaperSize.A4) -> bytes:
    """The PDF, drawn now, not signed yet."""
    content, issued = _content(document) | {"paper": _SIZES[size]}, document.credential.dated_at
    return compiled("diploma", content, at=issued, refusal=NotPrintable(document.holder))


def compiled(page: str, content: dict[str, Any], *, at: datetime, refusal: NotPrintable) -> bytes:
    """A page of `paper/` filled in; a name typst's own fonts cannot write borrows the system's.

    Archival PDF refuses a letter that no font here draws: nothing goes out with blanks."""
    written = json.dumps(content, ensure_ascii=False)
    for fonts in (_fonts(system=False), _fonts(system=True)):
        try:
            return _compiled(page, written, fonts=fonts, at=at)
        except typst.TypstError as refused:
            said = str(refused)
    raise refusal from ValueError(said)


def _compiled(page: str, content: str, *, fonts: typst.Fonts, at: datetime) -> bytes:
    return typst.compile(
        _source(page),
        format="pdf",
        font_paths=fonts,
        sys_inputs={"page": content},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(at.timestamp()),
    )


@cache
def _source(page: str) -> bytes:
    """Typst takes one file: what every page shares stands before it."""
    return (_PAPER / "shared.typ").read_bytes() + (_PAPER / f"{page}.typ").read_bytes()


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system)


def _content(document: Sealed[Document]) -> dict[str, Any]:  # Any: what the page reads as JSON
    credential = document.credential
    edition = credential.edition
    url, on = public_url(credential.number), Days(edition.zones[0])
    return words_of(credential, on) | {
        "date": on.parts(credential.dated_at),
        "holder": document.holder,
        "seals": [_seal(seal, on) for seal in document.seals],
        "number": credential.number,
        "verify": {"fr": "À vérifier en ligne", "en": "Verify online"},
        "signed": _signed(len(document.seals)),
        "url": url,
        "shown_url": url.partition("://")[2].rstrip("/"),
        "specimen": _SPECIMEN if edition.is_specimen else None,
        "qr": _qr(url),
        "qr_alt": f"Code QR vers {url}",
        "credential": bytes(credential.document).decode(),
    }


def _signed(count: int) -> dict[str, str]:
    return {
        "fr": f"Fichier signé par les {count}{NO_BREAK}établissements (PAdES)",
        "en": f"File signed by the {count} institutions (PAdES)",
    }


def _seal(seal: Seal, on: Days) -> dict[str, Any]:  # Any: as above
    day = on.day(seal.signed_at) if seal.signed_at else {"fr": "–", "en": "–"}
    return {
        "name": seal.institution.name.in_language("fr"),
        "signed": {"fr": f"signé le {day['fr']}", "en": f"signed on {day['en']}"},
    }


def _qr(url: str) -> str:
    drawing = io.BytesIO()
    segno.make(url, error="m").save(drawing, kind="svg", border=0, dark="#1b222c")
    return drawing.getvalue().decode()
