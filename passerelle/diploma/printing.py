"""The diploma on paper: a page in PDF/A-3a and PDF/UA-1 mode that carries its credential.

Typst draws it from data alone; `actions.papers` has it signed, and keeps it."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines.numbers import format_en, format_fr
from passerelle.engines.timetable import day_en, day_fr, zone_named
from passerelle.foundation.translated import Translated

from .addresses import public_url
from .enums import PaperSize
from .errors import NotPrintable
from .queries.diplomas import Diploma, Seal

NO_BREAK = "\u00a0"
_PAPER = Path(__file__).parent / "paper"
_SIZES = {
    PaperSize.A4: {"width": 297.0, "height": 210.0},
    PaperSize.LETTER: {"width": 279.4, "height": 215.9},
}
_SPECIMEN = {
    "fr": "Spécimen, sans lien avec les établissements nommés",
    "en": "Specimen, unrelated to the institutions named",
}


def drawn(diploma: Diploma, size: PaperSize = PaperSize.A4) -> bytes:
    """The PDF, drawn now, not signed yet."""
    issued = diploma.credential.issued_at or diploma.credential.prepared_at
    content = _content(diploma) | {"paper": _SIZES[size]}
    return compiled("diploma", content, at=issued, refusal=NotPrintable(diploma.holder))


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


def _content(diploma: Diploma) -> dict[str, Any]:  # Any: what the page reads as JSON
    credential = diploma.credential
    decision, edition = credential.decision, credential.edition
    url, on = public_url(credential.number), _Days(edition.zones[0])
    return {
        "title": f"{diploma.name.in_language('fr')}, {diploma.holder}",
        "description": f"{diploma.name.in_language('en')}, {diploma.holder}",
        "date": on.parts(credential.issued_at or credential.prepared_at),
        "banner": {"fr": "Diplôme conjoint", "en": "Joint diploma"},
        "name": _both(edition.programme.title),
        "awarded": {"fr": "décerné à", "en": "awarded to"},
        "holder": diploma.holder,
        "honours": _both(decision.honours) if decision.honours else None,
        "body": _body(diploma, on.day(decision.decided_at)),
        "seals": [_seal(seal, on) for seal in diploma.seals],
        "number": credential.number,
        "verify": {"fr": "À vérifier en ligne", "en": "Verify online"},
        "signed": _signed(len(diploma.seals)),
        "url": url,
        "shown_url": url.partition("://")[2].rstrip("/"),
        "specimen": _SPECIMEN if edition.is_specimen else None,
        "qr": _qr(url),
        "qr_alt": f"Code QR vers {url}",
        "credential": bytes(credential.document).decode(),
        "attachment": "Diplôme numérique signé (Open Badges 3.0, VC 2.0)",
    }


def _body(diploma: Diploma, decided: dict[str, str]) -> dict[str, str]:
    edition = diploma.credential.edition
    rule = rule_of(edition)
    hours, ects, quebec = Decimal(edition.hours), rule.credits.ects, rule.credits.quebec
    return {
        "fr": f"Par décision du jury du {decided['fr']}, au terme d’un programme de "
        f"{format_fr(hours)}{NO_BREAK}heures valant {format_fr(ects)}{NO_BREAK}crédits ECTS et "
        f"{format_fr(quebec)}{NO_BREAK}crédits universitaires québécois, les établissements "
        "soussignés décernent ensemble ce diplôme.",
        "en": f"By decision of the jury on {decided['en']}, after a programme of "
        f"{format_en(hours)}{NO_BREAK}hours worth {format_en(ects)}{NO_BREAK}ECTS credits and "
        f"{format_en(quebec)}{NO_BREAK}Québec university credits, the undersigned institutions "
        "jointly award this diploma.",
    }


def _signed(count: int) -> dict[str, str]:
    return {
        "fr": f"Fichier signé par les {count}{NO_BREAK}établissements (PAdES)",
        "en": f"File signed by the {count} institutions (PAdES)",
    }


def _seal(seal: Seal, on: _Days) -> dict[str, Any]:  # Any: as above
    day = on.day(seal.signed_at) if seal.signed_at else {"fr": "–", "en": "–"}
    return {
        "name": seal.institution.name.in_language("fr"),
        "signed": {"fr": f"signé le {day['fr']}", "en": f"signed on {day['en']}"},
    }


@dataclass(frozen=True, slots=True)
class _Days:
    """Days as the programme's first zone counts them."""

    zone: str

    def day(self, instant: datetime) -> dict[str, str]:
        there = instant.astimezone(zone_named(self.zone))
        # A diploma says the date, not the day of the week.
        return {"fr": day_fr(there).partition(" ")[2], "en": day_en(there).partition(" ")[2]}

    def parts(self, instant: datetime) -> list[int]:
        there = instant.astimezone(zone_named(self.zone))
        return [there.year, there.month, there.day]


def _both(words: Translated) -> dict[str, str]:
    return {"fr": words.in_language("fr"), "en": words.in_language("en")}


def _qr(url: str) -> str:
    drawing = io.BytesIO()
    segno.make(url, error="m").save(drawing, kind="svg", border=0, dark="#1b222c")
    return drawing.getvalue().decode()
