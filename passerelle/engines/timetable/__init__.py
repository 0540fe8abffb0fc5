"""Two-continent time: one instant on every clock, planning warnings, holidays, iCalendar.

Pure: the standard library's zoneinfo and icalendar. Nothing here reads the clock; instants come
in and stay in UTC, and a zone is always an IANA name.
"""

from ._calendar import Calendar, CalendarEvent, CalendarProblem, OpaqueComponent
from ._errors import (
    AmbiguousTime,
    NonexistentTime,
    TimetableError,
    UnknownZone,
    UnreadableCalendar,
)
from ._fairness import Fairness, Load, ZoneShare, fairness
from ._gaps import USUAL_GAP, GapPeriod, unusual_gap_periods
from ._grid import month_grid
from ._holidays import Holiday, Region, easter, holidays_on, public_holidays
from ._ics_reader import from_ics
from ._ics_writer import to_ics
from ._planning import PlanningWarning, WarningKind, warnings
from ._slots import Conflict, Slot, conflicts
from ._wording import (
    Language,
    Wording,
    clock_en,
    clock_fr,
    day_en,
    day_fr,
    span_en,
    span_fr,
)
from ._zones import (
    PARIS,
    REFERENCE_ZONES,
    TORONTO,
    LocalTime,
    ZonedTime,
    at_local,
    city_label,
    gap_minutes,
    is_zone,
    zone_named,
    zoned,
)

__all__ = [
    "PARIS",
    "REFERENCE_ZONES",
    "TORONTO",
    "USUAL_GAP",
    "AmbiguousTime",
    "Calendar",
    "CalendarEvent",
    "CalendarProblem",
    "Conflict",
    "Fairness",
    "GapPeriod",
    "Holiday",
    "Language",
    "Load",
    "LocalTime",
    "NonexistentTime",
    "OpaqueComponent",
    "PlanningWarning",
    "Region",
    "Slot",
    "TimetableError",
    "UnknownZone",
    "UnreadableCalendar",
    "WarningKind",
    "Wording",
    "ZoneShare",
    "ZonedTime",
    "at_local",
    "city_label",
    "clock_en",
    "clock_fr",
    "conflicts",
    "day_en",
    "day_fr",
    "easter",
    "fairness",
    "from_ics",
    "gap_minutes",
    "holidays_on",
    "is_zone",
    "month_grid",
    "public_holidays",
    "span_en",
    "span_fr",
    "to_ics",
    "unusual_gap_periods",
    "warnings",
    "zone_named",
    "zoned",
]
