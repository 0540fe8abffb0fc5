"""A datathon in small: teams with a report to judge, people to judge it; nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from passerelle.campus.actions import convene_panel, seat_juror, sign_declaration
from passerelle.campus.enums import Role
from passerelle.campus.models import (
    Activity,
    Attempt,
    Enrolment,
    Juror,
    Panel,
    RubricText,
    Sheet,
    Team,
    TeamMember,
)
from passerelle.people.models import Affiliation, Person
from passerelle.programme.models import Edition, Module
from tests.campus.marking_cast import WRITTEN
from tests.factories import (
    NOW,
    both,
    make_activity,
    make_edition,
    make_enrolment,
    make_institution,
    make_module,
    make_person,
)

LEVELS = {"preuve": "solide", "clarte": "fragile"}


@dataclass(frozen=True, slots=True)
class Datathon:
    """An edition, the report every team hands in, and the coordinator."""

    edition: Edition
    report: Activity
    coordinator: Person


def set_datathon(*, raters: int = 2) -> Datathon:
    edition = make_edition()
    edition.refresh_from_db()  # hours as the database gives them
    module = make_module(edition, kind=Module.DATATHON)
    RubricText.objects.create(
        edition=edition, slug="lecture", digest="a" * 64, title=both("Dossier"), written=WRITTEN
    )
    settings = {"rubric": "lecture", "raters": raters}
    report = make_activity(
        module, "assignment", by_team=True, component="devoir", settings=settings
    )
    coordinator = make_person("Claire Inventée", language="en")
    make_enrolment(edition, Role.COORDINATOR, coordinator)
    return Datathon(edition, report, coordinator)


def make_team(datathon: Datathon, number: int, *names: str) -> Team:
    """A team of learners, one unless more are named."""
    team = Team.objects.create(edition=datathon.edition, number=number, name=f"Équipe {number}")
    for name in names or (f"Membre {number}",):
        join(team, make_enrolment(datathon.edition, person=make_person(name, language="en")))
    return team


def join(team: Team, enrolment: Enrolment) -> Enrolment:
    TeamMember.objects.create(team=team, enrolment=enrolment, since=NOW)
    return enrolment


def member_of(team: Team) -> Person:
    return team.members.select_related("enrolment__person").earliest("pk").enrolment.person


def make_work(datathon: Datathon, team: Team, **fields: Any) -> Attempt:
    values: dict[str, Any] = {
        "started_at": NOW,
        "submitted_at": NOW - timedelta(hours=20 - team.number),
        "submitted_by": member_of(team),
        "form_key": uuid4(),
        "text": "Notre dossier.",
    }
    return Attempt.objects.create(activity=datathon.report, team=team, **(values | fields))


def make_works(datathon: Datathon, count: int) -> list[Attempt]:
    """One work for each of so many teams."""
    return [make_work(datathon, make_team(datathon, n)) for n in range(1, count + 1)]


def make_panel(datathon: Datathon, *, jurors: int = 0, **fields: Any) -> Panel:
    panel = convene_panel(datathon.report, name="Jury", by=datathon.coordinator, **fields)
    for _ in range(jurors):
        declared(make_juror(datathon, panel))
    return panel


def make_juror(datathon: Datathon, panel: Panel, name: str = "", **fields: Any) -> Juror:
    """An expert of the edition, seated; their declaration is still to be signed."""
    person = make_person(name, language="en")
    make_enrolment(datathon.edition, Role.EXPERT, person)
    Affiliation.objects.create(person=person, institution=make_institution(), since=NOW)
    return seat_juror(panel, person=person, by=datathon.coordinator, **fields)


def declared(juror: Juror) -> Juror:
    return sign_declaration(juror)


def pairs_of(panel: Panel) -> set[tuple[int, int]]:
    """The sheets that count, as (work, rater)."""
    sheets = Sheet.objects.filter(panel=panel, setting_aside=None)
    return set(sheets.values_list("attempt", "rater"))
