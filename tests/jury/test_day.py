"""A presentation day: laid out, published, moved, run late; each refusal says what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from passerelle.campus.actions import declare_conflict
from passerelle.campus.errors import CampusRefusal
from passerelle.engines.order_of_day import drawn
from passerelle.foundation import clock
from passerelle.foundation.models import Notice
from passerelle.jury.actions.day import (
    give_room_up,
    lay_day,
    publish_day,
    take_back_publication,
)
from passerelle.jury.actions.day_running import exchange_passages, mark_passage, take_back_mark
from passerelle.jury.models import Passage
from passerelle.jury.queries.day_order import room_orders
from tests.campus.team_cast import member_of
from tests.jury.day_cast import START, move_to_montreal, set_presentations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def test_a_drawn_order_is_the_one_that_its_published_seed_gives() -> None:
    cast = set_presentations()

    lay_day(cast.day, seed="dijon", by=cast.coordinator)

    cast.day.refresh_from_db()
    assert cast.order() == list(drawn([1, 2, 3, 4], seed="dijon"))
    assert cast.day.seed == "dijon"


def test_a_team_with_a_member_in_montreal_waits_for_eight_o_clock_there() -> None:
    cast = set_presentations(laid=False)
    move_to_montreal(cast.teams[0])

    lay_day(cast.day, order=[team.pk for team in cast.teams], by=cast.coordinator)

    assert (cast.order(), cast.passage(1).remote) == ([2, 1, 3, 4], True)


def test_a_team_whose_jurors_are_recused_below_the_quorum_has_no_place_and_is_told_why() -> None:
    cast = set_presentations(laid=False)
    for juror in cast.panel.jurors.all()[:2]:
        declare_conflict(juror, subject=cast.teams[2], reason="Collègue.", by=juror.person)

    lay_day(cast.day, order=[team.pk for team in cast.teams], by=cast.coordinator)

    assert cast.order() == [1, 2, 4]
    assert (cast.passage(3).room, cast.passage(3).obstacle) == (None, "quorum")


def test_each_member_is_told_the_hour_on_their_own_clock() -> None:
    cast = set_presentations(laid=False)
    far = move_to_montreal(cast.teams[1])
    lay_day(cast.day, order=[team.pk for team in cast.teams], by=cast.coordinator)

    publish_day(cast.day, by=cast.coordinator)
    publish_day(cast.day, by=cast.coordinator)

    told = Notice.objects.filter(verb="presents")
    near = told.get(person_id=member_of(cast.teams[0]).pk)
    assert told.count() == 4
    assert (
        str(near.label.fr)
        == "vendredi 21 mai 2027, 13\u00a0h\u00a030 (Paris), Amphithéâtre inventé"
    )
    assert "8:00\u00a0am (Montréal)" in told.get(person_id=far.pk).label.en


def test_a_published_order_is_neither_laid_out_again_nor_loses_its_room() -> None:
    cast = set_presentations()
    publish_day(cast.day, by=cast.coordinator)
    cast.day.refresh_from_db()

    with pytest.raises(CampusRefusal):
        lay_day(cast.day, seed="autre", by=cast.coordinator)
    with pytest.raises(CampusRefusal):
        give_room_up(cast.day.rooms.get())
    take_back_publication(cast.day, by=cast.coordinator)
    lay_day(cast.day, order=[team.pk for team in reversed(cast.teams)], by=cast.coordinator)

    assert cast.order() == [4, 3, 2, 1]


def test_two_teams_change_places_and_only_they_are_told_again() -> None:
    cast = set_presentations()
    publish_day(cast.day, by=cast.coordinator)

    exchange_passages(cast.passage(1), cast.passage(3), by=cast.coordinator)

    told = Notice.objects.filter(verb="presents later").values_list("person_id", flat=True)
    assert cast.order() == [3, 2, 1, 4]
    assert set(told) == {member_of(cast.teams[0]).pk, member_of(cast.teams[2]).pk}


def test_a_move_to_an_hour_that_is_not_decent_is_refused_and_changes_nothing() -> None:
    cast = set_presentations(laid=False)
    move_to_montreal(cast.teams[1])
    lay_day(cast.day, order=[team.pk for team in cast.teams], by=cast.coordinator)

    with pytest.raises(CampusRefusal, match="Montréal"):
        exchange_passages(cast.passage(1), cast.passage(2), by=cast.coordinator)

    assert cast.order() == [1, 2, 3, 4]


def test_late_running_shifts_what_is_expected_and_never_the_plan() -> None:
    cast = set_presentations()
    planned = cast.passage(2).starts_at

    with clock.standing_at(START + timedelta(minutes=12)):
        mark_passage(cast.passage(1), "started", by=cast.chair)
        (order,) = room_orders(cast.day)

    assert [line.expected_at for line in order.lines[1:3]] == [
        START + timedelta(minutes=42),
        START + timedelta(minutes=72),
    ]
    assert cast.passage(2).starts_at == planned


def test_one_team_at_a_time_presents_in_a_room_and_a_slip_is_taken_back() -> None:
    cast = set_presentations()
    mark_passage(cast.passage(1), "started", by=cast.chair)

    with pytest.raises(CampusRefusal, match="Équipe 1"):
        mark_passage(cast.passage(2), "started", by=cast.chair)
    mark_passage(cast.passage(1), "ended", by=cast.chair)
    mark_passage(cast.passage(2), "started", by=cast.chair)
    take_back_mark(cast.passage(2), by=cast.chair)

    running = Passage.objects.filter(started_at__isnull=False, ended_at=None)
    assert (list(running), cast.passage(1).ended_by) == ([], cast.chair)
