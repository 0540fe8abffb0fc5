"""People enter an edition, form teams, withdraw."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from ..enums import Role
from ..models import Enrolment, Team, TeamMember, Withdrawal


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


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: Person, reason: str) -> Withdrawal:
    """Record that someone leaves; their work and journal stay."""
    withdrawal, created = Withdrawal.objects.get_or_create(
        enrolment=enrolment, defaults={"at": clock.now(), "by": by, "reason": reason}
    )
    if created:
        thing = Thing("enrolment", str(enrolment.pk), str(enrolment.person))
        note(by, "withdrew", thing, edition=enrolment.edition.slug)
    return withdrawal
