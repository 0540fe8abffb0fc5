"""A team asks, one mentor takes, answers, someone closes; and who may see what."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import (
    answer_request,
    ask_for_help,
    assign_panel,
    close_panel,
    close_request,
    invite_expert,
    name_mentor,
    put_back_request,
    take_request,
    thank_mentor,
)
from passerelle.campus.enums import Role
from passerelle.campus.errors import CampusRefusal, RequestClosed, RequestTaken
from passerelle.campus.models import Enrolment, HelpRequest, Mentor, Team
from passerelle.foundation import clock
from passerelle.foundation.comments import comments_on
from passerelle.foundation.models import Notice
from passerelle.people.models import Person
from tests.campus.marking_cast import at, make_staff, signed_in
from tests.campus.team_cast import (
    Datathon,
    join,
    make_panel,
    make_team,
    make_works,
    member_of,
)
from tests.factories import NOW, make_enrolment, make_person, make_session, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
ENGLISH = {"accept-language": "en"}


def ask(team: Team, subject: str = "Quel seuil ?", *, minutes_ago: int = 0) -> HelpRequest:
    with clock.standing_at(NOW - timedelta(minutes=minutes_ago)):
        return ask_for_help(
            team, asked_by=member_of(team), subject=subject, text="Bloqués.", form_key=uuid4()
        )


def make_mentor(datathon: Datathon, name: str = "") -> Person:
    person = make_person(name, language="en")
    return name_mentor(person, edition=datathon.edition, field="statistiques").person


def said_to(person: Person) -> list[str]:
    return list(Notice.objects.filter(person_id=person.pk).values_list("verb", flat=True))


def text_of(client: Client, path: str) -> str:
    text: str = client.get(at(path), headers=ENGLISH).content.decode()
    return text


# What happens


def test_one_mentor_takes_a_request_and_no_other(datathon: Datathon) -> None:
    asked = ask(make_team(datathon, 1))
    first, second = make_mentor(datathon), make_mentor(datathon)

    take_request(asked, by=first)
    take_request(asked, by=first)
    with pytest.raises(RequestTaken):
        take_request(asked, by=second)

    asked.refresh_from_db()
    assert (asked.taken_by, asked.taken_at) == (first, NOW)


def test_an_answer_takes_what_nobody_took_and_tells_the_team(datathon: Datathon) -> None:
    team, mentor = make_team(datathon, 1, "Amina Inventée", "Basile Inventé"), None
    asked, mentor = ask(team), make_mentor(datathon)
    people = [each.enrolment.person for each in team.members.select_related("enrolment__person")]

    answer_request(asked, author=mentor, text="Regardez la calibration.", form_key=uuid4())

    asked.refresh_from_db()
    assert (asked.taken_by, asked.answered_at) == (mentor, NOW)
    assert [said_to(person) for person in people] == [["helped"], ["helped"]]


def test_a_team_that_writes_back_waits_again_and_its_mentor_hears_of_it(
    datathon: Datathon,
) -> None:
    team, mentor = make_team(datathon, 1), make_mentor(datathon)
    asked = ask(team)
    answer_request(asked, author=mentor, text="Essayez 0,3.", form_key=uuid4())
    key = uuid4()

    for _ in range(2):
        answer_request(asked, author=member_of(team), text="Pire encore.", form_key=key)

    asked.refresh_from_db()
    assert (asked.taken_by, asked.answered_at) == (mentor, None)
    assert comments_on("help request", asked.pk).count() == 2
    assert said_to(mentor).count("written back") == 1


def test_a_request_put_back_keeps_its_place(datathon: Datathon) -> None:
    team, mentor = make_team(datathon, 1), make_mentor(datathon)
    asked = take_request(ask(team, minutes_ago=50), by=mentor)

    put_back_request(asked, by=mentor)

    assert (asked.taken_by, asked.asked_at) == (None, NOW - timedelta(minutes=50))


def test_a_closed_request_takes_no_answer(datathon: Datathon) -> None:
    asked, mentor = ask(make_team(datathon, 1)), make_mentor(datathon)
    close_request(asked, by=asked.asked_by)

    with pytest.raises(RequestClosed):
        answer_request(asked, author=mentor, text="Trop tard.", form_key=uuid4())
    with pytest.raises(RequestClosed):
        take_request(asked, by=mentor)

    assert (asked.closed_by, asked.closed_at) == (asked.asked_by, NOW)


def test_a_patient_partner_mentors_the_other_teams_and_not_their_own(datathon: Datathon) -> None:
    own, other = make_team(datathon, 1), make_team(datathon, 2)
    guest = join(own, make_enrolment(datathon.edition, Role.GUEST)).person

    name_mentor(guest, edition=datathon.edition, field="la vie avec la maladie")
    take_request(ask(other), by=guest)
    with pytest.raises(CampusRefusal):
        take_request(ask(own), by=guest)

    assert Enrolment.objects.filter(person=guest).count() == 1


def test_what_a_mentor_who_stops_had_not_answered_waits_for_another(datathon: Datathon) -> None:
    team, mentor = make_team(datathon, 1), make_mentor(datathon)
    taken, answered = (take_request(ask(team, subject), by=mentor) for subject in ("A", "B"))
    answer_request(answered, author=mentor, text="Voici.", form_key=uuid4())

    thank_mentor(Mentor.objects.get(person=mentor), by=datathon.coordinator)

    takers = dict(HelpRequest.objects.values_list("subject", "taken_by"))
    assert takers == {"A": None, "B": mentor.pk}


# Pages


def test_a_team_asks_a_mentor_takes_the_oldest_answers_and_closes(
    client: Client, datathon: Datathon
) -> None:
    teams = [make_team(datathon, number) for number in (1, 2)]
    member, mentor = member_of(teams[0]), make_mentor(datathon)
    recent = ask(teams[1], minutes_ago=5)
    with clock.standing_at(NOW - timedelta(minutes=75)):
        sign_in(client, member)
        sent = {"subject": "Quelle unité ?", "text": "mg ou g", "form_key": uuid4()}
        asked_at = [client.post(at("teams/1/help/"), sent)["Location"] for _ in range(2)]
    sign_in(client, mentor)

    queue = text_of(client, "help/")
    turn = client.post(at("help/turn/"))["Location"]
    client.post(f"{turn}answers/", {"text": "Des mg.", "form_key": uuid4()})
    answered = text_of(client, turn.removeprefix("/2027/"))
    closed = client.post(f"{turn}closure/")

    assert asked_at[0] == asked_at[1] == turn
    assert '<h1 id="queue-finding">Two teams are waiting for help.</h1>' in queue
    assert queue.index("Quelle unité ?") < queue.index(recent.subject)
    assert ("waiting for 1 h" in queue, "waiting for 5 min" in queue) == (True, True)
    assert "Des mg." in answered
    assert closed["Location"] == at("help/")


def test_when_two_mentors_take_the_oldest_the_second_gets_the_next(
    client: Client, datathon: Datathon
) -> None:
    old, recent = (ask(make_team(datathon, n), minutes_ago=60 - n) for n in (1, 2))

    turns = [
        signed_in(client, make_mentor(datathon)).post(at("help/turn/"))["Location"]
        for _ in range(3)
    ]

    assert turns == [at(f"help/{old.pk}/"), at(f"help/{recent.pk}/"), at("help/")]


def test_a_team_reads_its_own_requests_and_no_other(client: Client, datathon: Datathon) -> None:
    own, other = make_team(datathon, 1), make_team(datathon, 2)
    mine, theirs = ask(own, "Notre question"), ask(other, "Leur secret")
    signed_in(client, member_of(own))

    page = text_of(client, "teams/1/")
    codes = [
        client.get(at(f"help/{mine.pk}/")).status_code,
        client.get(at(f"help/{theirs.pk}/")).status_code,
        client.post(at(f"help/{theirs.pk}/answers/")).status_code,
        client.post(at("teams/2/help/")).status_code,
        client.get(at("help/")).status_code,
    ]

    assert ("Notre question" in page, "Leur secret" in page) == (True, False)
    assert codes == [200, 404, 404, 404, 403]


def test_experts_of_the_datathon_are_mentors_others_are_not(
    client: Client, datathon: Datathon
) -> None:
    ask(make_team(datathon, 1))
    module = datathon.report.module
    giving, lecturing = (
        invite_expert(make_session(module, kind=kind), person=make_person()).person
        for kind in ("datathon", "lecture")
    )

    codes = [
        signed_in(client, person).get(at("help/")).status_code for person in (giving, lecturing)
    ]

    assert codes == [200, 403]
    assert (
        "Donne la séance «\u00a0" in signed_in(client, giving).get(at("mentors/")).content.decode()
    )


def test_a_mentor_who_judges_a_team_blind_does_not_see_it_until_the_panel_closes(
    client: Client, datathon: Datathon
) -> None:
    (work,) = make_works(datathon, 1)
    panel = make_panel(datathon, jurors=1, jurors_per_work=1)
    mentor = panel.jurors.get().person
    name_mentor(mentor, edition=datathon.edition, field="statistiques")
    assign_panel(panel)
    asked = ask(work.team)
    signed_in(client, mentor)
    paths = [at("teams/1/"), at(f"help/{asked.pk}/")]

    judging = [client.get(path).status_code for path in paths]
    hidden = client.get(at("help/")).context["page"].groups
    close_panel(panel, by=datathon.coordinator)

    assert judging == [404, 404]
    assert hidden == ()
    assert [client.get(path).status_code for path in paths] == [200, 200]


def test_a_mentor_reads_on_their_first_page_that_someone_waits(
    client: Client, datathon: Datathon
) -> None:
    ask(make_team(datathon, 1))

    home = signed_in(client, make_mentor(datathon)).get("/").content.decode()

    assert "1 request for help is waiting" in home


def test_a_coordinator_names_a_mentor_and_thanks_them(client: Client, datathon: Datathon) -> None:
    guest = make_staff(datathon.edition, Role.GUEST, "Zoé Inventée")
    signed_in(client, datathon.coordinator)

    client.post(at("mentors/naming/"), {"person": guest.pk, "field": "la vie avec la maladie"})
    named = text_of(client, "mentors/")
    client.post(at(f"mentors/{Mentor.objects.get().pk}/leaving/"))
    thanked = text_of(client, "mentors/")

    assert ("la vie avec la maladie" in named, "One person to ask." in named) == (True, True)
    assert "Nobody is a mentor yet." in thanked


@pytest.mark.parametrize("teams", [1, 3])
def test_the_queue_costs_the_same_for_one_team_and_for_three(
    client: Client,
    datathon: Datathon,
    teams: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    mentor = make_mentor(datathon)
    for number in range(1, teams + 1):
        team = make_team(datathon, number)
        ask(team)
        take_request(ask(team), by=mentor)
        close_request(ask(team), by=mentor)
    signed_in(client, mentor)

    with django_assert_num_queries(5):
        client.get(at("help/"))
    with django_assert_num_queries(4):
        client.get(at("teams/"))
