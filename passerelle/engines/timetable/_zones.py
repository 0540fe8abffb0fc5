"""One instant in several zones: the reader's own, then the two reference zones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ._errors import AmbiguousTime, NonexistentTime, TimetableError, UnknownZone
from ._wording import Wording, clock_en, clock_fr, day_en, day_fr

PARIS = "Europe/Paris"
TORONTO = "America/Toronto"
REFERENCE_ZONES = (PARIS, TORONTO)

# The IANA database has no zone for Québec: since 2015 America/Montreal is a link to Toronto.
_ALIASES = {"America/Montreal": TORONTO}
_LABELS = {
    "America/Toronto": "Montréal",
    "Europe/Brussels": "Bruxelles",
    "Europe/Zurich": "Genève",
    "Indian/Reunion": "La Réunion",
    "Pacific/Noumea": "Nouméa",
    "Pacific/Tahiti": "Papeete",
}
# Names found in a zone folder that depend on the machine or mean nothing.
_NOT_ZONES = frozenset({"", "localtime", "posixrules", "Factory"})
_MINUTE = timedelta(minutes=1)
_NO_OFFSET = timedelta()


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The instant on the clocks of one city; `days_apart` counts from the reader's own date."""

    zone: str
    label: str
    at: datetime
    days_apart: int

    @property
    def offset_minutes(self) -> int:
        """Minutes to add to UTC."""
        return (self.at.utcoffset() or _NO_OFFSET) // _MINUTE


@dataclass(frozen=True, slots=True)
class ZonedTime:
    """An instant in UTC and on each clock, the reader's first."""

    instant: datetime
    places: tuple[LocalTime, ...]

    @property
    def reader(self) -> LocalTime:
        return self.places[0]

    @property
    def elsewhere(self) -> tuple[LocalTime, ...]:
        return self.places[1:]


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """The zone of the IANA database; raises `UnknownZone` for any other name."""
    try:
        if name in _NOT_ZONES:
            raise ZoneInfoNotFoundError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(
            Wording(
                fr=f"Fuseau horaire inconnu\u00a0: «\u00a0{name}\u00a0». "
                "Écrivez un nom de la base IANA, par exemple Europe/Paris.",
                en=f"Unknown time zone: “{name}”. "
                "Write a name of the IANA database, for example Europe/Paris.",
            )
        ) from None


def is_zone(name: str) -> bool:
    try:
        zone_named(name)
    except UnknownZone:
        return False
    return True


@lru_cache(maxsize=256)
def city_label(zone: str) -> str:
    """The city people name for a zone: Montréal for America/Toronto, Paris for Europe/Paris."""
    canonical = _ALIASES.get(zone, zone)
    return _LABELS.get(canonical) or canonical.rpartition("/")[2].replace("_", " ")


def at_local(day: date, clock: time, zone: str, *, fold: int | None = None) -> datetime:
    """The UTC instant of a date and time on a zone's clocks.

    Raises `NonexistentTime` in the hour skipped in spring, and `AmbiguousTime` in the hour
    lived twice in autumn unless `fold` says which (0 the first, 1 the second; PEP 495).

    >>> at_local(date(2027, 2, 18), time(18), "Europe/Paris").isoformat()
    '2027-02-18T17:00:00+00:00'
    """
    local = datetime.combine(day, clock.replace(tzinfo=None, fold=0), zone_named(zone))
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return local.astimezone(UTC)
    if first < second:
        raise NonexistentTime(_skipped(local))
    if fold is None:
        raise AmbiguousTime(_lived_twice(local))
    return local.replace(fold=fold).astimezone(UTC)


def gap_minutes(at: datetime, zone_a: str = PARIS, zone_b: str = TORONTO) -> int:
    """Minutes by which the clocks of `zone_a` are ahead of those of `zone_b` at an instant."""
    return (_offset(at, zone_a) - _offset(at, zone_b)) // _MINUTE


def zoned(
    instant: datetime,
    zones: Sequence[str] = REFERENCE_ZONES,
    reader_zone: str | None = None,
) -> ZonedTime:
    """The instant where the reader is, then in each other reference zone, none said twice."""
    if instant.tzinfo is None:
        raise naive_instant(instant)
    places: list[LocalTime] = []
    today = None
    for name, label, region in _clocks(tuple(zones), reader_zone):
        at = instant.astimezone(region)
        day = at.toordinal()
        today = day if today is None else today
        places.append(LocalTime(name, label, at, day - today))
    return ZonedTime(instant.astimezone(UTC), tuple(places))


def naive_instant(instant: datetime) -> TimetableError:
    """The refusal of a time that does not say where it is."""
    return TimetableError(
        Wording(
            fr=f"L’instant {instant.isoformat()} n’a pas de fuseau\u00a0: donnez-le en UTC.",
            en=f"The instant {instant.isoformat()} has no zone: give it in UTC.",
        )
    )


def _offset(at: datetime, zone: str) -> timedelta:
    if at.tzinfo is None:
        raise naive_instant(at)
    return at.astimezone(zone_named(zone)).utcoffset() or _NO_OFFSET


@lru_cache(maxsize=256)
def _clocks(
    zones: tuple[str, ...], reader_zone: str | None
) -> tuple[tuple[str, str, ZoneInfo], ...]:
    """Name, label and zone of each clock to show; two names of one zone are one clock."""
    wanted = zones if reader_zone is None else (reader_zone, *zones)
    distinct: dict[str, str] = {}
    for name in wanted:
        distinct.setdefault(_ALIASES.get(name, name), name)
    if not distinct:
        raise TimetableError(
            Wording(
                fr="Aucun fuseau à afficher\u00a0: donnez celui du lecteur ou un de référence.",
                en="No zone to show: give the reader’s or a reference zone.",
            )
        )
    return tuple((name, city_label(name), zone_named(name)) for name in distinct.values())


def _skipped(local: datetime) -> Wording:
    """The refusal of a skipped time, with the same clock counted before and after the change."""
    city = city_label(str(local.tzinfo))
    later, earlier = (
        local.replace(fold=fold).astimezone(UTC).astimezone(local.tzinfo) for fold in (0, 1)
    )
    return Wording(
        fr=f"Le {day_fr(local)}, {clock_fr(local)} n’existe pas à {city}\u00a0: les horloges "
        f"avancent. Choisissez par exemple {clock_fr(earlier)} ou {clock_fr(later)}.",
        en=f"On {day_en(local)}, {clock_en(local)} does not exist in {city}: the clocks go "
        f"forward. Choose for instance {clock_en(earlier)} or {clock_en(later)}.",
    )


def _lived_twice(local: datetime) -> Wording:
    city = city_label(str(local.tzinfo))
    return Wording(
        fr=f"Le {day_fr(local)}, {clock_fr(local)} a lieu deux fois à {city}\u00a0: les horloges "
        "reculent. Dites s’il s’agit de la première (fold=0) ou de la seconde (fold=1).",
        en=f"On {day_en(local)}, {clock_en(local)} happens twice in {city}: the clocks go back. "
        "Say whether the first (fold=0) or the second (fold=1) is meant.",
    )
