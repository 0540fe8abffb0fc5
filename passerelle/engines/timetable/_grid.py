"""The weeks that a month's page shows."""

from calendar import MONDAY, Calendar
from datetime import MAXYEAR, date

from ._errors import TimetableError
from ._wording import Wording


def month_grid(year: int, month: int, first_weekday: int = MONDAY) -> tuple[tuple[date, ...], ...]:
    """Whole weeks of seven dates covering a month, with the neighbours' days that complete them.

    >>> month_grid(2027, 2)[0][0].isoformat()
    '2027-02-01'
    """
    if not (1 < year < MAXYEAR and 1 <= month <= 12 and 0 <= first_weekday <= 6):
        raise TimetableError(
            Wording(
                fr=f"Pas de mois {month} de l’an {year} commençant le jour {first_weekday}\u00a0: "
                "le mois va de 1 à 12, le premier jour de 0 (lundi) à 6 (dimanche).",
                en=f"No month {month} of year {year} with weeks from day {first_weekday}: "
                "the month goes from 1 to 12, the first day from 0 (Monday) to 6 (Sunday).",
            )
        )
    return tuple(tuple(week) for week in Calendar(first_weekday).monthdatescalendar(year, month))
