"""A class of learners enrolled in an edition under way; run in a process of its own.

What a crowd needs, without the year that a demo plays: a minute less. Writes the path of each
learner's door, and of the quiz and the assignment they have before them, or how much of their
work is stored."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from passerelle.campus.models import Enrolment
    from passerelle.programme.models import Edition

EDITION = "2027"


def loaded() -> Edition:
    """The reference programme in an empty database."""
    from django.conf import settings
    from django.core.management import call_command

    from passerelle.foundation import jobs
    from passerelle.programme.actions import load
    from passerelle.programme.checks import read_programme

    call_command("migrate", verbosity=0)
    source = read_programme(settings.PASSERELLE_PROGRAMMES / "ia-generative-sante")
    with jobs.at_once():
        return load(source, edition=EDITION).edition


def enrolled(edition: Edition, learners: int) -> list[tuple[Enrolment, str]]:
    """Each with the path of a personal link."""
    from passerelle.campus.actions import enrol
    from passerelle.campus.enums import Role
    from passerelle.people.actions import give_personal_link
    from passerelle.people.models import Person

    found = []
    for number in range(learners):
        person = Person.objects.create_user(
            f"foule{number}@invente.example", name=f"Personne Inventée {number}"
        )
        enrolment = enrol(person, edition=edition, role=Role.LEARNER)
        found.append((enrolment, f"/link/{give_personal_link(person, purpose='Figures')}/"))
    return found


def _stage(learners: int) -> dict[str, object]:
    from passerelle.campus.models import Activity
    from passerelle.foundation import clock

    edition = loaded()
    doors = [door for _enrolment, door in enrolled(edition, learners)]
    open_now = Activity.objects.filter(edition=edition, opens_at__lte=clock.now(), by_team=False)
    latest = {
        kind: open_now.filter(kind=kind).select_related("module").latest("opens_at")
        for kind in ("quiz", "assignment")
    }
    address = "/{}/modules/{}/{}/"
    return {"doors": doors} | {
        kind: address.format(EDITION, found.module.slug, found.slug)
        for kind, found in latest.items()
    }


def _stored() -> dict[str, object]:
    """How often each kind of work was submitted, and by how many; what the texts say, each once;
    how many questions have an answer."""
    from passerelle.campus.models import Answer, Attempt

    submitted = Attempt.objects.filter(submitted_at__isnull=False)
    kinds = Counter(submitted.values_list("activity__kind", flat=True))
    people = set(submitted.values_list("activity__kind", "enrolment"))
    answers = Answer.objects.filter(attempt__in=submitted)
    return {
        "works": dict(kinds),
        "people": dict(Counter(kind for kind, _person in people)),
        "texts": sorted(set(submitted.exclude(text="").values_list("text", flat=True))),
        "answered": sum(any(each.response.values()) for each in answers),
    }


if __name__ == "__main__":
    django.setup()
    told = _stored() if sys.argv[1] == "stored" else _stage(int(sys.argv[1]))
    json.dump(told, sys.stdout)
