"""Who is there on the presentation day: marked, proposed, or not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from passerelle.campus.models import Juror, Sheet
from passerelle.foundation import clock
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import PRESENT, Attendance
from ..models import Passage, Presence, PresentationDay, Room


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """Where a juror scores a team."""

    pk: int
    is_signed: bool


@dataclass(frozen=True, slots=True)
class SeatOfDay:
    """A juror with what was marked of them, when they opened a sheet while the day ran, and the
    one they have for the team at hand."""

    juror: Juror
    attendance: str
    marked_at: datetime | None
    sheet_opened_at: datetime | None
    sheet: OwnSheet | None

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


def own_sheets(person: Person | OuterRef, *, team: OuterRef | int | None) -> QuerySet[Sheet]:
    """A juror’s sheet for what a team presents, if they have one; of rows of an outer query too."""
    return Sheet.objects.filter(
        rater=person, attempt__team=team, panel__room__isnull=False, setting_aside=None
    )


def roll_of(room: Room, passage: Passage | None = None) -> Roll:
    """One query: who sits there, the chair first, each with their presence and their sheet."""
    own = Presence.objects.filter(day=room.day_id, juror=OuterRef("pk"))
    facts = ("attendance", "marked_at", "sheet_opened_at")
    sheets = own_sheets(OuterRef("person"), team=passage.team_id if passage else None)
    seats = Juror.objects.filter(panel=room.panel_id, left_at=None).annotate(
        **{f"day_{fact}": Subquery(own.values(fact)[:1]) for fact in facts},
        sheet=Subquery(sheets.values("pk")[:1]),
        is_signed=Exists(sheets.filter(submitted_at__isnull=False)),
    )
    found = []
    for juror in seats.select_related("person", "institution"):
        told = vars(juror)  # annotated above
        attendance, marked_at, opened_at = (told[f"day_{fact}"] for fact in facts)
        sheet = OwnSheet(told["sheet"], told["is_signed"]) if told["sheet"] else None
        found.append(SeatOfDay(juror, attendance or "", marked_at, opened_at, sheet))
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
