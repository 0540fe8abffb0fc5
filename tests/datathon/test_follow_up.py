"""What became of the projects, and what a team's page says of the datathon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from passerelle.campus.actions import form_team
from passerelle.datathon.actions import answer_follow_up, ask_what_became
from passerelle.datathon.enums import ProjectState
from passerelle.datathon.errors import NotYourTeam
from passerelle.datathon.models import ProjectFollowUp
from passerelle.datathon.queries.follow_ups import months_after
from passerelle.foundation import clock
from passerelle.foundation.models import Notice
from passerelle.people.models import Person
from tests.datathon.access_cast import guarded_stage
from tests.datathon.core_cast import CLOSES, DAY_TWO, Stage, evaluate, guesses, send
from tests.datathon.dossier_cast import judged_stage, write
from tests.factories import make_enrolment, sign_in

pytestmark = pytest.mark.django_db
SIX, TWELVE = months_after(CLOSES, 6), months_after(CLOSES, 12)
PAGE = "/2027/teams/1/what-became/6/"


@pytest.fixture
def took_part(stage: Stage) -> Iterator[Stage]:
    """One team of the two submitted; it is six months later."""
    send(stage, guesses(0.5))
    with clock.standing_at(SIX):
        yield stage


def signed_in(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def asked_at(instant: datetime) -> list[tuple[int, int]]:
    with clock.standing_at(instant):
        ask_what_became()
    return list(ProjectFollowUp.objects.values_list("team__number", "months"))


def test_a_team_that_took_part_is_asked_once_at_six_months_and_once_at_twelve(
    took_part: Stage,
) -> None:
    early = asked_at(SIX - timedelta(seconds=1))
    first = asked_at(SIX)
    again = asked_at(SIX + timedelta(days=30))
    second = asked_at(TWELVE)

    assert (early, first, again, second) == ([], [(1, 6)], [(1, 6)], [(1, 6), (1, 12)])
    told = Notice.objects.filter(verb="what became", person_id=took_part.amina.person.pk)
    assert told.count() == 2


def test_a_date_that_passed_long_ago_is_let_go(took_part: Stage) -> None:
    assert asked_at(months_after(TWELVE, 3)) == [(1, 12)]
    assert asked_at(months_after(TWELVE, 7)) == [(1, 12)]


def test_months_end_where_they_end() -> None:
    leap = datetime(2027, 8, 31, 12, tzinfo=UTC)

    assert months_after(leap, 6) == datetime(2028, 2, 29, 12, tzinfo=UTC)


def test_a_member_answers_corrects_and_the_committee_reads(took_part: Stage) -> None:
    ask_what_became()
    amina, committee = signed_in(took_part.amina.person), signed_in(took_part.coordinator)

    empty = amina.post(PAGE, {"state": "", "words": "?"})
    amina.post(PAGE, {"state": "stopped", "words": "Faute de temps."})
    amina.post(PAGE, {"state": "trial", "words": "Aux urgences de nuit."})
    read = committee.get("/2027/datathon-projects/").content.decode()

    row = ProjectFollowUp.objects.get()
    assert (empty.status_code, row.state, row.by) == (422, "trial", took_part.amina.person)
    assert ("Aux urgences de nuit." in read, "Faute de temps." in read) == (True, False)


def test_nobody_answers_for_another_team(took_part: Stage) -> None:
    ask_what_became()

    with pytest.raises(NotYourTeam):
        answer_follow_up(
            ProjectFollowUp.objects.get(),
            state=ProjectState.IN_USE,
            words="",
            by=took_part.luc.person,
        )
    assert signed_in(took_part.luc.person).get(PAGE).status_code == 404
    assert signed_in(took_part.luc.person).get("/2027/teams/2/what-became/6/").status_code == 404


def test_the_committee_s_page_costs_the_same_with_one_team_and_with_three(
    took_part: Stage,
) -> None:
    committee = signed_in(took_part.coordinator)
    ask_what_became()
    one = _queries(committee, "/2027/datathon-projects/")
    for number in (3, 4):
        member = make_enrolment(took_part.edition)
        team = form_team(took_part.edition, number=number, name=f"É{number}", members=[member])
        ProjectFollowUp.objects.create(
            team=team, months=6, asked_at=SIX, state="in use", by=member.person, at=SIX
        )

    assert (_queries(committee, "/2027/datathon-projects/"), one <= 8) == (one, True)


def test_a_team_s_page_says_what_it_sent_its_dossier_and_what_is_asked(db: None) -> None:
    with clock.standing_at(DAY_TWO):
        stage = judged_stage()
        evaluate(send(stage, guesses(0.7)))
        write(stage)
        ours = signed_in(stage.amina.person).get("/2027/teams/1/").content.decode()
        read = signed_in(stage.coordinator).get("/2027/teams/1/").content.decode()
    with clock.standing_at(SIX):
        ask_what_became()
        later = signed_in(stage.amina.person).get("/2027/teams/1/").content.decode()

    assert "1 partie sur 7 est rédigée." in ours
    assert "Fièvre" in ours
    assert (PAGE in ours, PAGE in later) == (False, True)
    assert "/2027/teams/1/dossier/" in read


def test_a_team_s_page_says_what_its_reader_lacks_for_the_data(db: None) -> None:
    with clock.standing_at(DAY_TWO):
        stage = guarded_stage()
        ours = signed_in(stage.amina.person).get("/2027/teams/1/").content.decode()
        theirs = signed_in(stage.coordinator).get("/2027/teams/1/").content.decode()

    assert ("/2027/agreements/donnees/" in ours, "/2027/agreements/" in theirs) == (True, False)


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
