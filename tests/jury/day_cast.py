"""A presentation day in small: four teams, a panel that can judge them; nobody here exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from passerelle.campus.actions import seat_juror, sign_declaration
from passerelle.campus.actions.panels import compose_panel
from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Juror, Panel, Team
from passerelle.jury.actions.day import lay_day, open_room, plan_day
from passerelle.jury.models import Passage, PresentationDay
from passerelle.people.models import Affiliation, Person
from passerelle.programme.models import Module
from tests.campus.team_cast import Datathon, make_panel, make_team, member_of, set_datathon
from tests.factories import (
    NOW,
    make_activity,
    make_enrolment,
    make_institution,
    make_module,
    make_person,
)

START = datetime(2027, 5, 21, 11, 30, tzinfo=UTC)  # 13:30 in Dijon, 07:30 in Montréal
HOUSES = ("chum", "dijon", "nantes", "caen")


@dataclass(frozen=True, slots=True)
class Presentations:
    datathon: Datathon
    panel: Panel
    day: PresentationDay
    teams: list[Team]

    @property
    def coordinator(self) -> Person:
        return self.datathon.coordinator

    @property
    def chair(self) -> Person:
        return self.panel.jurors.get(chair=True).person

    def passage(self, number: int) -> Passage:
        found = Passage.objects.select_related("team", "room")
        return found.get(day=self.day, team__number=number)

    def order(self) -> list[int]:
        placed = self.day.passages.filter(room__isnull=False).order_by("starts_at")
        return list(placed.values_list("team__number", flat=True))


def set_presentations(*, teams: int = 4, laid: bool = True, blind: bool = False) -> Presentations:
    """The day of 21 May, one room, its teams in the order of their numbers."""
    datathon = _presenting(set_datathon())
    found = [make_team(datathon, number) for number in range(1, teams + 1)]
    panel = make_panel(datathon, blind=blind)
    for place, house in enumerate(HOUSES):
        seat(datathon, panel, house, chair=place == 0)
    compose_panel(panel, quorum=3, least_institutions=3, by=datathon.coordinator)
    day = plan_day(
        datathon.report,
        starts_at=START,
        ends_at=START + timedelta(hours=5),
        zone="Europe/Paris",
        presentation=15,
        questions=12,
        changeover=3,
        by=datathon.coordinator,
    )
    open_room(day, panel=panel, name="Amphithéâtre inventé")
    if laid:
        lay_day(day, order=[team.pk for team in found], by=datathon.coordinator)
    day.refresh_from_db()
    return Presentations(datathon, panel, day, found)


def _presenting(datathon: Datathon) -> Datathon:
    module = make_module(datathon.edition, 8, kind=Module.PRESENTATIONS)
    settings = datathon.report.settings
    activity: Activity = make_activity(module, "assignment", by_team=True, settings=settings)
    return Datathon(datathon.edition, activity, datathon.coordinator)


def seat(datathon: Datathon, panel: Panel, house: str, *, chair: bool = False) -> Juror:
    person = make_person(language="en")
    make_enrolment(datathon.edition, Role.EXPERT, person)
    Affiliation.objects.create(person=person, institution=make_institution(house), since=NOW)
    return sign_declaration(seat_juror(panel, person=person, chair=chair, by=datathon.coordinator))


def move_to_montreal(team: Team) -> Person:
    person = member_of(team)
    person.zone = "America/Toronto"
    person.save()
    return person
