"""A module passed, or the conferences attended, as the document that every institution signs."""

from __future__ import annotations

from decimal import Decimal

from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines.credential import Award, Text
from passerelle.engines.numbers import format_en, format_fr
from passerelle.programme.models import Edition, Module

from .addresses import site_of
from .document import in_both
from .enums import CertificateKind

PREFIX = "CER"
CONFERENCES = "conferences"
_CONFERENCES_TITLE = Text(fr="Conférences", en="Conferences")


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
    title = edition.programme.title
    return Award(
        id=f"{_base(edition)}/{CONFERENCES}",
        name=Text(
            fr=f"{_CONFERENCES_TITLE.fr}\u00a0: {title.in_language('fr')}",
            en=f"{_CONFERENCES_TITLE.en}: {title.in_language('en')}",
        ),
        description=in_both(edition.summary) if edition.summary else _CONFERENCES_TITLE,
        criteria=Text(
            fr=f"Présence attestée aux {format_fr(hours)} heures de conférences du programme.",
            en=f"Attendance proven at the {format_en(hours)} hours of conferences of the "
            "programme.",
        ),
        kind="Certificate",
    )


def award_for(kind: str, edition: Edition, module: Module | None, hours: Decimal) -> Award:
    if kind == CertificateKind.MODULE:
        assert module is not None  # a constraint sees to it
        return module_award(module)
    return conferences_award(edition, hours)


def _base(edition: Edition) -> str:
    return f"{site_of(edition.issuer)}/achievements/{edition.slug}"
