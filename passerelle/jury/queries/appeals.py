"""Until when a decision can be appealed against, and which appeals wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import cast

from django.db.models import Exists, F, OuterRef, QuerySet

from passerelle.campus.models import Enrolment
from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines.timetable import zone_named
from passerelle.foundation import clock
from passerelle.foundation.translated import reading_language
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import DeliberationKind
from ..models import Appeal, Decision, Deliberation
from ..regulations import regulations_of


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """The decision in force about a learner, as they read it, and how to contest it."""

    decision: Decision
    scale: Decimal
    appeal: Appeal | None
    until: datetime | None

    @property
    def may_appeal(self) -> bool:
        return self.appeal is None and self.until is not None and clock.now() <= self.until

    @property
    def reasons(self) -> list[str]:
        """The rule's own sentences, in the reader's language, as they were that day."""
        kept = cast(dict[str, dict[str, list[str]]], self.decision.proposal)
        return kept.get("sentences", {}).get(reading_language(), [])


def published_at(decision: Decision) -> datetime | None:
    """When a learner may read it: at the freeze of its deliberation, else when it was taken."""
    deliberation = decision.deliberation
    return deliberation.frozen_at if deliberation else decision.decided_at


def last_instant_to_appeal(decision: Decision) -> datetime | None:
    """The end of the last day, in the edition's first zone; None where there is no appeal."""
    published = published_at(decision)
    days = _appeal_days(decision)
    if published is None or days is None:
        return None
    edition = decision.enrolment.edition
    zone = zone_named(edition.zones[0])
    last_day = published.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(last_day, time(23, 59, 59), tzinfo=zone)


def _appeal_days(decision: Decision) -> int | None:
    """As the regulations frozen in the deliberation say; else those of the edition."""
    if decision.deliberation is not None:
        return cast(int | None, decision.deliberation.regulations.get("appeal_days"))
    regulations = regulations_of(decision.enrolment.edition)
    return regulations.appeal_days if regulations else None


def decisions_published() -> QuerySet[Decision]:
    """Those that their learners may read, the one in force first."""
    return (
        Decision.objects.exclude(deliberation__isnull=False, deliberation__frozen_at=None)
        .select_related("deliberation", "enrolment__edition", "enrolment__person")
        .order_by("-version")
    )


def own_decision(enrolment: Enrolment) -> OwnDecision | None:
    """What a learner reads; three queries."""
    found = decisions_published().filter(enrolment=enrolment).first()
    if found is None:
        return None
    appeal = Appeal.objects.filter(decision=found).select_related("ruling").first()
    scale = rule_of(found.enrolment.edition).scale
    return OwnDecision(found, scale, appeal, last_instant_to_appeal(found))


def appeals_of(edition: Edition) -> QuerySet[Appeal]:
    """Every appeal of an edition, those without an answer first."""
    return (
        Appeal.objects.filter(decision__enrolment__edition=edition)
        .select_related("decision__enrolment__person", "ruling__ruled_by")
        .defer("decision__proposal")
        .order_by(F("ruling__ruled_at").asc(nulls_first=True), "filed_at", "pk")
    )


def appeal_of(edition: Edition, number: int) -> Appeal | None:
    return appeals_of(edition).filter(pk=number).first()


def admitted_and_waiting(edition: Edition) -> QuerySet[Appeal]:
    """Admitted appeals on which the jury has not decided again yet."""
    later = Decision.objects.filter(
        enrolment=OuterRef("decision__enrolment"), version__gt=OuterRef("decision__version")
    )
    return appeals_of(edition).filter(~Exists(later), ruling__admitted=True)


def is_heard(deliberation: Deliberation, enrolments: Sequence[int]) -> bool:
    """After an appeal the jury sits about the learners whose appeals are admitted, no others."""
    if deliberation.kind != DeliberationKind.APPEAL:
        return True
    elsewhere = Decision.objects.filter(
        enrolment=OuterRef("decision__enrolment"), version__gt=OuterRef("decision__version")
    ).exclude(deliberation=deliberation)
    heard = appeals_of(deliberation.edition).filter(~Exists(elsewhere), ruling__admitted=True)
    return set(enrolments) <= set(heard.values_list("decision__enrolment", flat=True))


def is_theirs(decision: Decision, person: Person) -> bool:
    return decision.enrolment.person_id == person.pk
