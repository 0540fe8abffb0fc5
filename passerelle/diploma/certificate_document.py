"""A module passed, conferences attended, sessions given, as the document that all sign."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines.credential import Award, Text
from passerelle.engines.numbers import format_en, format_fr
from passerelle.foundation.translated import Translated
from passerelle.programme.models import Edition, Module

from .addresses import site_of
from .document import in_both
from .models import Certificate

PREFIX = "CER"
CONFERENCES = "conferences"
EXPERT = "expert-"
"""Followed by the minutes: as with honours, each length is an achievement of its own."""
_CONFERENCES_TITLE = Text(fr="Conférences", en="Conferences")


@dataclass(frozen=True, slots=True)
class Told:
    """What a certificate says of itself: its own words, whatever became of the programme since."""

    name: Translated
    criteria: Translated


def told_in(certificate: Certificate) -> Told:
    achievement = json.loads(bytes(certificate.document))["credentialSubject"]["achievement"]
    return Told(
        name=_translated(achievement["name"]),
        criteria=_translated(achievement["criteria"]["narrative"]),
    )


def name_of(certificate: Certificate) -> Translated:
    """As a list writes it, without reading the document."""
    if certificate.module is not None:
        title: Translated = certificate.module.title
        return title
    if certificate.minutes is not None:
        named = expert_name(certificate.edition, certificate.minutes)
    else:
        named = conferences_name(certificate.edition)
    return Translated(fr=named.fr, en=named.en)


def short_name_of(certificate: Certificate) -> Translated:
    """Its own words, less the title of the programme where they end with it."""
    name, title = told_in(certificate).name, certificate.edition.programme.title
    return Translated(
        fr=name.fr.removesuffix(f"\u00a0: {title.in_language('fr')}"),
        en=name.en.removesuffix(f": {title.in_language('en')}"),
    )


def module_award(module: Module) -> Award:
    """The same for everyone who passed the module; a badge, in Open Badges' words."""
    edition = module.edition
    hours = Decimal(module.hours)
    rule = rule_of(edition)
    share = rule.least_attendance_percent or Decimal(100)
    title, scale = in_both(module.title), rule.scale
    return Award(
        id=f"{_base(edition)}/module-{module.slug}",
        name=title,
        description=in_both(module.summary) if module.summary else title,
        criteria=Text(
            fr=f"Au moins {format_fr(share)}\u202f% des {format_fr(hours)} heures du module "
            f"attestées\u202f; une moyenne d’au moins {format_fr(rule.pass_mark)} sur "
            f"{format_fr(scale)} à ses travaux notés, s’il en a.",
            en=f"At least {format_en(share)}% of the {format_en(hours)} hours of the module "
            f"proven; an average of at least {format_en(rule.pass_mark)} out of "
            f"{format_en(scale)} for its marked work, if it has any.",
        ),
        kind="Badge",
    )


def conferences_award(edition: Edition, hours: Decimal) -> Award:
    return Award(
        id=f"{_base(edition)}/{CONFERENCES}",
        name=conferences_name(edition),
        description=in_both(edition.summary) if edition.summary else _CONFERENCES_TITLE,
        criteria=Text(
            fr=f"Présence attestée aux {format_fr(hours)} heures de conférences du programme.",
            en=f"Attendance proven at the {format_en(hours)} hours of conferences of the "
            "programme.",
        ),
        kind="Certificate",
    )


def expert_award(edition: Edition, minutes: int) -> Award:
    """The same for every expert who gave as long."""
    french, english = _hours_in_words(minutes)
    return Award(
        id=f"{_base(edition)}/{EXPERT}{minutes}",
        name=expert_name(edition, minutes),
        description=Text(
            fr=f"{french} de séances données en tout dans cette édition du programme.",
            en=f"{english} of sessions given in all in this edition of the programme.",
        ),
        criteria=Text(
            fr="Avoir donné, à titre d’expert, des séances du programme qui se sont tenues. "
            f"Leur durée totale est de {french}.",
            en="Having given, as an expert, sessions of the programme that took place. "
            f"They lasted {english} in all.",
        ),
        kind="Certificate",
    )


def conferences_name(edition: Edition) -> Text:
    title = edition.programme.title
    return Text(
        fr=f"{_CONFERENCES_TITLE.fr}\u00a0: {title.in_language('fr')}",
        en=f"{_CONFERENCES_TITLE.en}: {title.in_language('en')}",
    )


def expert_name(edition: Edition, minutes: int) -> Text:
    title = edition.programme.title
    french, english = _hours_in_words(minutes)
    return Text(
        fr=f"Enseignement donné à titre d’expert, {french}\u00a0: {title.in_language('fr')}",
        en=f"Teaching given as an expert, {english}: {title.in_language('en')}",
    )


def _hours_in_words(minutes: int) -> tuple[str, str]:
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"))
    french = f"{format_fr(hours)} {'heures' if hours >= 2 else 'heure'}"
    return french, f"{format_en(hours)} {'hour' if hours == 1 else 'hours'}"


def _translated(values: list[dict[str, str]]) -> Translated:
    said = {each["@language"]: each["@value"] for each in values}
    return Translated(fr=said["fr"], en=said["en"])


def _base(edition: Edition) -> str:
    return f"{site_of(edition.issuer)}/achievements/{edition.slug}"
