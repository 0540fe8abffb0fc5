"""News of a person in whole sentences: the latest on Home, all of them on their own page."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.queries.learning_state import Reader
from passerelle.foundation.models import Notice
from passerelle.foundation.notices import inbox_of, news_of, said
from passerelle.people.models import Person

_PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class News:
    """One line; `reading_url` is where to say that it was read, "" once it is."""

    words: str
    day: str
    url: str
    reading_url: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of the news."""

    finding: str
    unread: int
    lines: tuple[News, ...]
    page: Page[Notice]


def news_for(person: Person, reader: Reader) -> tuple[News, ...]:
    """The latest six: one query."""
    return tuple(_line(notice, reader) for notice in news_of(person.pk))


def inbox_page(person: Person, reader: Reader, *, page: str) -> Inbox:
    """Three queries, however many there are."""
    found = inbox_of(person.pk)
    shown = Paginator(found, _PER_PAGE).get_page(page)
    unread = found.filter(read_at=None).count()
    lines = tuple(_line(notice, reader) for notice in shown)
    return Inbox(_finding(unread, len(lines)), unread, lines, shown)


def _line(notice: Notice, reader: Reader) -> News:
    reading = "" if notice.read_at else reverse("notice_reading", args=[notice.pk])
    return News(said(notice), reader.day(notice.at), notice.url, reading)


def _finding(unread: int, shown: int) -> str:
    if not shown:
        return _("Nothing new.")
    if not unread:
        return _("You have read all your news.")
    text = ngettext(
        "One piece of news is new to you.", "%(count)s pieces of news are new to you.", unread
    )
    return text % {"count": unread}
