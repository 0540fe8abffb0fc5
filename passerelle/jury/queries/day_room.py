"""One room on the day: who presents, what the clock says, who comes next, who may hear it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.campus.models import Juror
from passerelle.campus.queries.panel_composition import composition_of
from passerelle.campus.viewer import Viewer
from passerelle.engines.order_of_day import Countdown, Phase, Tone, countdown
from passerelle.foundation import clock

from ..models import Passage, PresentationDay, Room
from .day_order import Line, RoomOrder, room_orders
from .day_presence import OwnSheet, Roll, roll_of
from .day_values import barred_from, rhythm_of


@dataclass(frozen=True, slots=True)
class ClockShown:
    """The clock in figures and in words; `over` once the time is used up."""

    phase: Phase
    figures: str
    words: str
    tone: str
    ends_ms: int
    now_ms: int
    soon_seconds: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class RoomView:
    room: Room
    day: PresentationDay
    lines: tuple[Line, ...]
    current: Line | None
    following: Line | None
    clock: ClockShown


@dataclass(frozen=True, slots=True)
class RoomPage:
    """What the chair has before their eyes: `warnings` before the next team begins."""

    view: RoomView
    chair: Juror | None
    roll: Roll
    recused: tuple[str, ...]
    warnings: tuple[str, ...]
    may_mark: bool
    may_plan: bool
    sheet: OwnSheet | None


def room_view(day: PresentationDay, number: int) -> RoomView | None:
    """Two queries; a third where nobody passes. Nothing when there is no such room."""
    order = next((each for each in room_orders(day) if each.room.number == number), None)
    if order is None:
        empty = Room.objects.select_related("panel").filter(day=day, number=number).first()
        if empty is None:
            return None
        order = RoomOrder(empty, ())
    room = order.room
    turns = [line for line in order.lines if not line.is_pause]
    current = next((line for line in turns if _is_running(line)), None)
    following = next((line for line in turns if _waits(line)), None)
    shown = _clock(day, current.passage if current else None)
    return RoomView(room, day, order.lines, current, following, shown)


def room_page(viewer: Viewer, view: RoomView, *, coordinates: bool) -> RoomPage | None:
    """Two more; nothing for whoever does not sit there.

    The rules of the panel are held against those marked present, once the roll is called."""
    before = view.current or view.following
    passage = before.passage if before else None
    roll = roll_of(view.room, passage)
    jurors = tuple(each.juror for each in roll.seats)
    own = next((each for each in roll.seats if each.juror.person == viewer.person), None)
    if own is None and not coordinates:
        return None
    barred = barred_from(passage.team_id) if passage else frozenset()
    hearing = [each for each in roll.hearing if each.person_id not in barred]
    warnings = composition_of(view.room.panel, hearing).unmet
    return RoomPage(
        view=view,
        chair=next((each for each in jurors if each.chair), None),
        roll=roll,
        recused=tuple(str(each) for each in jurors if each.person_id in barred),
        warnings=warnings,
        may_mark=coordinates or (own is not None and own.juror.chair),
        may_plan=coordinates,
        sheet=own.sheet if own and passage else None,
    )


def _is_running(line: Line) -> bool:
    passage = line.passage
    return passage is not None and passage.started_at is not None and passage.ended_at is None


def _waits(line: Line) -> bool:
    return line.passage is not None and line.passage.started_at is None


def _clock(day: PresentationDay, passage: Passage | None) -> ClockShown:
    now = clock.now()
    found = countdown(
        rhythm_of(day),
        started_at=passage.started_at if passage else None,
        questions_at=passage.questions_at if passage else None,
        ended_at=passage.ended_at if passage else None,
        at=now,
    )
    return ClockShown(
        phase=found.phase,
        figures=figures(found.seconds),
        words=words_of(found),
        tone=found.tone.value,
        ends_ms=round(found.ends_at.timestamp() * 1000) if found.ends_at else 0,
        now_ms=round(now.timestamp() * 1000),
        soon_seconds=found.soon_seconds,
        is_running=found.ends_at is not None,
    )


def figures(seconds: int) -> str:
    """Minutes and seconds; beyond the end, with a plus."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02d}"


def words_of(found: Countdown) -> str:
    """The colour said in words too."""
    if found.phase is Phase.WAITING:
        return _("Waiting")
    return str(tone_words()[found.tone.value])


def tone_words() -> dict[str, str]:
    return {
        Tone.GREEN.value: _("Time left"),
        Tone.AMBER.value: _("Come to the end"),
        Tone.RED.value: _("Time is up"),
    }
