"""Where an activity stands for one learner, in words and on their own calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.timetable import day_en, day_fr, zone_named
from passerelle.foundation.translated import Language, reading_language

from ..models import Activity, Attempt


@dataclass(frozen=True, slots=True)
class State:
    """A few words, and the class that colours them (late, good, soft, or none)."""

    words: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """When, where and in which language a page is read."""

    at: datetime
    zone: str
    language: Language

    @classmethod
    def now(cls, at: datetime, zone: str) -> Reader:
        return cls(at, zone, reading_language())

    def at_home_in(self, zone: str) -> Reader:
        """The same reader looking at another calendar: a programme counts its days in one zone."""
        return Reader(self.at, zone, self.language)

    def date_of(self, instant: datetime) -> date:
        return instant.astimezone(zone_named(self.zone)).date()

    def day(self, instant: datetime) -> str:
        """Without its weekday, and without its year when it is this year's: 3 février."""
        day = self.date_of(instant)
        said = (day_fr(day) if self.language == "fr" else day_en(day)).partition(" ")[2]
        return said.removesuffix(f" {self.date_of(self.at).year}")

    def period(self, start: datetime, end: datetime) -> str:
        """From a day to a day, or the one day it lasts."""
        first, last = self.day(start), self.day(end)
        if first == last:
            return first
        return _("%(first)s to %(last)s") % {"first": first, "last": last}


def state_of(
    activity: Activity, *, done_at: datetime | None, is_begun: bool, reader: Reader
) -> State:
    """Done, late, due, or still to open."""
    if done_at is not None:
        return State(_("done %(day)s") % {"day": reader.day(done_at)}, "good")
    if activity.opens_at > reader.at:
        return State(_("opens %(day)s") % {"day": reader.day(activity.opens_at)}, "soft")
    if activity.due_at < reader.at:
        return State(late_words(activity, reader), "late")
    due = _due((reader.date_of(activity.due_at) - reader.date_of(reader.at)).days, activity, reader)
    if is_begun:
        return State(_("begun, %(due)s") % {"due": due})
    return State(due)


def plain_state_of(activity: Activity, reader: Reader) -> State:
    """For those who do not do it: when it opens or was due."""
    days = {"open": reader.day(activity.opens_at), "due": reader.day(activity.due_at)}
    if activity.opens_at > reader.at:
        return State(_("opens %(open)s, due %(due)s") % days, "soft")
    return State(_("due %(due)s") % days)


def late_words(activity: Activity, reader: Reader) -> str:
    """Late by 3 days, on the reader's calendar."""
    days = (reader.date_of(reader.at) - reader.date_of(activity.due_at)).days
    if days < 1:
        return _("late since today")
    return ngettext("late by %(days)s day", "late by %(days)s days", days) % {"days": days}


def late_if_awaited(activity: Activity, reader: Reader, *, is_awaited: bool) -> str:
    """How late, for those alone of whom something is still awaited: nobody is late who handed in,
    nor who only looks on."""
    if not is_awaited or activity.due_at >= reader.at:
        return ""
    return late_words(activity, reader)


def is_late_work(attempt: Attempt) -> bool:
    """The first one handed in says whether one was late: to try again is not."""
    submitted = attempt.submitted_at
    is_first = attempt.number == 1
    return is_first and submitted is not None and submitted > attempt.activity.due_at


# Further ahead, the date itself is said.
DAYS_COUNTED = 14


def _due(days: int, activity: Activity, reader: Reader) -> str:
    if days == 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow")
    if days > DAYS_COUNTED:
        return _("due %(due)s") % {"due": reader.day(activity.due_at)}
    return ngettext("due in %(days)s day", "due in %(days)s days", days) % {"days": days}
