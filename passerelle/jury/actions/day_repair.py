"""A day is mended as proposed: passages move, a juror takes another's seat; all of it or none."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.campus.actions import relieve_juror, seat_juror
from passerelle.campus.errors import CampusRefusal
from passerelle.engines.order_of_day import Move, Repair, Replacement, repair
from passerelle.people.models import Person

from ..models import Passage, PresentationDay
from ..queries.day_repair import seal_of
from ..queries.day_standing import DayStanding, standing_of
from .day import note_day
from .day_running import note_passage, tell_moved
from .day_sheets import sheets_follow, sheets_for_newcomers


@transaction.atomic
def accept_repair(day: PresentationDay, *, seen: str, by: Person) -> Repair:
    """Do what was proposed, if it is still what would be; nobody moves by any other way."""
    locked = PresentationDay.objects.select_for_update(of=("self",)).get(pk=day.pk)
    locked.edition, locked.activity = day.edition, day.activity
    known = standing_of(locked)
    found = repair(known.standing)
    if not found.changes or seal_of(found) != seen:
        raise CampusRefusal(_("The day has changed meanwhile: read what is proposed now."))
    for change in found.replacements:
        _replace(known, change, by=by)
    moved = _move(found.moves, known, by=by)
    note_day(
        locked,
        "mended the presentation day",
        by=by,
        passages=len(found.moves),
        jurors=len(found.replacements),
    )
    sheets_follow(locked, moved, by=by)
    for change in found.replacements:
        sheets_for_newcomers(known.rooms[change.room].panel, by=by)
    if moved and locked.published_at is not None:
        tell_moved(moved)
    return found


def _replace(known: DayStanding, change: Replacement, *, by: Person) -> None:
    """They declare their conflicts before a sheet opens to them, as any juror."""
    panel = known.rooms[change.room].panel
    leaving = next(
        each
        for each in known.seats
        if each.person_id == change.leaves and each.panel_id == panel.pk
    )
    chairs = leaving.chair
    relieve_juror(leaving, reason=_("Replaced after a conflict of interest."), by=by)
    seat_juror(panel, person=known.reserve[change.comes], chair=chairs, by=by)


def _move(moves: tuple[Move, ...], known: DayStanding, *, by: Person) -> list[Passage]:
    """For an instant they hold no place: two of a room never have one hour."""
    passages = [known.passages[each.team] for each in moves]
    Passage.objects.filter(pk__in=[each.pk for each in passages]).update(room=None, starts_at=None)
    for passage, move in zip(passages, moves, strict=True):
        passage.room, passage.starts_at = known.rooms[move.after.room], move.after.starts_at
        passage.moved += 1
        passage.save(update_fields=["room", "starts_at", "moved"])
        note_passage(passage, "moved a passage", by=by)
    return passages
