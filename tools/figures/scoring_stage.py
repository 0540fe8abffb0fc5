"""A jury of six, nine works, a rubric of eight criteria; run beside a played demo, prints JSON.

Six links to come in by, and the levels of the rubric."""

from __future__ import annotations

import json
import sys
from typing import Any
from uuid import uuid4

import django

JURORS, TEAMS, CRITERIA, LEVELS = 6, 9, 8, 4


def main() -> None:
    django.setup()
    from passerelle.campus.actions import assign_panel, convene_panel, seat_juror, sign_declaration
    from passerelle.people.actions import give_personal_link
    from passerelle.people.models import Person

    panel = convene_panel(_activity(), name="Salle des essais", jurors_per_work=JURORS)
    people = [
        Person.objects.create_user(f"essai{number}@invente.example", name=f"Juge Inventé {number}")
        for number in range(JURORS)
    ]
    for person in people:
        sign_declaration(seat_juror(panel, person=person))
    assign_panel(panel)
    links = [f"/link/{give_personal_link(person, purpose='Essai')}/" for person in people]
    json.dump({"panel": panel.pk, "links": links}, sys.stdout)


def _activity() -> Any:  # Any: a model, known once Django is set up
    from passerelle.campus.models import Activity, Attempt, RubricText, Team
    from passerelle.foundation import clock

    like = Activity.objects.filter(edition__slug="2027", kind="assignment").latest("pk")
    like.pk, like.slug, like.position, like.by_team = None, "99-essai", 32_000, True
    like.settings = like.settings | {"rubric": "essai", "raters": JURORS}
    like._state.adding = True
    like.save()
    RubricText.objects.create(
        edition=like.edition, slug="essai", digest="e" * 64, title=like.title, written=_rubric()
    )
    for number in range(TEAMS):
        team = Team.objects.create(
            edition=like.edition, number=900 + number, name=f"Essai {number}"
        )
        now = clock.now()
        Attempt.objects.create(
            activity=like,
            team=team,
            started_at=now,
            submitted_at=now,
            text="Un travail.",
            form_key=uuid4(),
        )
    return like


def _rubric() -> dict[str, object]:
    return {
        "title": _both("Soutenance d’essai"),
        "criteria": [
            {
                "id": f"critere{number}",
                "title": _both(f"Critère {number}"),
                "question": _both("Qu’a-t-on vu ?"),
                "weight": 1 + number % 3,
                "levels": [_level(place) for place in range(LEVELS)],
            }
            for number in range(CRITERIA)
        ],
    }


def _level(place: int) -> dict[str, object]:
    said = _both(f"Niveau {place}")
    return {"id": f"niveau{place}", "points": place, "title": said, "describes": said}


def _both(text: str) -> dict[str, str]:
    return {"fr": text, "en": text}


if __name__ == "__main__":
    main()
