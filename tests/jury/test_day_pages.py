"""The pages of the day: who reads what, what a chair presses, what a pack holds and hides."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import assign_rater, declare_conflict, relieve_juror
from passerelle.campus.models import PaperFile, Sheet
from passerelle.foundation import clock
from passerelle.jury.actions.day import publish_day
from passerelle.jury.models import Passage, PresentationDay, Room
from tests.campus.marking_cast import at, signed_in
from tests.campus.team_cast import make_work, member_of
from tests.factories import NOW
from tests.jury.day_cast import START, Presentations, set_presentations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
ENGLISH = {"accept-language": "en"}


def text_of(client: Client, path: str) -> str:
    answer = client.get(at(path), headers=ENGLISH)
    assert answer.status_code == 200, answer.status_code
    text: str = answer.content.decode()
    return text


def published(**fields: bool) -> Presentations:
    cast = set_presentations(**fields)  # type: ignore[arg-type]  # teams is left as it is
    publish_day(cast.day, by=cast.coordinator)
    return cast


def test_a_coordinator_plans_lays_out_draws_publishes_and_moves(client: Client) -> None:
    cast = set_presentations(laid=False)
    signed_in(client, cast.coordinator)
    places = {f"place-{team.pk}": 9 - team.number for team in cast.teams}

    client.post(at("jury/day/pauses/"), {"kind": "opening", "starts": "13:30", "ends": "13:45"})
    client.post(at("jury/day/layout/"), places)
    chosen = cast.order()
    client.post(at("jury/day/draw/"), {"seed": "dijon"})
    refused = client.post(at("jury/day/draw/"), {"seed": ""})
    client.post(at("jury/day/publication/"))
    before = cast.order()
    client.post(at(f"jury/day/passages/{cast.passage(before[1]).pk}/place/"), {"move": "earlier"})
    page = text_of(client, "jury/day/")

    day = PresentationDay.objects.get()
    assert (chosen, refused.status_code) == ([4, 3, 2, 1], 422)
    assert cast.order() == [before[1], before[0], *before[2:]]
    assert (day.seed, day.published_by) == ("dijon", cast.coordinator)
    assert "The order of the day is published." in page


def test_the_hours_of_a_day_are_kept_from_the_form(client: Client) -> None:
    cast = set_presentations(laid=False)
    signed_in(client, cast.coordinator)
    hours = {
        "activity": cast.day.activity_id,
        "on": "2027-05-22",
        "starts": "09:00",
        "ends": "12:00",
    }
    minutes = {"presentation": 20, "questions": 10, "changeover": 5}

    client.post(at("jury/day/"), {**hours, **minutes, "zone": "America/Toronto"})
    backwards = client.post(
        at("jury/day/"), {**hours, **minutes, "zone": "Europe/Paris", "ends": "08:00"}
    )

    cast.day.refresh_from_db()
    assert cast.day.starts_at.isoformat() == "2027-05-22T13:00:00+00:00"
    assert (cast.day.presentation_minutes, backwards.status_code) == (20, 422)


def test_learners_read_the_order_once_published_their_own_passage_first(client: Client) -> None:
    cast = set_presentations()
    signed_in(client, member_of(cast.teams[2]))
    hidden = text_of(client, "jury/day/order/")
    publish_day(cast.day, by=cast.coordinator)

    page = text_of(client, "jury/day/order/")
    calendar = client.get(at("jury/day/order/mine.ics"))

    assert "The order of the presentation day is not published yet." in hidden
    assert "Équipe" not in hidden
    assert page.index("<h2>Équipe 3</h2>") < page.index("Équipe 1")
    assert "Your team presents in Amphithéâtre inventé." in page
    assert b"DTSTART;TZID=Europe/Paris:20270521T143000" in calendar.content


def test_a_remote_team_is_told_where_to_connect_or_whom_to_ask(client: Client) -> None:
    cast = set_presentations()
    publish_day(cast.day, by=cast.coordinator)
    Passage.objects.filter(team=cast.teams[2]).update(remote=True)
    signed_in(client, member_of(cast.teams[2]))
    to_ask = "The address to connect to is not written here yet: ask the coordination for it."

    Room.objects.update(link="")
    before = text_of(client, "jury/day/order/")
    Room.objects.update(link="https://salle.example/1")
    after = text_of(client, "jury/day/order/")

    assert to_ask in before
    assert to_ask not in after
    assert '<a href="https://salle.example/1">you connect here</a>' in after


def test_the_chair_starts_and_stops_and_the_screen_counts(client: Client) -> None:
    cast = published()
    signed_in(client, cast.chair)
    with clock.standing_at(START):
        client.post(at("jury/day/1/marks/"), {"passage": cast.passage(1).pk, "mark": "started"})
    with clock.standing_at(START + timedelta(minutes=13)):
        screen = text_of(client, "jury/day/1/screen/")
        client.post(at("jury/day/1/marks/"), {"passage": cast.passage(1).pk, "mark": "questions"})
    with clock.standing_at(START + timedelta(minutes=26)):
        over = text_of(client, "jury/day/1/screen/")
        client.post(at("jury/day/1/marks/"), {"passage": cast.passage(1).pk, "mark": "ended"})

    assert "2:00" in screen
    assert "Come to the end" in screen
    assert "Next: Équipe 2" in screen
    assert "+1:00" in over
    assert "Time is up" in over
    assert cast.passage(1).ended_at == START + timedelta(minutes=26)


def test_a_day_that_has_begun_no_longer_offers_to_be_planned_anew(client: Client) -> None:
    cast = published()
    signed_in(client, cast.coordinator)
    before = text_of(client, "jury/day/")
    cast.day.passages.filter(pk=cast.passage(1).pk).update(started_at=START)

    begun = text_of(client, "jury/day/")

    assert ("Take the publication back" in before, "Published:" in begun) == (True, True)
    assert "Take the publication back" not in begun


def test_a_juror_who_does_not_chair_keeps_no_time(client: Client) -> None:
    cast = published()
    signed_in(client, cast.panel.jurors.filter(chair=False)[0].person)

    answer = client.post(
        at("jury/day/1/marks/"), {"passage": cast.passage(1).pk, "mark": "started"}
    )

    assert (answer.status_code, cast.passage(1).started_at) == (403, None)


def test_a_panel_below_its_quorum_is_said_and_starts_only_once_confirmed(client: Client) -> None:
    cast = published()
    for juror in cast.panel.jurors.filter(chair=False)[:2]:
        relieve_juror(juror, reason="Malade.", by=cast.coordinator)
    signed_in(client, cast.chair)
    marks = {"passage": cast.passage(1).pk, "mark": "started"}

    page = text_of(client, "jury/day/1/")
    refused = client.post(at("jury/day/1/marks/"), marks)
    client.post(at("jury/day/1/marks/"), marks | {"confirmed": "1"})

    assert "The quorum is 3 jurors; 2 would be there." in page
    assert (refused.status_code, cast.passage(1).started_at) == (422, NOW)


def add_file(cast: Presentations, name: str) -> None:
    work = make_work(cast.datathon, cast.teams[0], text="<b>Notre résumé</b>")
    PaperFile.objects.create(
        attempt=work,
        file=ContentFile(b"%PDF", name="x.pdf"),
        name=name,
        size_bytes=4,
        digest="0" * 64,
        added_at=NOW,
    )


def zip_names(client: Client) -> tuple[list[str], str]:
    answer = client.get(at("jury/day/teams/1/pack.zip"), headers=ENGLISH)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    cover = archive.read("00-cover-en.txt").decode()
    return archive.namelist(), cover


def test_a_pack_holds_the_files_and_the_members_for_the_jury(client: Client) -> None:
    cast = published()
    add_file(cast, "../Exposé final.pdf")
    signed_in(client, cast.chair)

    names, cover = zip_names(client)
    page = text_of(client, "jury/day/teams/1/")

    assert names == ["00-couverture-fr.txt", "00-cover-en.txt", "01-Exposé-final.pdf"]
    assert str(member_of(cast.teams[0])) in cover
    assert "&lt;b&gt;Notre résumé&lt;/b&gt;" in page


def test_a_blind_pack_names_nobody_not_even_in_its_files(client: Client) -> None:
    cast = published(blind=True)
    name = str(member_of(cast.teams[0]))
    add_file(cast, f"{name}.pdf")
    signed_in(client, cast.chair)

    names, cover = zip_names(client)
    page = text_of(client, "jury/day/teams/1/")

    assert names[-1] == "01-document.pdf"
    assert name not in cover
    assert name not in page


def test_a_recused_juror_does_not_read_the_pack_of_that_team(client: Client) -> None:
    cast = published()
    juror = cast.panel.jurors.filter(chair=False)[0]
    declare_conflict(juror, subject=cast.teams[0], reason="Collègue.", by=juror.person)
    signed_in(client, juror.person)

    answers = [
        client.get(at(f"jury/day/teams/{n}/{end}")).status_code
        for n in (1, 2)
        for end in ("", "pack.zip")
    ]

    assert answers == [403, 403, 200, 200]


def test_a_juror_goes_from_the_room_and_the_documents_to_their_own_sheet(client: Client) -> None:
    cast = published()
    work = make_work(cast.datathon, cast.teams[0])
    assign_rater(work, rater=cast.chair, panel=cast.panel, by=cast.coordinator)
    own = at(f"marking/{Sheet.objects.get(rater=cast.chair).pk}/")
    other = cast.panel.jurors.filter(chair=False)[0].person

    signed_in(client, cast.chair)
    here = [text_of(client, path) for path in ("jury/day/1/", "jury/day/teams/1/")]
    signed_in(client, other)
    there = [text_of(client, path) for path in ("jury/day/1/", "jury/day/teams/1/")]

    assert [own in page for page in (*here, *there)] == [True, True, False, False]


@pytest.mark.parametrize("teams", [1, 3])
def test_the_pages_of_the_day_cost_the_same_whatever_the_number_of_teams(
    client: Client, teams: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cast = set_presentations(teams=teams)
    publish_day(cast.day, by=cast.coordinator)
    assign_rater(make_work(cast.datathon, cast.teams[0]), rater=cast.chair, panel=cast.panel)

    pages = [(cast.coordinator, ""), *((cast.chair, path) for path in ("1/", "teams/1/"))]
    pages += [(cast.coordinator, path) for path in ("order/", "1/", "1/screen/", "teams/1/")]
    for person, path in pages:
        signed_in(client, person)
        with django_assert_max_num_queries(8):
            client.get(at(f"jury/day/{path}"))
