"""What a coordinator should know before a session is announced on two continents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ._gaps import USUAL_GAP
from ._holidays import REGION_LABELS, REGION_OF_ZONE, holidays_on
from ._slots import Conflict, Slot, conflicts
from ._wording import (
    Wording,
    clock_en,
    clock_fr,
    day_en,
    day_fr,
    span_en,
    span_fr,
    weekday_en,
    weekday_fr,
)
from ._zones import REFERENCE_ZONES, city_label, gap_minutes, zone_named

EARLIEST = time(8)
LATEST = time(21, 30)
_SATURDAY = 5
_INSTANT = timedelta.resolution


class WarningKind(StrEnum):
    UNUSUAL_GAP = "unusual_gap"
    HOLIDAY = "holiday"
    OUTSIDE_HOURS = "outside_hours"
    WEEKEND = "weekend"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class PlanningWarning:
    """One reason to think again about a slot; `zone` or `other_slot` says against what."""

    slot: Slot
    kind: WarningKind
    message: Wording
    zone: str | None = None
    other_slot: Slot | None = None


def warnings(
    slots: Sequence[Slot],
    zones: Sequence[str] = REFERENCE_ZONES,
    *,
    usual_gap: timedelta = USUAL_GAP,
) -> tuple[PlanningWarning, ...]:
    """Every warning of every slot, slots in order of time; nothing is refused, people decide."""
    clashes: dict[int, list[PlanningWarning]] = {}
    for conflict in conflicts(slots):
        clashes.setdefault(id(conflict.first), []).append(_clash(conflict, conflict.first))
        clashes.setdefault(id(conflict.second), []).append(_clash(conflict, conflict.second))
    found: list[PlanningWarning] = []
    for slot in sorted(slots, key=lambda slot: (slot.starts_at, slot.ends_at, slot.id)):
        found += _unusual_gap(slot, zones, usual_gap)
        for zone in zones:
            found += _where(slot, zone)
        found += clashes.get(id(slot), ())
    return tuple(found)


def _unusual_gap(slot: Slot, zones: Sequence[str], usual: timedelta) -> Iterator[PlanningWarning]:
    if len(zones) != 2:
        return
    gap = timedelta(minutes=gap_minutes(slot.starts_at, zones[0], zones[1]))
    if gap == usual:
        return
    here, there = (city_label(zone) for zone in zones)
    yield PlanningWarning(
        slot,
        WarningKind.UNUSUAL_GAP,
        Wording(
            fr=f"Ce jour-là, le décalage entre {here} et {there} est de {_duration(gap)} "
            f"au lieu de {_duration(usual)}.",
            en=f"That day, the gap between {here} and {there} is {_duration(gap)} "
            f"instead of {_duration(usual)}.",
        ),
    )


def _where(slot: Slot, zone: str) -> Iterator[PlanningWarning]:
    region = zone_named(zone)
    starts_at, ends_at = slot.starts_at.astimezone(region), slot.ends_at.astimezone(region)
    days = _days(starts_at, ends_at)
    yield from _on_holiday(slot, zone, days)
    yield from _outside_hours(slot, zone, (starts_at, ends_at))
    weekend = next((day for day in days if day.weekday() >= _SATURDAY), None)
    if weekend and not slot.weekend_allowed:
        city = city_label(zone)
        message = Wording(
            fr=f"À {city}, la séance tombe un {weekday_fr(weekend)}.",
            en=f"In {city}, the session falls on a {weekday_en(weekend)}.",
        )
        yield PlanningWarning(slot, WarningKind.WEEKEND, message, zone)


def _days(starts_at: datetime, ends_at: datetime) -> tuple[date, ...]:
    """The local dates a slot touches; one that ends at midnight does not touch the next."""
    last = (ends_at - _INSTANT).date()
    count = (last - starts_at.date()).days + 1
    return tuple(starts_at.date() + timedelta(days=number) for number in range(count))


def _on_holiday(slot: Slot, zone: str, days: Sequence[date]) -> Iterator[PlanningWarning]:
    region = REGION_OF_ZONE.get(zone)
    if region is None:
        return
    place = REGION_LABELS[region]
    for holiday in (found for day in days for found in holidays_on(day, region)):
        note_fr = f" ({holiday.note.fr.rstrip('.')})" if holiday.note else ""
        note_en = f" ({holiday.note.en.rstrip('.')})" if holiday.note else ""
        message = Wording(
            fr=f"Jour férié {place.fr}, le {day_fr(holiday.day)}\u00a0: "
            f"{holiday.name.fr}{note_fr}.",
            en=f"Public holiday {place.en} on {day_en(holiday.day)}: {holiday.name.en}{note_en}.",
        )
        yield PlanningWarning(slot, WarningKind.HOLIDAY, message, zone)


def _outside_hours(
    slot: Slot, zone: str, span: tuple[datetime, datetime]
) -> Iterator[PlanningWarning]:
    starts_at, ends_at = span
    latest = datetime.combine(starts_at.date(), LATEST, starts_at.tzinfo)
    if starts_at.time() >= EARLIEST and ends_at.replace(fold=0) <= latest:
        return
    city, earliest = city_label(zone), latest.replace(hour=EARLIEST.hour, minute=EARLIEST.minute)
    message = Wording(
        fr=f"À {city}, la séance ({span_fr(starts_at, ends_at)}) sort de la plage "
        f"{clock_fr(earliest)}\u00a0– {clock_fr(latest)}.",
        en=f"In {city}, the session ({span_en(starts_at, ends_at)}) is outside "
        f"{clock_en(earliest)}\u00a0– {clock_en(latest)}.",
    )
    yield PlanningWarning(slot, WarningKind.OUTSIDE_HOURS, message, zone)


def _clash(conflict: Conflict, slot: Slot) -> PlanningWarning:
    other = conflict.second if slot is conflict.first else conflict.first
    whom = ", ".join((*conflict.cohorts, *conflict.people))
    message = Wording(
        fr=f"Chevauche «\u00a0{_quoted(other.title.fr)}\u00a0»\u202f; "
        f"attendus aux deux\u00a0: {whom}.",
        en=f"Overlaps “{other.title.en}”; expected at both: {whom}.",
    )
    return PlanningWarning(slot, WarningKind.CONFLICT, message, other_slot=other)


def _quoted(title: str) -> str:
    """A French title within guillemets: those it holds become the other kind."""
    return re.sub(r"«\s*(.*?)\s*»", r"“\1”", title)


def _duration(gap: timedelta) -> str:
    hours, minutes = divmod(abs(gap) // timedelta(minutes=1), 60)
    sign = "−" if gap < timedelta() else ""
    return f"{sign}{hours}\u00a0h" + (f"\u00a0{minutes:02d}" if minutes else "")
