"""What the page of a diploma says, and that of a certificate; the rest of it is the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines.numbers import format_en, format_fr
from passerelle.engines.timetable import day_en, day_fr, zone_named
from passerelle.foundation.translated import Translated

from .certificate_document import told_in
from .document import award_name
from .models import Certificate, Credential, Document

NO_BREAK = "\u00a0"
Words = dict[str, Any]  # Any: what the page reads as JSON


@dataclass(frozen=True, slots=True)
class Days:
    """Days as the programme's first zone counts them."""

    zone: str

    def day(self, instant: datetime) -> dict[str, str]:
        there = instant.astimezone(zone_named(self.zone))
        # A diploma says the date, not the day of the week.
        return {"fr": day_fr(there).partition(" ")[2], "en": day_en(there).partition(" ")[2]}

    def parts(self, instant: datetime) -> list[int]:
        there = instant.astimezone(zone_named(self.zone))
        return [there.year, there.month, there.day]


def words_of(document: Document, on: Days) -> Words:
    if isinstance(document, Certificate):
        return _of_a_certificate(document)
    return _of_a_diploma(document, on)


def name_on_paper(document: Document) -> Translated:
    """The achievement in full; that of a certificate by its own words."""
    if isinstance(document, Certificate):
        return told_in(document).name
    return award_name(document.edition, document.decision.honours)


def _of_a_diploma(diploma: Credential, on: Days) -> Words:
    honours, edition = diploma.decision.honours, diploma.edition
    return _titles(diploma) | {
        "banner": {"fr": "Diplôme conjoint", "en": "Joint diploma"},
        "name": _both(edition.programme.title),
        "awarded": {"fr": "décerné à", "en": "awarded to"},
        "honours": _both(honours) if honours else None,
        "body": _body(diploma, on.day(diploma.decision.decided_at)),
        "attachment": "Attestation numérique signée (Open Badges 3.0, VC 2.0)",
    }


def _of_a_certificate(certificate: Certificate) -> Words:
    told, title = told_in(certificate), certificate.edition.programme.title
    is_a_module = certificate.module_id is not None  # the other names end with the programme's
    french = f"Module du programme «\u00a0{title.in_language('fr')}\u00a0». " if is_a_module else ""
    english = f"A module of the programme “{title.in_language('en')}”. " if is_a_module else ""
    return _titles(certificate) | {
        "banner": {"fr": "Certificat conjoint", "en": "Joint certificate"},
        "name": _both(told.name),
        "awarded": {"fr": "délivré à", "en": "issued to"},
        "honours": None,
        "body": {
            "fr": f"{french}{told.criteria.fr} Les établissements soussignés le certifient "
            "ensemble.",
            "en": f"{english}{told.criteria.en} The undersigned institutions certify it together.",
        },
        "attachment": "Attestation numérique signée (Open Badges 3.0, VC 2.0)",
    }


def _titles(document: Document) -> Words:
    name, holder = name_on_paper(document), document.holder.name
    return {
        "title": f"{name.in_language('fr')}, {holder}",
        "description": f"{name.in_language('en')}, {holder}",
    }


def _body(diploma: Credential, decided: dict[str, str]) -> dict[str, str]:
    edition = diploma.edition
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


def _both(words: Translated) -> dict[str, str]:
    return {"fr": words.in_language("fr"), "en": words.in_language("en")}
