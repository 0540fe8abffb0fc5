"""The journal of an edition, fifty lines at a time, latest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.timetable import (
    TimetableError,
    at_local,
    clock_en,
    clock_fr,
    day_en,
    day_fr,
    zone_named,
    zoned,
)
from passerelle.foundation import clock
from passerelle.foundation.journal import entries_of
from passerelle.foundation.models import Entry
from passerelle.foundation.translated import Language, reading_language
from passerelle.programme.models import Edition

from ..viewer import Viewer
from .cohort_verbs import VERBS, named, said, told
from .journal_titles import titles_read

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Sought:
    """What the reader looks for; `before` is the last line of the page they come from."""

    actor: str = ""
    verb: str = ""
    day: date | None = None
    before: int | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.actor or self.verb or self.day)

    def address(self, *, before: int | None = None) -> str:
        pairs = {
            "actor": self.actor,
            "verb": self.verb,
            "day": self.day.isoformat() if self.day else "",
            "before": str(before or ""),
        }
        return "?" + urlencode({name: value for name, value in pairs.items() if value})


@dataclass(frozen=True, slots=True)
class JournalLine:
    """Who did what, when, on what: in words."""

    at: str
    actor: str
    verb: str
    thing: str
    label: str
    facts: str


@dataclass(frozen=True, slots=True)
class JournalDay:
    day: str
    lines: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class JournalPage:
    finding: str
    days: tuple[JournalDay, ...]
    verbs: tuple[tuple[str, str], ...]
    sought: Sought
    older_url: str
    latest_url: str


def journal_page(viewer: Viewer, edition: Edition, sought: Sought) -> JournalPage:
    """Two queries (a third to find the place of an older page, another for the titles that are
    read in English); no count of a long table."""
    language = reading_language()
    pen = _Pen(viewer.zone, tuple(edition.zones), language)
    found = list(lines_sought(viewer, edition, sought)[: PER_PAGE + 1])
    entries = found[:PER_PAGE]
    return JournalPage(
        finding=_finding(viewer, edition, sought, entries),
        days=tuple(_days(entries, pen, titles_read(edition, language))),
        verbs=tuple(sorted(((verb, said(verb)) for verb in VERBS), key=lambda pair: pair[1])),
        sought=sought,
        older_url=sought.address(before=entries[-1].pk) if len(found) > PER_PAGE else "",
        latest_url=sought.address() if sought.before else "",
    )


def lines_sought(viewer: Viewer, edition: Edition, sought: Sought) -> QuerySet[Entry]:
    """The lines of this edition alone, narrowed."""
    entries = entries_of(edition.slug)
    if sought.actor:
        entries = entries.filter(actor_label__icontains=sought.actor)
    if sought.verb:
        entries = entries.filter(verb=sought.verb)
    if sought.day:
        start = _midnight(sought.day, viewer.zone)
        entries = entries.filter(
            at__gte=start, at__lt=_midnight(sought.day + timedelta(days=1), viewer.zone)
        )
    last = entries_of(edition.slug).filter(pk=sought.before).first() if sought.before else None
    if last is not None:
        entries = entries.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    return entries


def journal_lines(viewer: Viewer, edition: Edition, sought: Sought) -> Iterator[list[str]]:
    """The same lines for a spreadsheet, all of them."""
    yield [_("When (UTC)"), _("Who"), _("What"), _("Kind"), _("On what"), _("Facts")]
    titles = titles_read(edition, reading_language())
    for entry in lines_sought(viewer, edition, sought).iterator(chunk_size=500):
        yield [
            f"{entry.at:%Y-%m-%d %H:%M:%S}",
            entry.actor_label,
            said(entry.verb),
            named(entry.object_kind),
            titles.get(entry.object_label, entry.object_label),
            told(entry.detail),
        ]


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes instants where the reader is, then on the other reference clocks."""

    zone: str
    zones: tuple[str, ...]
    language: Language

    def day(self, at: datetime) -> str:
        return _written(at.replace(second=0, microsecond=0), self)[0]

    def clocks(self, at: datetime) -> str:
        return _written(at.replace(second=0, microsecond=0), self)[1]


@lru_cache(maxsize=8192)
def _written(at: datetime, pen: _Pen) -> tuple[str, str]:
    """The day and the clocks of one minute, written once."""
    places = zoned(at, pen.zones, pen.zone).places
    day, say = (day_fr, clock_fr) if pen.language == "fr" else (day_en, clock_en)
    clocks = " · ".join(f"{say(place.at)}\u00a0{place.label}" for place in places)
    return day(places[0].at), clocks


def _days(entries: Sequence[Entry], pen: _Pen, titles: Mapping[str, str]) -> Iterator[JournalDay]:
    for day, some in groupby(entries, key=lambda entry: pen.day(entry.at)):
        yield JournalDay(day, tuple(_line(entry, pen, titles) for entry in some))


def _line(entry: Entry, pen: _Pen, titles: Mapping[str, str]) -> JournalLine:
    return JournalLine(
        at=pen.clocks(entry.at),
        actor=entry.actor_label,
        verb=said(entry.verb),
        thing=named(entry.object_kind),
        label=titles.get(entry.object_label, entry.object_label),
        facts=told(entry.detail),
    )


def _finding(viewer: Viewer, edition: Edition, sought: Sought, entries: Sequence[Entry]) -> str:
    if not entries:
        return _("No line of the journal matches.")
    if sought.is_narrowed or sought.before:
        return _("Who did what, when, on what.")
    today = clock.now().astimezone(zone_named(viewer.zone)).date()
    count = lines_sought(viewer, edition, Sought(day=today)).count()
    if not count:
        return _("Nothing has happened today.")
    text = ngettext("%(count)s thing done today.", "%(count)s things done today.", count)
    return text % {"count": count}


def _midnight(day: date, zone: str) -> datetime:
    try:
        return at_local(day, time(0), zone, fold=0)
    except TimetableError:  # a zone whose clocks jump at midnight begins its day at one
        return at_local(day, time(1), zone, fold=0)
