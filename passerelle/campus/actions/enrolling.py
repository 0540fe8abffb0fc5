"""People enter an edition, form teams, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.actions import register_person
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..enums import Role
from ..models import Enrolment, Team, TeamMember, Withdrawal
from ..roster import Entrant


@transaction.atomic
def enrol(
    person: Person,
    *,
    edition: Edition,
    role: Role,
    institution: Institution | None = None,
    profession: str = "",
    by: Person | None = None,
) -> Enrolment:
    """Give a person a role in an edition; twice is once."""
    enrolment, created = Enrolment.objects.get_or_create(
        edition=edition,
        person=person,
        role=role,
        defaults={
            "institution": institution,
            "profession": profession,
            "enrolled_at": clock.now(),
        },
    )
    if created:
        thing = Thing("enrolment", str(enrolment.pk), str(person))
        note(by, "enrolled", thing, edition=edition.slug, role=str(role))
    return enrolment


@dataclass(frozen=True, slots=True)
class Entered:
    """What enrolling someone came to: their enrolment, and whether it is new."""

    entrant: Entrant
    enrolment: Enrolment
    is_new: bool


@transaction.atomic
def enter(
    entrants: Sequence[Entrant], *, edition: Edition, by: Person | None = None
) -> list[Entered]:
    """Register and enrol people, all or none; whoever is there already is left as they are."""
    return [_entered(each, edition=edition, by=by) for each in entrants]


def _entered(entrant: Entrant, *, edition: Edition, by: Person | None) -> Entered:
    institution = entrant.institution
    before = Enrolment.objects.filter(
        edition=edition, person__email=entrant.email, role=entrant.role
    )
    existing = before.select_related("person", "institution", "withdrawal").first()
    if existing is not None:
        return Entered(entrant, existing, is_new=False)
    person = register_person(
        email=entrant.email,
        name=entrant.name,
        language=entrant.language,
        zone=entrant.zone,
        institutions=(institution,) if institution else (),
        by=by,
    )
    enrolment = enrol(
        person,
        edition=edition,
        role=entrant.role,
        institution=institution,
        profession=entrant.profession,
        by=by,
    )
    return Entered(entrant, enrolment, is_new=True)


@transaction.atomic
def form_team(
    edition: Edition,
    *,
    number: int,
    name: str,
    members: Sequence[Enrolment],
    by: Person | None = None,
) -> Team:
    """Make a team of enrolments that are in none yet."""
    team, _ = Team.objects.get_or_create(edition=edition, number=number, defaults={"name": name})
    for enrolment in members:
        TeamMember.objects.get_or_create(
            enrolment=enrolment, defaults={"team": team, "since": clock.now()}
        )
    thing = Thing("team", str(team.pk), name)
    note(by, "formed a team", thing, edition=edition.slug, members=len(members))
    return team


def withdraw(enrolment: Enrolment, *, by: Person, reason: str) -> Withdrawal:
    """Record that someone leaves; their work and journal stay."""
    withdrawal, created = Withdrawal.objects.get_or_create(
        enrolment=enrolment, defaults={"at": clock.now(), "by": by, "reason": reason}
    )
    if created:
        thing = Thing("enrolment", str(enrolment.pk), str(enrolment.person))
        note(by, "withdrew", thing, edition=enrolment.edition.slug)
    return withdrawal
