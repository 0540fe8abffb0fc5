"""A panel as it stands: who sits and who may, the works, the sheets, who must not mark what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from passerelle.people.models import Person

from ..enums import MARKING_ROLES
from ..models import Attempt, Enrolment, Juror, Panel, Sheet
from .panel_bars import Bars, bars_of
from .panel_works import works_of


@dataclass(frozen=True, slots=True)
class People:
    """Every juror, the chair first, those who left too; and who could be seated, by name."""

    jurors: tuple[Juror, ...]
    to_seat: tuple[tuple[int, str], ...]

    @property
    def seated(self) -> tuple[Juror, ...]:
        return tuple(juror for juror in self.jurors if juror.left_at is None)


@dataclass(frozen=True, slots=True)
class PanelState:
    """`sheets` are the panel's own; `asked_before` those that others gave for the same works."""

    panel: Panel
    people: People
    works: Sequence[Attempt]
    sheets: Sequence[Sheet]
    asked_before: Sequence[Sheet]
    bars: Bars


def state_of(panel: Panel) -> PanelState:
    """Four queries, however many jurors and works."""
    works = list(works_of(panel))
    sheets = Sheet.objects.filter(Q(panel=panel) | Q(attempt__in=[work.pk for work in works]))
    known = list(sheets.select_related("rater", "rubric", "setting_aside"))
    return PanelState(
        panel=panel,
        people=people_of(panel),
        works=works,
        sheets=[sheet for sheet in known if sheet.panel_id == panel.pk],
        asked_before=[sheet for sheet in known if sheet.panel_id != panel.pk],
        bars=bars_of(panel),
    )


def people_of(panel: Panel) -> People:
    """Who marks in this edition, with their seat where they have one: one query."""
    marking = Enrolment.objects.filter(
        person=OuterRef("pk"),
        edition=panel.activity.edition_id,
        role__in=MARKING_ROLES,
        withdrawal=None,
    )
    known = (
        Person.objects.annotate(
            marks=Exists(marking),
            seat=FilteredRelation("seats", condition=Q(seats__panel=panel)),
        )
        .filter(Q(marks=True) | Q(seat__isnull=False))
        .select_related("seat__institution")  # type: ignore[misc]  # annotated just above
        .order_by("sort_name", "pk")
    )
    jurors, to_seat = [], []
    for person in known:
        told = vars(person)  # what the query above annotated
        seat: Juror | None = told.get("seat")
        if seat is not None:
            jurors.append(seat)
        if told["marks"] and (seat is None or seat.left_at is not None):
            to_seat.append((person.pk, str(person)))
    jurors.sort(key=lambda juror: not juror.chair)
    return People(tuple(jurors), tuple(to_seat))


def seated(panel: Panel) -> QuerySet[Juror]:
    """The jurors who are there, the chair first."""
    return panel.jurors.filter(left_at=None).select_related("person", "institution")
