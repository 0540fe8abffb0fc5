"""Many graduates in a campus of its own: `python -m tools.figures.graduates 1000`.

Only what issuing reads: people, their decision with a proposal frozen as long as a true one, and
a registrar of each of the five institutions who gave a mandate."""

from __future__ import annotations

import sys
import uuid
from decimal import Decimal

import django

YEAR = "2026"


def populate(count: int) -> None:
    from django.db import transaction

    from passerelle.campus.enums import Role
    from passerelle.campus.models import Enrolment
    from passerelle.diploma.actions import give_mandate
    from passerelle.foundation import clock
    from passerelle.foundation.translated import Translated
    from passerelle.jury.enums import Outcome
    from passerelle.jury.models import Decision
    from passerelle.people.models import Institution, Person
    from passerelle.programme.models import Edition

    edition, instant = Edition.objects.get(slug=YEAR), clock.now()
    institutions = {each.slug: each for each in Institution.objects.all()}

    def enrolled(person: Person, role: str, slug: str) -> Enrolment:
        return Enrolment(
            edition=edition,
            person=person,
            role=role,
            institution=institutions[slug],
            enrolled_at=instant,
        )

    with transaction.atomic():
        for slug in edition.institutions:
            registrar = Person.objects.create(
                email=f"registraire@{slug}.example",
                name=f"Registraire Inventée {slug}",
                sort_name=f"Registraire {slug}",
            )
            enrolled(registrar, Role.REGISTRAR, slug).save()
            give_mandate(edition, institution=institutions[slug], by=registrar)
        learners = Person.objects.bulk_create(
            Person(
                email=f"diplome{rank}@invente.example",
                name=f"Diplômée Inventée {rank}",
                sort_name=f"Inventée {rank:05}",
            )
            for rank in range(count)
        )
        slugs = edition.institutions
        enrolments = Enrolment.objects.bulk_create(
            enrolled(person, Role.LEARNER, slugs[rank % len(slugs)])
            for rank, person in enumerate(learners)
        )
        Decision.objects.bulk_create(
            Decision(
                enrolment=each,
                version=1,
                outcome=Outcome.AWARDED,
                total=Decimal("15.20"),
                honours=Translated(fr="Bien", en="With distinction"),
                proposal={"total": "15.20", "steps": [], "sentences": {"fr": [], "en": []}},
                decided_at=instant,
                decided_by=registrar,
                form_key=uuid.uuid4(),
            )
            for each in enrolments
        )


if __name__ == "__main__":
    django.setup()
    populate(int(sys.argv[1]))
