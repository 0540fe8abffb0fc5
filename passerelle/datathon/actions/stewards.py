"""A person is asked to own a challenge, or to mentor its teams."""

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
    if created:
        thing = Thing("challenge", challenge.slug, challenge.title.fr)
        note(by, "appointed", thing, edition=challenge.edition.slug, who=str(person), role=part)
    return steward
