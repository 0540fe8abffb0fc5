"""Who of the jury is there: proposed by a sheet opened, marked by the chair, counted, written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.translation import override

from passerelle.campus.actions import assign_rater
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Activity, Juror, Panel, Sheet
from passerelle.foundation import clock
from passerelle.foundation.models import Entry
from passerelle.jury.actions.day import open_room, plan_day, publish_day
from passerelle.jury.actions.minutes import draw_up_minutes
from passerelle.jury.actions.presence import mark_presence
from passerelle.jury.enums import Attendance
from passerelle.jury.models import Presence, PresentationDay
from passerelle.jury.queries.day_presence import presences_of_edition
from passerelle.people.models import Person
from tests.campus.marking_cast import at, signed_in
from tests.campus.team_cast import make_work
from tests.diploma.graduation import JUNE, Graduation
from tests.jury.day_cast import START, Presentations, set_presentations
from tests.jury.sitting import sits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
ENGLISH = {"accept-language": "en"}
ROLL = "jury/day/1/presence/"


@pytest.fixture
def cast() -> Presentations:
    cast = set_presentations()
    publish_day(cast.day, by=cast.coordinator)
    return cast


def jurors(cast: Presentations) -> list[Juror]:
    return list(cast.panel.jurors.order_by("-chair", "pk"))


def sheet_of(cast: Presentations, juror: Juror) -> Sheet:
    work = make_work(cast.datathon, cast.teams[0])
    return assign_rater(work, rater=juror.person, panel=cast.panel, by=cast.coordinator)


def test_a_sheet_opened_while_the_day_runs_proposes_its_juror_and_marks_nothing(
    client: Client, cast: Presentations
) -> None:
    juror = jurors(cast)[1]
    sheet, opening = sheet_of(cast, juror), START + timedelta(minutes=3)
    signed_in(client, juror.person)
    with clock.standing_at(START - timedelta(hours=1)):
        client.get(at(f"marking/{sheet.pk}/"))
    before = Presence.objects.count()

    with clock.standing_at(opening):
        client.get(at(f"marking/{sheet.pk}/"))
        client.get(at(f"marking/{sheet.pk}/"))
        signed_in(client, cast.chair)
        page = client.get(at("jury/day/1/"), headers=ENGLISH).content.decode()

    presence = Presence.objects.get()
    assert (before, presence.juror, presence.sheet_opened_at) == (0, juror, opening)
    assert (presence.attendance, presence.marked_at, presences_of_edition(cast.day.edition)) == (
        "",
        None,
        {},
    )
    assert "Proposed as present: opened a scoring sheet at" in page
    assert "until then, the quorum counts every seat" in page


def test_the_chair_marks_and_corrects_and_the_journal_keeps_both(
    client: Client, cast: Presentations
) -> None:
    first, second, *_rest = jurors(cast)
    signed_in(client, cast.chair)
    said = {f"juror-{first.pk}": "on_site", f"juror-{second.pk}": "absent"}
    with clock.standing_at(START):
        client.post(at(ROLL), said)
    with clock.standing_at(START + timedelta(hours=1)):
        client.post(at(ROLL), said | {f"juror-{second.pk}": "remote"})
        client.post(at(ROLL), said | {f"juror-{second.pk}": "remote"})

    found = Presence.objects.order_by("pk").values_list("juror", "attendance", "marked_at")
    details = Entry.objects.filter(verb="marked a juror’s presence").order_by("pk")
    assert list(found) == [
        (first.pk, "on_site", START),
        (second.pk, "remote", START + timedelta(hours=1)),
    ]
    assert [each.detail for each in details] == [
        {"attendance": "on_site"},
        {"attendance": "absent"},
        {"attendance": "remote", "instead_of": "absent"},
    ]


def test_the_quorum_of_the_day_is_that_of_the_present(client: Client, cast: Presentations) -> None:
    first, second, third, fourth = jurors(cast)
    room = cast.day.rooms.get()
    marks = {first.pk: Attendance.ON_SITE, second.pk: Attendance.REMOTE}
    signed_in(client, cast.chair)
    with clock.standing_at(START):
        before = client.get(at("jury/day/1/"), headers=ENGLISH).content.decode()
        mark_presence(room, marks | {third.pk: Attendance.ABSENT}, by=cast.chair)
        short = client.get(at("jury/day/1/"), headers=ENGLISH).content.decode()
        mark_presence(room, {fourth.pk: Attendance.ON_SITE}, by=cast.chair)
        reached = client.get(at("jury/day/1/"), headers=ENGLISH).content.decode()

    sentence = "The quorum is 3 jurors; 2 would be there."
    assert [sentence in page for page in (before, short, reached)] == [False, True, False]


def test_presence_is_marked_on_the_day_itself_and_by_whoever_chairs(
    client: Client, cast: Presentations
) -> None:
    juror = jurors(cast)[1]
    room, marks = cast.day.rooms.get(), {juror.pk: Attendance.ON_SITE}
    with (
        override("en"),
        clock.standing_at(START + timedelta(days=1)),
        pytest.raises(CampusRefusal, match="on the presentation day itself"),
    ):
        mark_presence(room, marks, by=cast.chair)
    signed_in(client, juror.person)
    with clock.standing_at(START):
        answer = client.post(at(ROLL), {f"juror-{juror.pk}": "on_site"})
        wrong = client.post(at(ROLL), {f"juror-{juror.pk}": "asleep"})

    assert (answer.status_code, wrong.status_code, Presence.objects.count()) == (403, 403, 0)


def test_the_minutes_say_how_each_member_was_at_the_presentations(graduation: Graduation) -> None:
    sitting = sits(graduation)
    day = _day_with(graduation, sitting.members[0])

    members = draw_up_minutes(sitting.deliberation, by=sitting.chair).content["members"]

    assert {each["name"]: each["day"] for each in members} == {
        "Jurée Inventée": None,
        "Luc Imaginaire": {
            "attendance": {"value": "remote", "fr": "À distance", "en": "Remote"},
            "marked_at": day.starts_at.isoformat(),
        },
        "Zoé Absente": None,
    }


def _day_with(graduation: Graduation, person: Person) -> PresentationDay:
    """The presentations of the same edition, this juror marked as connecting."""
    activity = Activity.objects.filter(kind="assignment").get()
    by, starts = graduation.coordinator, JUNE - timedelta(days=3)
    panel = Panel.objects.create(
        activity=activity, name="Salle inventée", jurors_per_work=1, opened_at=starts
    )
    juror = Juror.objects.create(panel=panel, person=person, since=starts)
    day = plan_day(
        activity,
        starts_at=starts,
        ends_at=starts + timedelta(hours=5),
        zone="Europe/Paris",
        presentation=15,
        questions=12,
        changeover=3,
        by=by,
    )
    room = open_room(day, panel=panel, name="Salle inventée")
    with clock.standing_at(starts):
        mark_presence(room, {juror.pk: Attendance.REMOTE}, by=by)
    return day
