"""The people on stage: the cast, registered, enrolled, in teams."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta

from passerelle.campus.actions import enrol, form_team, invite_expert
from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, Session, Team
from passerelle.people.actions import register_person
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition

from .cast import TEAMS, Cast, Character

_SMALLEST_TEAM = 4


@dataclass(slots=True)
class Stage:
    """An edition with its cast; filled in by `bring_in`."""

    edition: Edition
    cast: Cast
    rng: random.Random
    learners: dict[int, tuple[Enrolment, Character]] = field(default_factory=dict)
    guests: dict[int, tuple[Enrolment, Character]] = field(default_factory=dict)
    experts: list[Person] = field(default_factory=list)
    jurors: list[Person] = field(default_factory=list)
    registrars: dict[str, Person] = field(default_factory=dict)
    teams: list[Team] = field(default_factory=list)
    coordinator: Person | None = None
    module_lead: Person | None = None

    @property
    def chair(self) -> Person:
        """Whoever acts for the committee."""
        if self.coordinator is None:
            raise RuntimeError("Bring the cast in before playing.")
        return self.coordinator


def bring_in(stage: Stage) -> None:
    """Register and enrol everyone; the coordinator comes first and enrols the others."""
    institutions = {each.slug: each for each in Institution.objects.all()}
    stage.coordinator = _enter(stage, stage.cast.coordinator, Role.COORDINATOR, institutions).person
    lead = _enter(stage, stage.cast.module_lead, Role.MODULE_LEAD, institutions)
    stage.module_lead = lead.person
    for character in stage.cast.learners:
        enrolment = _enter(stage, character, Role.LEARNER, institutions)
        stage.learners[enrolment.pk] = (enrolment, character)
    for character in stage.cast.guests:
        enrolment = _enter(stage, character, Role.GUEST, institutions)
        stage.guests[enrolment.pk] = (enrolment, character)
    for character in stage.cast.jurors:
        stage.jurors.append(_enter(stage, character, Role.JUROR, institutions).person)
    for character in stage.cast.registrars:
        registrar = _enter(stage, character, Role.REGISTRAR, institutions).person
        stage.registrars[character.institution] = registrar
    for character in stage.cast.experts:
        stage.experts.append(_enter(stage, character, Role.EXPERT, institutions).person)


def invite_experts(stage: Stage) -> None:
    """Each session gets one or two experts; each expert comes once or twice."""
    sessions = Session.objects.filter(edition=stage.edition, retired_at=None)
    for place, session in enumerate(sessions.select_related("edition")):
        expert = stage.experts[place % len(stage.experts)]
        invite_expert(session, person=expert, by=stage.chair)


def form_teams(stage: Stage) -> None:
    """Nine multidisciplinary teams of four or five, learners and guests mixed."""
    people = [enrolment for enrolment, _ in (*stage.learners.values(), *stage.guests.values())]
    stage.rng.shuffle(people)
    people.sort(key=lambda enrolment: enrolment.profession)
    count = max(1, min(len(TEAMS), len(people) // _SMALLEST_TEAM))
    for number, name in enumerate(TEAMS[:count], start=1):
        members = people[number - 1 :: count]
        stage.teams.append(
            form_team(
                stage.edition,
                number=number,
                name=name,
                members=members,
                by=stage.chair,
            )
        )


def _enter(
    stage: Stage, character: Character, role: Role, institutions: dict[str, Institution]
) -> Enrolment:
    institution = institutions[character.institution]
    person = register_person(
        email=character.email,
        name=character.name,
        language=character.language,
        zone=character.zone,
        institutions=(institution,),
        by=stage.coordinator,
    )
    return enrol(
        person,
        edition=stage.edition,
        role=role,
        institution=institution,
        profession=character.profession,
        by=stage.coordinator,
    )


WEEKS_BEFORE = timedelta(weeks=5)
