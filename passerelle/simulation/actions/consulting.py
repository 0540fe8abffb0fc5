"""A learner consults the assistant, and takes or refuses what it says."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from passerelle.foundation import clock
from passerelle.people.models import Person

from ..contents import written
from ..errors import HypothesisFirst, NoAssistant, NoSuchItem
from ..models import ClaimJudged, Consultation, Encounter
from .locking import locked


@transaction.atomic
def consult(encounter: Encounter, *, item: str, by: Person) -> Consultation:
    """Read a frozen answer: once one has committed a hypothesis of one's own."""
    standing = locked(encounter)
    if not standing.with_assistant:
        raise NoAssistant
    if not standing.hypotheses.exists():
        raise HypothesisFirst
    if item not in {each.id for each in written(standing.case).consultations}:
        raise NoSuchItem
    read, _ = Consultation.objects.get_or_create(
        encounter=standing,
        item=item,
        defaults={"after_turn": standing.turns_taken, "at": clock.now(), "by": by},
    )
    return read


@transaction.atomic
def judge_claims(
    encounter: Encounter, *, item: str, taken: Mapping[str, bool], by: Person
) -> Consultation:
    """Say of each claim whether one takes it; the last word counts."""
    standing = locked(encounter)
    read = Consultation.objects.filter(encounter=standing, item=item).first()
    if read is None:
        raise NoSuchItem
    asked = next(each for each in written(standing.case).consultations if each.id == item)
    if not set(taken) <= {claim.id for claim in asked.claims}:
        raise NoSuchItem
    ClaimJudged.objects.bulk_create(
        [
            ClaimJudged(consultation=read, claim=claim, is_taken=is_taken, at=clock.now(), by=by)
            for claim, is_taken in taken.items()
        ],
        update_conflicts=True,
        unique_fields=["consultation", "claim"],
        update_fields=["is_taken", "at", "by"],
    )
    return read
