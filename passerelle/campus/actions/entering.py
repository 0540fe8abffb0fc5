"""Everyone of a roster enters an edition at once: enrolled, in their team, with their sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from passerelle.people.actions import register_person
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..models import Enrolment, Session, SessionExpert, Team, TeamMember
from ..roster import Entrant
from .enrolling import enrol, form_team
from .planning import invite_expert


@dataclass(frozen=True, slots=True)
class Entered:
    """What enrolling someone came to: their enrolment, and what is new of it."""

    entrant: Entrant
    enrolment: Enrolment
    is_new: bool
    joined: Team | None = None
    given: tuple[Session, ...] = ()

    @property
    def has_left(self) -> bool:
        return not self.is_new and hasattr(self.enrolment, "withdrawal")


@transaction.atomic
def enter(
    entrants: Sequence[Entrant], *, edition: Edition, by: Person | None = None
) -> list[Entered]:
    """Register and enrol people, all or none; whoever is there already is left as they are,
    save that they join a team if they have none and give sessions beside theirs."""
    entered = [_entered(each, edition=edition, by=by) for each in entrants]
    joined = _joined([each for each in entered if not each.has_left], edition=edition, by=by)
    return [
        replace(each, joined=joined.get(each.enrolment.pk), given=_given(each, by=by))
        for each in entered
    ]


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


def _joined(entered: Sequence[Entered], *, edition: Edition, by: Person | None) -> dict[int, Team]:
    """The team that each enrolment joins now; nobody is in two, whatever their roles."""
    members = TeamMember.objects.filter(team__edition=edition, enrolment__withdrawal=None)
    placed = set(members.values_list("enrolment__person_id", flat=True))
    coming: dict[int, list[Entered]] = {}
    for each in entered:
        number, person = each.entrant.team, each.enrolment.person_id
        if number is not None and person not in placed:
            placed.add(person)
            coming.setdefault(number, []).append(each)
    joined: dict[int, Team] = {}
    for number, several in coming.items():
        name, enrolments = several[0].entrant.team_name, [each.enrolment for each in several]
        team = form_team(edition, number=number, name=name, members=enrolments, by=by)
        joined |= dict.fromkeys((each.pk for each in enrolments), team)
    return joined


def _given(entered: Entered, *, by: Person | None) -> tuple[Session, ...]:
    """The sessions that an expert is asked for now."""
    wanted, person = entered.entrant.sessions, entered.enrolment.person
    if entered.has_left or not wanted:
        return ()
    known = SessionExpert.objects.filter(person=person, session__in=wanted)
    asked = set(known.values_list("session_id", flat=True))
    given = tuple(each for each in wanted if each.pk not in asked)
    for session in given:
        invite_expert(session, person=person, by=by)
    return given
