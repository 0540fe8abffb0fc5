"""A jury that has sat: three members, two learners, one of them about to appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from unittest.mock import patch

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.foundation import clock
from passerelle.jury.actions import (
    cast_vote,
    convene_deliberation,
    freeze_deliberation,
    mark_present,
    move,
)
from passerelle.jury.enums import Choice, MotionKind
from passerelle.jury.kinds import RegulationsFile
from passerelle.jury.minutes_file import about
from passerelle.jury.models import Deliberation, Minutes
from passerelle.people.models import Person
from passerelle.people.proofs import Method, Proof
from tests.diploma.graduation import Graduation
from tests.factories import make_enrolment, make_person

REGULATIONS = RegulationsFile(quorum=2, least_institutions=1, ballot="named", appeal_days=15)


@dataclass(frozen=True, slots=True)
class Sitting:
    graduation: Graduation
    deliberation: Deliberation
    chair: Person
    members: list[Person]
    absent: Person
    anais: Enrolment
    didier: Enrolment


def sits(
    graduation: Graduation, *, ballot: str = "named", chair_signs_last: bool = True
) -> Sitting:
    """Opened, voted on, frozen; the graduation's juror chairs."""
    anais = graduation.learner("Anaïs Montplaisir", points=17)
    didier = graduation.learner("Didier Inventé", points=9)
    edition = graduation.edition
    luc, absent = make_person("Luc Imaginaire"), make_person("Zoé Absente")
    for person in (luc, absent):
        make_enrolment(edition, person=person, role=Role.JUROR)
    with regulated(ballot, chair_signs_last=chair_signs_last):
        held = convene_deliberation(edition, chair=graduation.juror, by=graduation.coordinator)
    decide_all(held, [anais, didier], [graduation.juror, luc])
    return Sitting(graduation, held, graduation.juror, [luc], absent, anais, didier)


def regulated(ballot: str = "named", *, chair_signs_last: bool = True):  # type: ignore[no-untyped-def]  # a patch
    update = {"ballot": ballot, "chair_signs_last": chair_signs_last}
    kept = REGULATIONS.model_copy(update=update)
    return patch("passerelle.jury.actions.sitting.regulations_of", return_value=kept)


def decide_all(held: Deliberation, learners: list[Enrolment], present: list[Person]) -> None:
    for member in held.members.filter(person__in=present):
        mark_present(member, by=present[0])
    for learner in learners:
        motion = move(held, learner, kind=MotionKind.ADOPT, by=present[0])
        for person in present:
            motion = cast_vote(motion, choice=Choice.FOR, by=person)
    freeze_deliberation(held, by=present[0])
    held.refresh_from_db()


def played(minutes: Minutes, person: Person) -> Proof:
    return Proof(person.pk, about(minutes.digest), Method.PLAYED)


def later(days: int):  # type: ignore[no-untyped-def]  # a context manager
    return clock.standing_at(clock.now() + timedelta(days=days))
