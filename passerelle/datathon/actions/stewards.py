"""A person is asked to own a challenge, or to mentor its teams; later they stop."""

from __future__ import annotations

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..enums import StewardPart
from ..models import Challenge, Steward


@transaction.atomic
def appoint(
    challenge: Challenge, *, person: Person, part: StewardPart, by: Person | None = None
) -> Steward:
    """Twice is once. Being of the edition (as an expert, for instance) is another matter."""
    steward, created = Steward.objects.get_or_create(
        challenge=challenge,
        person=person,
        part=part,
        defaults={"since": clock.now(), "appointed_by": by},
    )
    if created or steward.left_at is not None:
        steward.left_at = None
        steward.save(update_fields=["left_at"])
        _note(steward, "appointed", by=by)
    return steward


@transaction.atomic
def thank_steward(challenge: Challenge, *, person_id: int, part: str, by: Person) -> None:
    """They no longer look after the challenge; that they did stays known. Twice is once."""
    serving = Steward.objects.filter(
        challenge=challenge, person=person_id, part=part, left_at=None
    ).select_related("challenge__edition", "person")
    for steward in serving:
        steward.left_at = clock.now()
        steward.save(update_fields=["left_at"])
        _note(steward, "thanked", by=by)


def _note(steward: Steward, verb: str, *, by: Person | None) -> None:
    challenge = steward.challenge
    thing = Thing("challenge", challenge.slug, challenge.title.fr)
    who, role = str(steward.person), steward.part
    note(by, verb, thing, edition=challenge.edition.slug, who=who, role=role)
