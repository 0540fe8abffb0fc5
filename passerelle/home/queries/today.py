"""Today: one thing large, the rest by date, for whoever is signed in. Eight queries at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.queries.agenda import (
    Duty,
    Meeting,
    duties_of,
    late_duties,
    meetings_of,
    next_duty,
    next_meeting,
)
from passerelle.campus.queries.agenda_gap import GapNotice, gap_notice
from passerelle.campus.queries.agenda_wording import (
    capital,
    day_said,
    when_it_is_due,
    when_it_starts,
)
from passerelle.campus.queries.learning_state import Reader, State
from passerelle.campus.rules import can_submit_work, is_staff
from passerelle.campus.viewer import Viewer
from passerelle.engines.timetable import zone_named
from passerelle.foundation import clock
from passerelle.foundation.bridge import Year
from passerelle.people.models import Person
from passerelle.programme.models import Edition
from passerelle.programme.queries import modules_of

from .ending import Ending, ending_of
from .news import News, news_for
from .waiting import Waiting, waiting_for
from .year import place_in_year, proof_from, year_of

_EVENING = 18
_MOST_DUE, _MOST_COMING = 8, 5


@dataclass(frozen=True, slots=True)
class Next:
    """The nearest thing: a session, or what is due before it."""

    eyebrow: str
    title: str
    url: str
    meeting: Meeting | None = None
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something due, with where one stands; `is_ahead` while its hour still matters."""

    duty: Duty
    state: State
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class OtherEdition:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Today:
    """What a person opens in the evening, most pressing first."""

    greeting: str
    where: str
    year: Year
    next: Next | None
    ending: Ending | None
    waiting: tuple[Waiting, ...]
    due: tuple[DueLine, ...]
    coming: tuple[Meeting, ...]
    news: tuple[News, ...]
    gap: GapNotice | None
    others: tuple[OtherEdition, ...]
    does_work: bool

    @property
    def has_lists(self) -> bool:
        """Whether anything stands beside the news."""
        is_working = self.does_work and self.ending is None
        return bool(is_working or self.due or self.waiting or self.coming)


def today_of(viewer: Viewer, person: Person, edition: Edition) -> Today:
    """Modules, sessions, due dates or activities, news, and what waits or how it ended."""
    reader = Reader.now(clock.now(), viewer.zone)
    learner, does_work = viewer.learner, can_submit_work(viewer)
    modules = list(modules_of(edition))
    meetings = meetings_of(viewer)
    duties = duties_of(viewer) if does_work else []
    proof = proof_from(meetings, duties, reader.at) if learner else None
    ending = ending_of(learner, edition, reader) if learner else None
    is_over = ending is not None and ending.is_awarded
    coming = [each for each in meetings if each.ends_at > reader.at]
    following = None if ending else _next(coming, duties, reader)
    return Today(
        greeting=_greeting(person, reader),
        where=_where(place_in_year(modules, reader.at), reader),
        year=year_of(viewer, edition, modules, at=reader.at, proof=proof, is_over=is_over),
        next=following,
        ending=ending,
        waiting=() if ending else waiting_for(viewer, edition, meetings=meetings, reader=reader),
        due=() if is_over else _due(duties, following, reader),
        coming=tuple(each for each in coming if following is None or each is not following.meeting)[
            :_MOST_COMING
        ],
        news=news_for(person, reader),
        gap=gap_notice(
            meetings, reader=reader, zones=edition.zones, planning=is_staff(viewer) and not learner
        ),
        others=_others(viewer, edition),
        does_work=does_work,
    )


def _greeting(person: Person, reader: Reader) -> str:
    hour = reader.at.astimezone(zone_named(reader.zone)).hour
    text = _("Good evening, %(name)s.") if hour >= _EVENING else _("Hello, %(name)s.")
    return text % {"name": person.first_name}


def _where(place: str, reader: Reader) -> str:
    """Thursday 18 February 2027 · module 3 of 6."""
    day = reader.date_of(reader.at)
    today = capital(f"{day_said(day, reader)} {day.year}")
    return f"{today}\u00a0· {place}" if place else today


def _next(meetings: Sequence[Meeting], duties: Sequence[Duty], reader: Reader) -> Next | None:
    meeting, duty = next_meeting(meetings, reader.at), next_duty(duties, reader.at)
    if duty and (meeting is None or duty.due_at < meeting.starts_at):
        return Next(when_it_is_due(duty.due_at, reader), duty.title, duty.url, duty=duty)
    if meeting is None:
        return None
    eyebrow = when_it_starts(meeting.starts_at, meeting.ends_at, reader)
    return Next(eyebrow, meeting.title, meeting.url, meeting=meeting)


def _due(duties: Sequence[Duty], following: Next | None, reader: Reader) -> tuple[DueLine, ...]:
    """Late first, then by date; what stands large above is not said twice."""
    large = following.duty if following else None
    late = late_duties(duties, reader.at)
    ahead = [each for each in duties if each.is_open(reader.at) and each.due_at >= reader.at]
    shown = [each for each in (*late, *ahead) if each is not large][:_MOST_DUE]
    return tuple(DueLine(each, each.state(reader), each.due_at >= reader.at) for each in shown)


def _others(viewer: Viewer, edition: Edition) -> tuple[OtherEdition, ...]:
    return tuple(
        OtherEdition(str(each), reverse("edition_home", args=[each.slug]))
        for each in viewer.editions
        if each.pk != edition.pk
    )
