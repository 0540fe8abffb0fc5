"""The order of the day as its readers find it: planned hours, and the ones to expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.models import Juror
from passerelle.campus.queries.counting import spelled
from passerelle.campus.rules import can_mark, is_coordinator
from passerelle.campus.viewer import Viewer
from passerelle.engines.order_of_day import Pause, Turn, expected_turns
from passerelle.foundation import clock

from ..models import DayPause, Passage, PresentationDay, Room

# Below, nobody needs to be told that a passage is late.
_NOTABLE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Line:
    """A team's turn, or a pause; `expected_at` only where it differs from the plan."""

    id: int
    label: str
    number: int
    starts_at: datetime
    ends_at: datetime
    expected_at: datetime | None
    room: str
    state: str
    tone: str
    remote: bool
    is_mine: bool
    is_pause: bool
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class RoomOrder:
    room: Room
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """`is_draft` is what only the coordination reads; `sits_in` are the rooms of a juror; `link`
    is where the reader's own team connects."""

    day: PresentationDay
    finding: str
    mine: Line | None
    link: str
    rooms: tuple[RoomOrder, ...]
    is_draft: bool
    sits_in: frozenset[int]
    may_plan: bool
    may_read_packs: bool


def order_page(viewer: Viewer, day: PresentationDay) -> OrderPage:
    """Three queries, one more for those who mark."""
    rooms = room_orders(day, team=viewer.team.pk if viewer.team else None)
    lines = [line for each in rooms for line in each.lines if not line.is_pause]
    mine = next((line for line in lines if line.is_mine), None)
    sits_in = rooms_of(viewer, day) if can_mark(viewer) else frozenset()
    may_plan = is_coordinator(viewer)
    return OrderPage(
        day=day,
        finding=_finding(lines, mine),
        mine=mine,
        link=next((each.room.link for each in rooms if mine in each.lines), ""),
        rooms=rooms,
        is_draft=day.published_at is None,
        sits_in=sits_in,
        may_plan=may_plan,
        may_read_packs=may_plan or bool(sits_in),
    )


def rooms_of(viewer: Viewer, day: PresentationDay) -> frozenset[int]:
    """The numbers of the rooms where the viewer sits; one query."""
    if viewer.person is None:
        return frozenset()
    seats = Juror.objects.filter(person=viewer.person, panel__room__day=day, left_at=None)
    return frozenset(seats.values_list("panel__room__number", flat=True))


def room_orders(day: PresentationDay, *, team: int | None = None) -> tuple[RoomOrder, ...]:
    """Two queries: what passes in each room, pauses among it, with the hours to expect."""
    passages = day.passages.filter(room__isnull=False).select_related("team", "room__panel")
    pauses = list(day.pauses.all())
    by_room: dict[int, list[Passage]] = {}
    for passage in passages.order_by("room__number", "starts_at"):
        by_room.setdefault(passage.room_id or 0, []).append(passage)
    return tuple(_room_order(day, each, pauses, team) for each in by_room.values())


def _room_order(
    day: PresentationDay, passages: Sequence[Passage], pauses: Sequence[DayPause], team: int | None
) -> RoomOrder:
    room = passages[0].room
    assert room is not None  # filtered just above
    expected = expected_starts(day, passages, pauses)
    lines = [_turn_line(day, each, expected[each.pk], str(room), team) for each in passages]
    lines += [_pause_line(each, str(room)) for each in pauses]
    return RoomOrder(room, tuple(sorted(lines, key=lambda line: line.starts_at)))


def expected_starts(
    day: PresentationDay, passages: Sequence[Passage], pauses: Sequence[DayPause]
) -> dict[int, datetime]:
    """When each passage of a room starts, really or as one may expect now; no query."""
    turns = [
        Turn(each.pk, each.starts_at, each.starts_at + day.turn, each.started_at, each.ended_at)
        for each in passages
        if each.starts_at is not None
    ]
    found = expected_turns(
        turns,
        changeover=timedelta(minutes=day.changeover_minutes),
        pauses=[Pause(each.starts_at, each.ends_at) for each in pauses],
        at=_present(day),
    )
    return {each.id: each.starts_at for each in found}


def _present(day: PresentationDay) -> datetime:
    """A day that was not followed by the clock does not run on for ever."""
    return min(clock.now(), day.ends_at)


def _turn_line(
    day: PresentationDay, passage: Passage, expected: datetime, room: str, team: int | None
) -> Line:
    assert passage.starts_at is not None
    is_late = abs(expected - passage.starts_at) >= _NOTABLE
    is_waiting = passage.started_at is None and clock.now() < day.ends_at
    state, tone = _state(passage, is_late=is_late and is_waiting)
    return Line(
        id=passage.pk,
        label=str(passage.team),
        number=passage.team.number,
        starts_at=passage.starts_at,
        ends_at=passage.starts_at + day.turn,
        expected_at=expected if is_late and is_waiting else None,
        room=room,
        state=state,
        tone=tone,
        remote=passage.remote,
        is_mine=passage.team_id == team,
        is_pause=False,
        passage=passage,
    )


def _state(passage: Passage, *, is_late: bool) -> tuple[str, str]:
    if passage.ended_at is not None:
        return _("has presented"), "good"
    if passage.questions_at is not None:
        return _("answers questions"), "now"
    if passage.started_at is not None:
        return _("is presenting"), "now"
    return (_("later than planned"), "warn") if is_late else ("", "")


def _pause_line(pause: DayPause, room: str) -> Line:
    return Line(
        id=pause.pk,
        label=pause.get_kind_display(),
        number=0,
        starts_at=pause.starts_at,
        ends_at=pause.ends_at,
        expected_at=None,
        room=room,
        state="",
        tone="",
        remote=False,
        is_mine=False,
        is_pause=True,
    )


def _finding(lines: Sequence[Line], mine: Line | None) -> str:
    if mine is not None and mine.passage is not None:
        if mine.passage.ended_at is not None:
            return _("Your team has presented.")
        return _("Your team presents in %(room)s.") % {"room": mine.room}
    if not lines:
        return _("No team has an hour yet.")
    done = sum(bool(line.passage and line.passage.ended_at) for line in lines)
    if done == len(lines):
        return _("Every team has presented.")
    if done:
        words = {"done": done, "all": len(lines)}
        return _("%(done)s of %(all)s teams have presented.") % words
    text = ngettext("One team presents.", "%(count)s teams present.", len(lines))
    return text % {"count": spelled(len(lines))}
