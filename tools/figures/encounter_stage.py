"""An edition under way whose learners have just met one patient; run in a process of its own.

What the figure needs, without the year that a demo plays: a minute less."""

from __future__ import annotations

import json
import sys
from uuid import uuid4

import django


def main(learners: int) -> None:
    """Writes, for each learner, the path of their door and that of their encounter."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    json.dump(_met(learners), sys.stdout)


def _met(learners: int) -> list[dict[str, str]]:
    from django.conf import settings
    from django.urls import reverse

    from passerelle.campus.actions import enrol
    from passerelle.campus.enums import Role
    from passerelle.campus.models import Activity
    from passerelle.foundation import clock, jobs
    from passerelle.people.actions import give_personal_link
    from passerelle.people.models import Person
    from passerelle.programme.actions import load
    from passerelle.programme.checks import read_programme
    from passerelle.simulation.actions import begin_encounter
    from passerelle.simulation.enums import ENCOUNTER, Spoken
    from passerelle.simulation.readers import reader_of

    source = read_programme(settings.PASSERELLE_PROGRAMMES / "ia-generative-sante")
    with jobs.at_once():
        edition = load(source, edition="2027").edition
    open_now = Activity.objects.filter(edition=edition, kind=ENCOUNTER, opens_at__lte=clock.now())
    activity = open_now.filter(by_team=False).earliest("opens_at")
    found = []
    for number in range(learners):
        person = Person.objects.create_user(
            f"foule{number}@invente.example", name=f"Personne Inventée {number}"
        )
        enrolment = enrol(person, edition=edition, role=Role.LEARNER)
        encounter = begin_encounter(
            activity, enrolment=enrolment, language=Spoken.FR, form_key=uuid4()
        )
        secret = give_personal_link(person, purpose="Figures")
        address = reverse("encounter", args=[edition.slug, encounter.pk])
        found.append({"door": f"/link/{secret}/", "encounter": address})
    reader_of(encounter.case).read("…a", language="fr", earlier=())  # its vectors are kept
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
