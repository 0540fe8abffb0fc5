"""A decision of the jury written as the document that every institution signs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from django.utils.text import slugify

from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines import credential as engine
from passerelle.engines.grading import AwardRule
from passerelle.engines.numbers import format_en, format_fr
from passerelle.foundation.translated import Translated
from passerelle.jury.decision_wording import with_honours
from passerelle.programme.models import Edition

from .addresses import site_of
from .models import Credential

FORM = "VC 2.0, Open Badges 3.0.3"


def unsigned_document(credential: Credential, *, statuses: Sequence[engine.StatusEntry]) -> bytes:
    """The diploma before its first signature.

    No mark is in it: a diploma is shown to strangers, its honours say enough."""
    decision, edition = credential.decision, credential.edition
    document = engine.build_diploma(
        credential_id=credential.address,
        programme=programme_of(edition),
        award=award_of(edition, decision.honours),
        learner_name=decision.enrolment.person.name,
        awarded_at=decision.decided_at,
        valid_from=credential.prepared_at,
        statuses=statuses,
    )
    return written(document)


def written(document: engine.JsonObject) -> bytes:
    """The bytes that are kept and handed out."""
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def award_name(edition: Edition, honours: Translated | None) -> Translated:
    """The diploma's full name: its title, then the honours if there are any."""
    title: Translated = edition.programme.title
    if not honours:
        return title
    return Translated(
        fr=with_honours(title.in_language("fr"), honours.in_language("fr")),
        en=with_honours(title.in_language("en"), honours.in_language("en")),
    )


def programme_of(edition: Edition) -> engine.Programme:
    return engine.Programme(
        did=edition.issuer, name=in_both(edition.programme.title), url=f"{site_of(edition.issuer)}/"
    )


def award_of(edition: Edition, honours: Translated | None) -> engine.Award:
    """Each level of honours is an achievement of its own: same address, same words."""
    rule = rule_of(edition)
    level = f"/{slugify(honours.in_language('en'))}" if honours else ""
    return engine.Award(
        id=f"{site_of(edition.issuer)}/achievements/{edition.slug}{level}",
        name=in_both(award_name(edition, honours)),
        description=in_both(edition.summary),
        criteria=_criteria(edition, rule),
        credits=rule.credits.ects,
    )


def _criteria(edition: Edition, rule: AwardRule) -> engine.Text:
    numbers = (Decimal(edition.hours), rule.pass_mark, rule.scale)
    french = "Programme de {} heures\u202f; moyenne d’au moins {} sur {}"
    english = "A programme of {} hours; an average of at least {} out of {}"
    french = french.format(*map(format_fr, numbers))
    english = english.format(*map(format_en, numbers))
    presence = rule.least_attendance_percent
    if presence is not None:
        french += f"\u202f; {format_fr(presence)}\u202f% des heures attestées"
        english += f"; {format_en(presence)}% of the hours proven"
    return engine.Text(fr=f"{french}.", en=f"{english}.")


def in_both(words: Translated) -> engine.Text:
    return engine.Text(fr=words.in_language("fr"), en=words.in_language("en"))
