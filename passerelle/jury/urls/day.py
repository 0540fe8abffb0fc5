"""The presentation day: the coordinator's plan, the order, its rooms, the packs of the teams."""

from __future__ import annotations

from django.urls import path

from ..views import day_order, day_pack, day_plan, day_repair, day_room

_DAY = "jury/day/"
_ROOM = f"{_DAY}<int:room>/"
_TEAM = f"{_DAY}teams/<int:number>/"

urlpatterns = [
    path(_DAY, day_plan.day_plan, name="day_plan"),
    path(f"{_DAY}rooms/", day_plan.day_rooms, name="day_rooms"),
    path(f"{_ROOM}removal/", day_plan.day_room_removal, name="day_room_removal"),
    path(f"{_DAY}pauses/", day_plan.day_pauses, name="day_pauses"),
    path(
        f"{_DAY}pauses/<int:pause>/removal/", day_plan.day_pause_removal, name="day_pause_removal"
    ),
    path(f"{_DAY}layout/", day_plan.day_layout, name="day_layout"),
    path(f"{_DAY}draw/", day_plan.day_draw, name="day_draw"),
    path(f"{_DAY}publication/", day_plan.day_publication, name="day_publication"),
    path(f"{_DAY}publication/removal/", day_plan.day_unpublication, name="day_unpublication"),
    path(f"{_DAY}passages/<int:passage>/place/", day_plan.day_place, name="day_place"),
    path(f"{_DAY}repair/", day_repair.day_repair, name="day_repair"),
    path(f"{_DAY}order/", day_order.day_order, name="day_order"),
    path(f"{_DAY}order/mine.ics", day_order.day_ics, name="day_ics"),
    path(_ROOM, day_room.day_room, name="day_room"),
    path(f"{_ROOM}marks/", day_room.day_marks, name="day_marks"),
    path(f"{_ROOM}presence/", day_room.day_presence, name="day_presence"),
    path(f"{_ROOM}screen/", day_room.day_screen, name="day_screen"),
    path(_TEAM, day_pack.day_pack, name="day_pack"),
    path(f"{_TEAM}pack.zip", day_pack.day_pack_zip, name="day_pack_zip"),
]
