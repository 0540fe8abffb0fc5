"""What an edition awards, told to strangers: its criteria and its award rule in plain words.

Whoever opens the address that a diploma cites reads both languages at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from django.utils.text import slugify

from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines.credential import Award, JsonObject, build_achievement
from passerelle.engines.grading import AwardRule, Compensation, Component
from passerelle.engines.numbers import format_en, format_fr
from passerelle.foundation.translated import Translated
from passerelle.programme.models import Edition, Module

from ..certificate_document import (
    CONFERENCES,
    EXPERT,
    conferences_award,
    expert_award,
    module_award,
)
from ..document import award_of
from .certificates import conference_hours, is_certified
from .signatories import signatories_of

_LANGUAGES = ("fr", "en")
_MODULE = "module-"
_TWO = 2  # from which French writes a plural


@dataclass(frozen=True, slots=True)
class Telling:
    """The achievement in one language."""

    language: str
    name: str
    description: str
    facts: tuple[tuple[str, str], ...]
    institutions: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, str]:
        if self.language == "fr":
            return ("Établissements cosignataires", "Ce qu’il faut pour l’obtenir")
        return ("Co-signing institutions", "What it takes")


@dataclass(frozen=True, slots=True)
class Achievement:
    """What a diploma says was achieved, with all that stands behind it."""

    edition: Edition
    honours: Translated | None
    document: JsonObject
    tellings: tuple[Telling, ...]
    is_of_a_certificate: bool = False


def achievement_of(edition_slug: str, honours_slug: str = "") -> Achievement | None:
    """The achievement at an address, at most two queries; None where nothing is awarded."""
    edition = Edition.objects.select_related("programme").filter(slug=edition_slug).first()
    if edition is None:
        return None
    honours = _honours(rule_of(edition), honours_slug)
    if honours_slug and honours is None:
        return _of_a_certificate(edition, honours_slug)
    award = award_of(edition, honours)
    return Achievement(
        edition=edition,
        honours=honours,
        document=build_achievement(award),
        tellings=tuple(_told(edition, honours, language) for language in _LANGUAGES),
    )


def _of_a_certificate(edition: Edition, slug: str) -> Achievement | None:
    """What a certificate of a module, of the conferences, or of an expert is given for."""
    award = _certified(edition, slug)
    if award is None:
        return None
    signatories = signatories_of(edition)
    tellings = tuple(
        Telling(
            language=language,
            name=said(award.name),
            description=said(award.description),
            facts=(),
            institutions=tuple(each.name.in_language(language) for each in signatories),
            rules=(said(award.criteria),),
        )
        for language, said in (("fr", attrgetter("fr")), ("en", attrgetter("en")))
    )
    return Achievement(edition, None, build_achievement(award), tellings, is_of_a_certificate=True)


def _certified(edition: Edition, slug: str) -> Award | None:
    if slug == CONFERENCES:
        return conferences_award(edition, conference_hours(edition))
    if slug.startswith(EXPERT):
        written = slug.removeprefix(EXPERT)
        given = int(written) if re.fullmatch(r"[1-9][0-9]{0,5}", written) else 0
        return expert_award(edition, given) if is_certified(edition, minutes=given) else None
    if not slug.startswith(_MODULE):
        return None
    named = Module.objects.filter(
        edition=edition, kind=Module.COURSE, slug=slug.removeprefix(_MODULE)
    )
    module = named.select_related("edition__programme").first()
    return module_award(module) if module else None


def _honours(rule: AwardRule, slug: str) -> Translated | None:
    for honour in rule.honours:
        if slug and slugify(honour.title.en) == slug:
            return Translated(fr=honour.title.fr, en=honour.title.en)
    return None


def _told(edition: Edition, honours: Translated | None, language: str) -> Telling:
    award, rule = award_of(edition, honours), rule_of(edition)
    is_french = language == "fr"
    name, description = award.name, award.description
    return Telling(
        language=language,
        name=name.fr if is_french else name.en,
        description=description.fr if is_french else description.en,
        facts=_facts(edition, rule, is_french=is_french),
        institutions=tuple(each.name.in_language(language) for each in signatories_of(edition)),
        rules=_french(rule, honours) if is_french else _english(rule, honours),
    )


def _facts(edition: Edition, rule: AwardRule, *, is_french: bool) -> tuple[tuple[str, str], ...]:
    number = format_fr if is_french else format_en
    worth = rule.credits
    told = [
        ("Durée", "Length", f"{number(Decimal(edition.hours))}\u00a0h"),
        ("Crédits européens", "European credits", f"{number(worth.ects)}\u00a0ECTS"),
        ("Crédits universitaires québécois", "Québec university credits", number(worth.quebec)),
    ]
    units = worth.continuing_education
    if units is not None:
        told.append(
            ("Unités d’éducation continue", "Continuing education units", number(units)),
        )
    return tuple((french if is_french else english, value) for french, english, value in told)


def _french(rule: AwardRule, honours: Translated | None) -> tuple[str, ...]:
    number, scale = format_fr, format_fr(rule.scale)
    said = [f"Une moyenne d’au moins {number(rule.pass_mark)} sur {scale}."]
    said += [_french_component(each, rule, number) for each in rule.components]
    if rule.least_attendance_percent is not None:
        said.append(
            f"Au moins {number(rule.least_attendance_percent)}\u202f% des heures attestées."
        )
    if rule.compensation.allowed:
        said.append(_french_compensation(rule.compensation))
    said.append(
        "Une seconde session est ouverte." if rule.resits.allowed else "Pas de seconde session."
    )
    for honour in rule.honours:
        if honours is None or honour.title.fr == honours.in_language("fr"):
            said.append(f"«\u00a0{honour.title.fr}\u00a0» à partir de {number(honour.least)}.")
    said.append("Le jury, souverain, décide ensuite.")
    return tuple(said)


def _english(rule: AwardRule, honours: Translated | None) -> tuple[str, ...]:
    number, scale = format_en, format_en(rule.scale)
    said = [f"An average of at least {number(rule.pass_mark)} out of {scale}."]
    said += [_english_component(each, rule, number) for each in rule.components]
    if rule.least_attendance_percent is not None:
        said.append(f"At least {number(rule.least_attendance_percent)}% of the hours proven.")
    if rule.compensation.allowed:
        said.append(_english_compensation(rule.compensation))
    said.append("There is a second session." if rule.resits.allowed else "No second session.")
    for honour in rule.honours:
        if honours is None or honour.title.en == honours.in_language("en"):
            said.append(f"“{honour.title.en}” from {number(honour.least)}.")
    said.append("The jury, sovereign, then decides.")
    return tuple(said)


def _french_compensation(rule: Compensation) -> str:
    count, points = rule.most_components, rule.most_shortfall
    many = f"{count} composantes au plus peuvent être compensées"
    who = "Une composante au plus peut être compensée" if count == 1 else many
    below = f"{format_fr(points)} {'point' if points < _TWO else 'points'}"
    return f"{who}, à {below} au plus sous {'son' if count == 1 else 'leur'} seuil."


def _english_compensation(rule: Compensation) -> str:
    count, points = rule.most_components, rule.most_shortfall
    who = "One component" if count == 1 else f"{count} components"
    below = f"{format_en(points)} {'point' if points == 1 else 'points'}"
    return (
        f"{who} at most can be compensated, no more than {below} below "
        f"{'its' if count == 1 else 'their'} pass mark."
    )


def _french_component(
    component: Component, rule: AwardRule, number: Callable[[Decimal], str]
) -> str:
    said = f"{component.title.fr}\u00a0: {number(_share(component, rule))}\u202f% de la moyenne"
    if component.pass_mark is not None:
        said += f"\u202f; au moins {number(component.pass_mark)}, sauf compensation"
    if component.floor is not None:
        said += f"\u202f; au-dessous de {number(component.floor)}, pas de diplôme"
    return f"{said}."


def _english_component(
    component: Component, rule: AwardRule, number: Callable[[Decimal], str]
) -> str:
    said = f"{component.title.en}: {number(_share(component, rule))}% of the average"
    if component.pass_mark is not None:
        said += f"; at least {number(component.pass_mark)}, unless compensated"
    if component.floor is not None:
        said += f"; below {number(component.floor)}, no diploma"
    return f"{said}."


def _share(component: Component, rule: AwardRule) -> Decimal:
    whole = sum((each.weight for each in rule.components), Decimal(0))
    return (100 * component.weight / whole).quantize(Decimal("0.1")).normalize()
