"""A conflict declared once the day is laid out: read before and after, accepted whole, or not."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from passerelle.campus.actions import assign_panel, declare_conflict, save_sheet
from passerelle.campus.actions.panels import compose_panel, convene_panel
from passerelle.campus.enums import Role
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Attempt, Juror, Panel, Sheet
from passerelle.foundation import clock
from passerelle.foundation.models import Entry, Notice
from passerelle.jury.actions.day import lay_day, open_room, publish_day
from passerelle.jury.actions.day_repair import accept_repair
from passerelle.jury.actions.day_running import exchange_passages, mark_passage
from passerelle.jury.actions.presence import mark_presence
from passerelle.jury.enums import Attendance
from passerelle.jury.models import Passage, Room
from passerelle.jury.queries.day_repair import repair_page
from passerelle.people.models import Affiliation, Person
from tests.campus.marking_cast import at, signed_in
from tests.campus.team_cast import make_work
from tests.factories import NOW, make_enrolment, make_institution, make_person
from tests.jury.day_cast import HOUSES, START, Presentations, seat, set_presentations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
ENGLISH = {"accept-language": "en"}
REPAIR = "jury/day/repair/"


@pytest.fixture
def cast() -> Presentations:
    """Four jurors of whom each team needs all; the first team is about to lose one."""
    cast = set_presentations()
    compose_panel(cast.panel, quorum=4, least_institutions=3, by=cast.coordinator)
    publish_day(cast.day, by=cast.coordinator)
    return cast


def recuse(cast: Presentations) -> Juror:
    juror = cast.panel.jurors.filter(chair=False)[0]
    declare_conflict(juror, subject=cast.teams[0], reason="Collègue.", by=juror.person)
    return juror


def free_juror(cast: Presentations) -> Person:
    person = make_person("Suppléante Inventée")
    make_enrolment(cast.day.edition, Role.JUROR, person)
    Affiliation.objects.create(person=person, institution=make_institution("caen"), since=NOW)
    return person


def second_room(cast: Presentations) -> None:
    """Another panel, complete, and the day laid out over both rooms before it is published."""
    cast.day.published_at = None
    cast.day.save(update_fields=["published_at"])
    panel = convene_panel(cast.datathon.report, name="Salle B", by=cast.coordinator)
    for place, house in enumerate(HOUSES):
        seat(cast.datathon, panel, house, chair=place == 0)
    compose_panel(panel, quorum=4, least_institutions=3, by=cast.coordinator)
    open_room(cast.day, panel=panel, name="Salle B")
    lay_day(cast.day, order=[team.pk for team in cast.teams], by=cast.coordinator)
    publish_day(cast.day, by=cast.coordinator)
    cast.day.refresh_from_db()


def test_a_juror_is_replaced_once_the_coordinator_accepts_and_not_before(
    client: Client, cast: Presentations
) -> None:
    leaving, coming = recuse(cast), free_juror(cast)
    signed_in(client, cast.coordinator)

    page = client.get(at(REPAIR), headers=ENGLISH).content.decode()
    before = cast.panel.jurors.filter(left_at=None, person=coming).exists()
    answer = client.post(at(REPAIR), {"seen": repair_page(cast.day).seen})

    leaving.refresh_from_db()
    assert "One change mends the day." in page
    assert f"Suppléante Inventée takes the seat of {leaving}." in page
    assert "4 at least; quorum 4" in page
    assert (before, answer["Location"]) == (False, at("jury/day/"))
    assert leaving.left_at is not None
    assert cast.panel.jurors.get(person=coming).left_at is None
    assert cast.order() == [1, 2, 3, 4]
    entry = Entry.objects.get(verb="mended the presentation day")
    assert entry.detail == {"passages": 0, "jurors": 1}


def test_two_teams_change_rooms_and_only_they_and_their_jurors_are_told(
    cast: Presentations,
) -> None:
    second_room(cast)
    recuse(cast)
    page = repair_page(cast.day)

    accept_repair(cast.day, seen=page.seen, by=cast.coordinator)

    moved = Notice.objects.filter(verb="presents later").values("person_id").distinct().count()
    assert len(page.passages) == moved
    assert cast.passage(1).room.name == "Salle B"  # type: ignore[union-attr]  # it has a room
    assert repair_page(cast.day).broken == ()


def test_a_proposal_that_is_no_longer_the_same_changes_nothing(
    client: Client, cast: Presentations
) -> None:
    recuse(cast)
    free_juror(cast)
    seen = repair_page(cast.day).seen
    other = cast.panel.jurors.filter(chair=False)[1]
    declare_conflict(other, subject=cast.teams[0], reason="Famille.", by=other.person)
    signed_in(client, cast.coordinator)

    answer = client.post(at(REPAIR), {"seen": seen})

    assert answer.status_code == 422
    assert cast.panel.jurors.filter(left_at=None).count() == 4
    with pytest.raises(CampusRefusal):
        accept_repair(cast.day, seen="", by=cast.coordinator)


def test_what_nothing_mends_is_said_by_its_rule_and_offers_no_button(
    client: Client, cast: Presentations
) -> None:
    recuse(cast)
    signed_in(client, cast.coordinator)

    page = client.get(at(REPAIR), headers=ENGLISH).content.decode()

    lacking = cast.panel.jurors.filter(chair=False)[0]
    assert (
        f"Équipe 1: no room keeps its quorum. Its room lacks: {lacking} (recused). "
        "Nobody free could sit there."
    ) in page
    assert "Accept these changes" not in page


def test_what_can_be_mended_is_offered_beside_what_cannot_and_names_who_lacks(
    client: Client, cast: Presentations
) -> None:
    second_room(cast)
    here = cast.passage(1).room
    recuse(cast)
    elsewhere = next(n for n in range(2, 5) if cast.passage(n).room != here)
    both = Juror.objects.filter(panel__room__day=cast.day, chair=False).order_by("panel", "pk")
    for juror in {each.panel_id: each for each in both}.values():
        declare_conflict(
            juror, subject=cast.teams[elsewhere - 1], reason="Famille.", by=juror.person
        )
    signed_in(client, cast.coordinator)

    page = client.get(at(REPAIR), headers=ENGLISH).content.decode()
    answer = client.post(at(REPAIR), {"seen": repair_page(cast.day).seen}, headers=ENGLISH)

    assert "mend part of the day" in page or "mends part of the day" in page
    assert f"Équipe {elsewhere}: no room keeps its quorum." in page
    assert answer["Location"] == at(REPAIR)
    left = repair_page(cast.day)
    assert (len(left.broken), left.may_accept) == (1, False)


def test_an_absent_juror_of_a_room_that_has_begun_is_named(cast: Presentations) -> None:
    absent = cast.panel.jurors.filter(chair=False)[1]
    with clock.standing_at(START), override("fr"):
        mark_presence(absent.panel.room, {absent.pk: Attendance.ABSENT}, by=cast.chair)
        mark_passage(cast.passage(1), "started", by=cast.chair)
        page = repair_page(cast.day)

    assert page.impossible[0] == (
        f"Équipe 2\u00a0: aucune salle ne garde son quorum. Il manque à sa salle\u00a0: {absent} "
        "(absence). Cette salle a commencé et garde son jury."
    )


def test_a_passage_that_has_started_is_left_as_it_is(cast: Presentations) -> None:
    recuse(cast)
    free_juror(cast)
    with clock.standing_at(START):
        mark_passage(cast.passage(1), "started", by=cast.chair)

        page = repair_page(cast.day)

    assert (page.broken, page.may_accept) == ((), False)


@pytest.mark.parametrize("teams", [1, 3])
def test_the_proposal_costs_the_same_whatever_the_number_of_teams(
    client: Client, teams: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cast = set_presentations(teams=teams)
    publish_day(cast.day, by=cast.coordinator)
    recuse(cast)
    free_juror(cast)
    signed_in(client, cast.coordinator)

    with django_assert_max_num_queries(8):
        client.get(at(REPAIR))


def submitted(cast: Presentations, number: int) -> Attempt:
    return make_work(cast.datathon, cast.teams[number - 1])


def raters_of(work: Attempt) -> set[int]:
    return set(
        Sheet.objects.filter(attempt=work, setting_aside=None).values_list("rater", flat=True)
    )


def seated_in(room: Room | None) -> set[int]:
    assert room is not None
    return set(room.panel.jurors.filter(left_at=None).values_list("person", flat=True))


def first_and_another_room(cast: Presentations) -> tuple[Passage, Passage]:
    one = cast.passage(1)
    other = next(p for p in map(cast.passage, range(2, 5)) if p.room_id != one.room_id)
    return one, other


def test_sheets_follow_a_team_to_its_new_room_and_a_draft_waits_there_for_its_return(
    client: Client, cast: Presentations
) -> None:
    second_room(cast)
    one, other = first_and_another_room(cast)
    work = submitted(cast, 1)
    assign_panel(one.room.panel, only=[work], by=cast.coordinator)  # type: ignore[union-attr]  # it has a room
    draft = Sheet.objects.filter(attempt=work).select_related("rubric", "rater")[0]
    draft = save_sheet(draft, levels={}, remark="À reprendre.")

    exchange_passages(one, other, by=cast.coordinator)
    there = raters_of(work)
    signed_in(client, draft.rater)
    answer = client.get(at(f"marking/{draft.pk}/"), headers=ENGLISH, follow=True)
    exchange_passages(cast.passage(1), cast.passage(other.team.number), by=cast.coordinator)

    assert there <= seated_in(other.room)
    assert "This team now presents in another room" in answer.content.decode()
    assert raters_of(work) <= seated_in(one.room)
    draft.refresh_from_db()
    assert (draft.remark, draft.panel_id) == ("À reprendre.", one.room.panel_id)  # type: ignore[union-attr]  # it has a room


def test_what_was_signed_counts_before_the_new_panel(cast: Presentations) -> None:
    second_room(cast)
    one, other = first_and_another_room(cast)
    work = submitted(cast, 1)
    assign_panel(one.room.panel, only=[work], by=cast.coordinator)  # type: ignore[union-attr]  # it has a room
    signed = Sheet.objects.filter(attempt=work)[0]
    Sheet.objects.filter(pk=signed.pk).update(submitted_at=clock.now())

    exchange_passages(one, other, by=cast.coordinator)

    signed.refresh_from_db()
    assert signed.panel_id == other.room.panel_id  # type: ignore[union-attr]  # it has a room
    assert signed.rater_id in raters_of(work)
    assert raters_of(work) - {signed.rater_id} <= seated_in(other.room)


def test_whoever_takes_a_seat_is_given_the_sheets_of_that_room(cast: Presentations) -> None:
    leaving, coming = recuse(cast), free_juror(cast)
    Panel.objects.update(jurors_per_work=4)
    work = submitted(cast, 2)
    assign_panel(cast.panel, only=[work], by=cast.coordinator)

    accept_repair(cast.day, seen=repair_page(cast.day).seen, by=cast.coordinator)

    assert leaving.person_id not in raters_of(work)
    assert coming.pk in raters_of(work)
