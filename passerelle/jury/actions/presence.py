"""The chair, or the coordination, marks which jurors are there that day, and how."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Juror
from passerelle.engines.timetable import zone_named
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..enums import Attendance
from ..models import Presence, PresentationDay, Room


@transaction.atomic
def mark_presence(room: Room, marks: Mapping[int, Attendance], *, by: Person) -> list[Presence]:
    """What is said of each juror (by their seat) who sits there; what does not change stays.

    A correction takes the place of what was marked; the journal keeps both, each with its time."""
    day = PresentationDay.objects.select_related("edition").get(pk=room.day_id)
    _refuse_another_day(day)
    seats = Juror.objects.filter(panel=room.panel_id, left_at=None, pk__in=marks)
    found = seats.select_related("person")
    return [_marked(day, each, Attendance(marks[each.pk]), by=by) for each in found]


@transaction.atomic
def propose_presence(day: PresentationDay, juror: Juror) -> Presence:
    """They opened their scoring sheet while the day runs: said to the chair, who alone marks."""
    presence, created = Presence.objects.get_or_create(
        day=day, juror=juror, defaults={"sheet_opened_at": clock.now()}
    )
    if not created and presence.sheet_opened_at is None:
        presence.sheet_opened_at = clock.now()
        presence.save(update_fields=["sheet_opened_at"])
    return presence


def _marked(day: PresentationDay, juror: Juror, attendance: Attendance, *, by: Person) -> Presence:
    presence, _created = Presence.objects.select_for_update().get_or_create(day=day, juror=juror)
    if presence.attendance == attendance:
        return presence
    before = presence.attendance
    presence.attendance, presence.marked_at, presence.marked_by = attendance, clock.now(), by
    presence.save(update_fields=["attendance", "marked_at", "marked_by"])
    thing = Thing("presentation day", str(day.pk), str(juror.person))
    detail = {"attendance": str(attendance)} | ({"instead_of": before} if before else {})
    note(by, "marked a juror’s presence", thing, edition=day.edition.slug, **detail)
    return presence


def _refuse_another_day(day: PresentationDay) -> None:
    zone = zone_named(day.zone)
    if clock.now().astimezone(zone).date() != day.starts_at.astimezone(zone).date():
        raise CampusRefusal(_("Presence is marked on the presentation day itself, until it ends."))
