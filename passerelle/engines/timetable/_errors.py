"""What the engine refuses, each with a sentence in both languages."""

from ._wording import Wording


class TimetableError(ValueError):
    """A time or a calendar that cannot be used; `wording` says why and what to do next."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.en)
        self.wording = wording


class UnknownZone(TimetableError):
    """A name that the IANA time zone database does not hold."""


class NonexistentTime(TimetableError):
    """A local time that the clocks jump over in spring."""


class AmbiguousTime(TimetableError):
    """A local time that happens twice in autumn."""


class UnreadableCalendar(TimetableError):
    """A file that is no iCalendar, or is larger than a calendar may be."""
