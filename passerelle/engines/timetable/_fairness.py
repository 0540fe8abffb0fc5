"""Who gets the late slots: the share of each zone in the evenings and the early mornings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ._slots import Slot
from ._zones import REFERENCE_ZONES, city_label, zone_named

_EVENING, _LATE, _MORNING, _MIDNIGHT = time(18), time(20), time(9), time(0)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Load:
    """Sessions that have some part in a stretch of the day, and the minutes of that part."""

    sessions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class ZoneShare:
    """What one zone's people live: evening is 18:00–24:00, late 20:00–24:00, early 0:00–9:00."""

    zone: str
    label: str
    evening: Load
    late: Load
    early: Load


@dataclass(frozen=True, slots=True)
class Fairness:
    """The zones side by side, over the same sessions."""

    sessions: int
    minutes: int
    zones: tuple[ZoneShare, ...]

    @property
    def heaviest(self) -> ZoneShare | None:
        """The zone with most minutes outside 9:00–18:00; none where all carry the same."""
        weights = {share.zone: share.evening.minutes + share.early.minutes for share in self.zones}
        if len(set(weights.values())) < 2:
            return None
        return max(self.zones, key=lambda share: weights[share.zone])


def fairness(slots: Iterable[Slot], zones: Sequence[str] = REFERENCE_ZONES) -> Fairness:
    """Sessions and minutes after 18:00, after 20:00 and before 9:00 on each zone's clocks."""
    planned = tuple(slots)
    minutes = sum((slot.ends_at - slot.starts_at) // _MINUTE for slot in planned)
    return Fairness(len(planned), minutes, tuple(_share(planned, zone) for zone in zones))


def _share(slots: tuple[Slot, ...], zone: str) -> ZoneShare:
    region = zone_named(zone)
    return ZoneShare(
        zone=zone,
        label=city_label(zone),
        evening=_load(slots, region, (_EVENING, _MIDNIGHT)),
        late=_load(slots, region, (_LATE, _MIDNIGHT)),
        early=_load(slots, region, (_MIDNIGHT, _MORNING)),
    )


def _load(slots: tuple[Slot, ...], region: ZoneInfo, stretch: tuple[time, time]) -> Load:
    parts = [part for slot in slots if (part := _part(slot, region, stretch))]
    return Load(len(parts), sum(parts, timedelta()) // _MINUTE)


def _part(slot: Slot, region: ZoneInfo, stretch: tuple[time, time]) -> timedelta:
    """The time a slot spends in a stretch of the day, over each local date it touches."""
    day = slot.starts_at.astimezone(region).date()
    last = slot.ends_at.astimezone(region).date()
    total = timedelta()
    while day <= last:
        until = day + _DAY if stretch[1] == _MIDNIGHT else day
        opens = datetime.combine(day, stretch[0], region).astimezone(UTC)
        closes = datetime.combine(until, stretch[1], region).astimezone(UTC)
        overlap = min(slot.ends_at, closes) - max(slot.starts_at, opens)
        total += max(overlap, timedelta())
        day += _DAY
    return total
