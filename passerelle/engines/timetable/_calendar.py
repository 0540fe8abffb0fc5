"""A calendar as other software exchanges it: events, what could not be read, what is not ours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from re import compile as pattern

from ._errors import TimetableError
from ._wording import Wording
from ._zones import naive_instant

FIRST_YEAR, LAST_YEAR = 1900, 2199
_CONTROL = pattern(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT: two dates (the end not included) for whole days, or two instants in UTC.

    `zone` is the one it was planned in. `recurrence` holds the RRULE, RDATE, EXDATE and EXRULE
    lines verbatim; `other_lines` every further line, alarms included, so that nothing is lost.
    """

    uid: str
    start: date
    end: date
    zone: str = "UTC"
    summary: str = ""
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    status: str = ""
    sequence: int = 0
    recurrence: tuple[str, ...] = ()
    other_lines: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            moment: date = getattr(self, name)
            if isinstance(moment, datetime):
                if moment.tzinfo is None:
                    raise naive_instant(moment)
                object.__setattr__(self, name, moment.astimezone(UTC))
        problem = self._problem()
        if problem:
            raise TimetableError(problem)

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    def _problem(self) -> Wording | None:
        if not self.uid:
            return Wording(
                fr="Événement sans UID\u00a0: donnez-lui un identifiant stable.",
                en="Event without a UID: give it a stable identifier.",
            )
        if isinstance(self.start, datetime) != isinstance(self.end, datetime):
            return Wording(
                fr="Début et fin de natures différentes\u00a0: écrivez deux dates ou deux heures.",
                en="Start and end of different natures: write two dates or two times.",
            )
        if self.end < self.start:
            return Wording(
                fr="L’événement finit avant de commencer\u00a0: corrigez DTSTART ou DTEND.",
                en="The event ends before it starts: correct DTSTART or DTEND.",
            )
        if not FIRST_YEAR <= self.start.year <= self.end.year <= LAST_YEAR:
            return Wording(
                fr=f"Événement hors des années {FIRST_YEAR} à {LAST_YEAR}\u00a0: corrigez sa date.",
                en=f"Event outside the years {FIRST_YEAR} to {LAST_YEAR}: correct its date.",
            )
        verbatim = (self.url, self.status, self.zone, *self.recurrence, *self.other_lines)
        if any(_CONTROL.search(text) for text in verbatim):
            return Wording(
                fr="Retour à la ligne ou caractère de contrôle dans une ligne gardée telle "
                "quelle\u00a0: retirez-le.",
                en="A line break or control character in a line kept verbatim: remove it.",
            )
        return None


@dataclass(frozen=True, slots=True)
class CalendarProblem:
    """What a file's reader should know: where, why, and the source text where it was set aside."""

    line: int
    component: str
    message: Wording
    text: str = ""


@dataclass(frozen=True, slots=True)
class OpaqueComponent:
    """A component we do not play (a to-do, a journal, another maker's), kept as written."""

    name: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a file held; `zone` is its X-WR-TIMEZONE, used for times that name none."""

    events: tuple[CalendarEvent, ...]
    problems: tuple[CalendarProblem, ...] = ()
    zone: str | None = None
    name: str = ""
    opaque: tuple[OpaqueComponent, ...] = ()
    other_lines: tuple[str, ...] = ()
