"""Who is there on the presentation day: marked, proposed, or not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from passerelle.campus.models import Juror
from passerelle.foundation import clock
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import PRESENT, Attendance
from ..models import Presence, PresentationDay, Room


@dataclass(frozen=True, slots=True)
class SeatOfDay:
    """A juror with what was marked of them, and when they opened a sheet while the day ran."""

    juror: Juror
    attendance: str
    marked_at: datetime | None
    sheet_opened_at: datetime | None

    @property
    def said(self) -> str:
        return str(Attendance(self.attendance).label) if self.attendance else ""

    @property
    def is_present(self) -> bool:
        return self.attendance in PRESENT

    @property
    def proposed_at(self) -> datetime | None:
        return None if self.attendance else self.sheet_opened_at

    @property
    def chosen(self) -> str:
        """What the form shows until someone says otherwise; it marks nothing by itself."""
        return self.attendance or (Attendance.ON_SITE.value if self.proposed_at else "")


@dataclass(frozen=True, slots=True)
class Roll:
    """The jurors of a room. Until one of them is marked, nobody knows who is there."""

    seats: tuple[SeatOfDay, ...]

    @property
    def is_called(self) -> bool:
        return any(each.attendance for each in self.seats)

    @property
    def hearing(self) -> tuple[Juror, ...]:
        """Those a quorum is counted on: the present, or every seat before the roll is called."""
        called = self.is_called
        return tuple(each.juror for each in self.seats if each.is_present or not called)


def roll_of(room: Room) -> Roll:
    """One query: who sits there, the chair first, each with their presence."""
    own = Presence.objects.filter(day=room.day_id, juror=OuterRef("pk"))
    facts = ("attendance", "marked_at", "sheet_opened_at")
    seats = Juror.objects.filter(panel=room.panel_id, left_at=None).annotate(
        **{f"day_{fact}": Subquery(own.values(fact)[:1]) for fact in facts}
    )
    found = []
    for juror in seats.select_related("person", "institution"):
        told = vars(juror)  # annotated above
        attendance, marked_at, opened_at = (told[f"day_{fact}"] for fact in facts)
        found.append(SeatOfDay(juror, attendance or "", marked_at, opened_at))
    return Roll(tuple(found))


def running_seat(person: Person | None, panel: int | None) -> tuple[PresentationDay, Juror] | None:
    """Their seat in a panel that sits now, unless they were already noted; one query."""
    if person is None or panel is None:
        return None
    now = clock.now()
    noted = Presence.objects.filter(juror__person=person, juror__panel=panel)
    seats = Juror.objects.filter(
        Q(panel__room__day__starts_at__lte=now, panel__room__day__ends_at__gte=now),
        ~Q(pk__in=noted.values("juror")),
        person=person,
        panel=panel,
        left_at=None,
        panel__room__day__published_at__isnull=False,
    )
    juror = seats.select_related("panel__room__day").first()
    return (juror.panel.room.day, juror) if juror else None


def presences_of_edition(edition: Edition) -> dict[int, Presence]:
    """By person, what was marked that day, for the minutes; one query."""
    marked = Presence.objects.filter(day__edition=edition).exclude(attendance="")
    return {each.juror.person_id: each for each in marked.select_related("juror")}
