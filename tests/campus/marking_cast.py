"""A rubric, an assignment and the people around it, for the tests of marking and of the cohort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Attempt, Enrolment, Result, RubricText, Sheet
from passerelle.people.models import Person
from passerelle.programme.models import Edition, Module
from tests.factories import (
    NOW,
    both,
    make_activity,
    make_attempt,
    make_edition,
    make_enrolment,
    make_module,
    make_person,
    sign_in,
)


def level(name: str, points: int) -> dict[str, Any]:
    return {
        "id": name,
        "points": points,
        "title": {"fr": name.title(), "en": name.title()},
        "describes": {"fr": f"Ce que montre {name}.", "en": f"What {name} shows."},
        "example": {"fr": f"Exemple {name}.", "en": f"Example of {name}."},
    }


WRITTEN = {
    "title": {"fr": "Lecture critique", "en": "Critical reading"},
    "criteria": [
        {
            "id": name,
            "title": {"fr": title, "en": f"{title} (en)"},
            "question": {"fr": f"Et {name} ?", "en": f"And {name}?"},
            "weight": weight,
            "levels": [level("absent", 0), level("fragile", 1), level("solide", 3)],
        }
        for name, title, weight in (("preuve", "Preuve", 2), ("clarte", "Clarté", 1))
    ],
}


@dataclass(frozen=True, slots=True)
class Stage:
    """An edition with one assignment, a learner's paper, an expert and a coordinator."""

    edition: Edition
    module: Module
    assignment: Activity
    rubric: RubricText
    learner: Enrolment
    paper: Attempt
    expert: Person
    coordinator: Person


def set_stage() -> Stage:
    edition = make_edition()
    edition.refresh_from_db()  # hours as the database gives them
    module = make_module(edition)
    assignment = make_assignment(module)
    rubric = RubricText.objects.create(
        edition=edition, slug="lecture", digest="a" * 64, title=both("Lecture"), written=WRITTEN
    )
    learner = make_enrolment(edition, person=make_person("Amina Inventée"))
    return Stage(
        edition=edition,
        module=module,
        assignment=assignment,
        rubric=rubric,
        learner=learner,
        paper=make_attempt(assignment, learner, text="Ma lecture de l’article."),
        expert=make_staff(edition, Role.EXPERT, "Basile Inventé"),
        coordinator=make_staff(edition, Role.COORDINATOR, "Claire Inventée"),
    )


def make_assignment(module: Module, **fields: Any) -> Activity:
    settings = {"rubric": "lecture", "raters": fields.pop("raters", 1)}
    return make_activity(module, "assignment", component="devoir", settings=settings, **fields)


def make_staff(edition: Edition, role: str, name: str = "") -> Person:
    return make_enrolment(edition, role, make_person(name)).person


def make_sheet(stage: Stage, attempt: Attempt | None = None, **fields: Any) -> Sheet:
    values: dict[str, Any] = {"rater": stage.expert, "rubric": stage.rubric, "assigned_at": NOW}
    return Sheet.objects.create(attempt=attempt or stage.paper, **(values | fields))


def another_paper(stage: Stage, *, days_ago: int = 0, **fields: Any) -> Attempt:
    return make_attempt(
        stage.assignment,
        make_enrolment(stage.edition),
        submitted_at=NOW - timedelta(days=days_ago),
        **fields,
    )


def mark(attempt: Attempt, points: int = 8, maximum: int = 10) -> Result:
    return Result.objects.create(
        attempt=attempt, points=points, maximum=maximum, source="quiz", recorded_at=NOW
    )


def signed_in(client: Client, person: Person) -> Client:
    sign_in(client, person)
    return client


def at(path: str) -> str:
    return f"/2027/{path}"
