"""An edition under way whose learners have just met one patient; run in a process of its own.

What the figure needs, without the year that a demo plays: a minute less."""

from __future__ import annotations

import json
import sys
from uuid import uuid4

import django

from .class_stage import enrolled, loaded


def main(learners: int) -> None:
    """Writes, for each learner, the path of their door and that of their encounter."""
    django.setup()
    json.dump(_met(learners), sys.stdout)


def _met(learners: int) -> list[dict[str, str]]:
    from django.urls import reverse

    from passerelle.campus.models import Activity
    from passerelle.foundation import clock
    from passerelle.simulation.actions import begin_encounter
    from passerelle.simulation.enums import ENCOUNTER, Spoken
    from passerelle.simulation.readers import reader_of

    edition = loaded()
    open_now = Activity.objects.filter(edition=edition, kind=ENCOUNTER, opens_at__lte=clock.now())
    activity = open_now.filter(by_team=False).earliest("opens_at")
    found = []
    for enrolment, door in enrolled(edition, learners):
        encounter = begin_encounter(
            activity, enrolment=enrolment, language=Spoken.FR, form_key=uuid4()
        )
        address = reverse("encounter", args=[edition.slug, encounter.pk])
        found.append({"door": door, "encounter": address})
    reader_of(encounter.case).read("…a", language="fr", earlier=())  # its vectors are kept
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
