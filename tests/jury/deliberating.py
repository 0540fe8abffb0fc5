"""A jury that sits: three members of two institutions, regulations in the programme."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.foundation import clock
from passerelle.jury.actions import cast_vote, convene_deliberation, mark_present, move
from passerelle.jury.enums import Choice, MotionKind
from passerelle.jury.kinds import REGULATIONS
from passerelle.jury.models import Deliberation, Member, Motion
from passerelle.people.models import Person
from passerelle.programme.models import Blob, Edition, Revision, RevisionFile
from tests.diploma.graduation import Graduation
from tests.factories import make_enrolment, make_person

WRITTEN = """quorum: 2
least_institutions: 2
ballot: {ballot}
chair_casting_vote: true
rachat: {{most_points: 0.5}}
compensation_by_motion: true
appeal_days: 60
"""


@dataclass(slots=True)
class Jury:
    """The chair, two more, and the deliberation they hold."""

    graduation: Graduation
    deliberation: Deliberation
    people: list[Person]

    @property
    def chair(self) -> Person:
        return self.people[0]

    def member(self, person: Person) -> Member:
        return self.deliberation.members.get(person=person)

    def come(self, *people: Person) -> None:
        for each in people or self.people:
            mark_present(self.member(each), by=self.chair)

    def moved(self, learner: Enrolment, kind: MotionKind = MotionKind.ADOPT) -> Motion:
        return move(self.deliberation, learner, kind=kind, by=self.chair)

    def vote(self, motion: Motion, *choices: Choice) -> Motion:
        for person, choice in zip(self.people, choices, strict=False):
            cast_vote(motion, choice=choice, by=person)
        motion.refresh_from_db()
        return motion


def give_regulations(graduation: Graduation, *, ballot: str = "named") -> None:
    write_regulations(graduation.edition, ballot=ballot)


def write_regulations(edition: Edition, *, ballot: str = "named") -> None:
    # A number of its own: award rules are kept in memory by revision, from test to test.
    revision = Revision.objects.create(
        pk=987_654, edition=edition, number=1, digest="0", loaded_at=clock.now(), loaded_by="test"
    )
    blob = Blob.objects.create(digest=ballot, data=WRITTEN.format(ballot=ballot).encode())
    RevisionFile.objects.create(revision=revision, path=REGULATIONS, blob=blob)
    edition.revision = revision
    edition.save(update_fields=["revision"])


def make_jury(graduation: Graduation, *, ballot: str = "named") -> Jury:
    give_regulations(graduation, ballot=ballot)
    people = [graduation.juror]
    for name, institution in (("Juré Deux", graduation.dijon), ("Jurée Trois", graduation.dijon)):
        enrolment = make_enrolment(graduation.edition, Role.JUROR, make_person(name))
        enrolment.institution = institution
        enrolment.save(update_fields=["institution"])
        people.append(enrolment.person)
    deliberation = convene_deliberation(
        graduation.edition, chair=graduation.juror, by=graduation.coordinator
    )
    return Jury(graduation, deliberation, people)
