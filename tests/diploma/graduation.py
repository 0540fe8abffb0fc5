"""A finished edition with two signing institutions, a graduate and their diploma."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from passerelle.campus.enums import Role, Source
from passerelle.campus.models import Enrolment, Result
from passerelle.diploma.actions import establish_keys, prepare_diploma, sign_diploma
from passerelle.diploma.models import Credential
from passerelle.jury.actions import decide
from passerelle.jury.enums import Outcome
from passerelle.jury.models import Decision
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition
from tests.factories import (
    make_activity,
    make_attempt,
    make_edition,
    make_enrolment,
    make_institution,
    make_module,
    make_person,
)

JUNE = datetime(2026, 6, 19, 14, 0, tzinfo=UTC)
# For private use: whatever fonts a machine has, none writes this name.
IN_NO_FONT = "\U0010fff0 \U0010fff1"


@dataclass(slots=True)
class Graduation:
    """An edition ready for its jury: who decides, who signs, for whom."""

    edition: Edition
    montreal: Institution
    dijon: Institution
    registrars: dict[str, Person]
    juror: Person
    coordinator: Person
    activities: list[object] = field(default_factory=list)

    def learner(self, name: str = "Anaïs Montplaisir", *, points: int = 17) -> Enrolment:
        """Someone whose every mark is `points` of 20, present throughout."""
        enrolment = make_enrolment(self.edition, person=make_person(name))
        for activity in self.activities:
            attempt = make_attempt(activity, enrolment)  # type: ignore[arg-type]
            Result.objects.create(
                attempt=attempt,
                points=Decimal(points),
                maximum=Decimal(20),
                source=Source.SHEETS,
                recorded_at=JUNE,
            )
        return enrolment

    def decision(self, enrolment: Enrolment | None = None) -> Decision:
        return decide(enrolment or self.learner(), outcome=Outcome.AWARDED, by=self.juror)

    def prepared(self, enrolment: Enrolment | None = None) -> Credential:
        establish_keys(self.edition, by=self.coordinator)
        return prepare_diploma(self.decision(enrolment), by=self.coordinator)

    def issued(self, enrolment: Enrolment | None = None) -> Credential:
        credential = self.prepared(enrolment)
        for institution in (self.montreal, self.dijon):
            sign_diploma(credential, institution=institution, by=self.registrars[institution.slug])
        credential.refresh_from_db()
        return credential


def make_graduation(slug: str = "2026", *, issuer: str = "did:web:ia-sante.example") -> Graduation:
    montreal = make_institution("chum", country="CA")
    dijon = make_institution("bourgogne-europe", country="FR")
    edition = make_edition(slug, institutions=[montreal.slug, dijon.slug], issuer=issuer)
    edition.refresh_from_db()
    module = make_module(edition)
    registrars = {
        each.slug: _staff(edition, Role.REGISTRAR, f"Registraire {each.slug}", each)
        for each in (montreal, dijon)
    }
    return Graduation(
        edition=edition,
        montreal=montreal,
        dijon=dijon,
        registrars=registrars,
        juror=_staff(edition, Role.JUROR, "Jurée Inventée", montreal),
        coordinator=_staff(edition, Role.COORDINATOR, "Coordonnateur Inventé", montreal),
        activities=[
            make_activity(module, "quiz", component="quizzes", minutes=2400),
            make_activity(module, "assignment", component="devoir", minutes=2400),
        ],
    )


def _staff(edition: Edition, role: Role, name: str, institution: Institution) -> Person:
    person = make_person(name)
    enrolment = make_enrolment(edition, role, person)
    Enrolment.objects.filter(pk=enrolment.pk).update(institution=institution)
    return person
