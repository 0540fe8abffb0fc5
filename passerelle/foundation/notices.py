"""News for a person: a line of their inbox, and a mail in the language they read.

What needs them is mailed within a minute, the rest together the next morning, unless they chose
otherwise. A part words its news by `word`, once, in the `ready()` of its app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from . import clock, jobs, mail
from .models import Notice
from .translated import Translated

Mails = Literal["at_once", "daily", "never"]
_MORNING = time(7, 0)
_STALE = timedelta(days=2)
_SOON = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Addressee:
    """What a mail needs to know of a person."""

    email: str
    first_name: str
    language: str
    zone: str
    mails: Mails


Lookup = Callable[[Iterable[int]], Mapping[int, Addressee]]
_sentences: dict[str, str] = {}
_urgent: set[str] = set()
_lookups: list[Lookup] = []


def word(verb: str, sentence: str, *, at_once: bool = False) -> None:
    """Give a verb its sentence, with %(label)s and marked for translation by gettext_noop;
    `at_once` when one should act on it."""
    _sentences[verb] = sentence
    if at_once:
        _urgent.add(verb)


def look_up_addressees_by(lookup: Lookup) -> None:
    """Whoever knows the people says here how to find those that may be written to."""
    _lookups[:] = [lookup]


def tell(person_id: int, *, verb: str, label: Translated | str, url: str) -> None:
    """Leave news for a person; `label` names the thing in both languages."""
    tell_all([person_id], verb=verb, label=label, url=url)


def tell_all(person_ids: Iterable[int], *, verb: str, label: Translated | str, url: str) -> int:
    """Leave the same news for several people, in one write; gives how many they are."""
    if verb not in _sentences:
        raise LookupError(f"No news is worded {verb}; give it a sentence with notices.word.")
    now, named = clock.now(), label if isinstance(label, Translated) else Translated(label, label)
    told = Notice.objects.bulk_create(
        Notice(person_id=each, at=now, verb=verb, label=named, url=url)
        for each in sorted(set(person_ids))
    )
    if told and verb in _urgent:
        jobs.later("foundation.mail_notices", key="foundation.mail_notices", after=_SOON)
    return len(told)


def said(notice: Notice) -> str:
    """The notice as a sentence, in the language of the page or mail being written."""
    sentence = _sentences.get(notice.verb)
    return _(sentence) % {"label": notice.label} if sentence else str(notice.label)


# Reading


def inbox_of(person_id: int) -> QuerySet[Notice]:
    """All the news of a person, latest first."""
    return Notice.objects.filter(person_id=person_id, at__lte=clock.now())


def news_of(person_id: int, *, most: int = 6) -> QuerySet[Notice]:
    """The latest news of a person, read or not."""
    return inbox_of(person_id)[:most]


def mark_read(notices: QuerySet[Notice]) -> int:
    """Read is read: the first time is kept."""
    return notices.filter(read_at=None).update(read_at=clock.now())


# Mailing


@jobs.work("foundation.mail_notices")
def mail_what_needs_them() -> None:
    """A mail for each person whom something fresh waits for."""
    for addressee, notices in _to_mail(_fresh().filter(verb__in=_urgent)):
        if addressee.mails == "at_once":
            _mail(addressee, notices)


@jobs.every(minutes=15, name="foundation.mail_digests")
def mail_digests() -> None:
    """Once a day, after 7 in the morning where they live: all they have not read, in one mail."""
    mail_what_needs_them()
    for addressee, notices in _to_mail(_fresh()):
        if addressee.mails != "never" and notices[-1].at < _last_morning(addressee.zone):
            _mail(addressee, notices)


def _fresh() -> QuerySet[Notice]:
    """Not read, not mailed, of the last two days: what is older is news to nobody."""
    now = clock.now()
    fresh = Notice.objects.filter(read_at=None, mailed_at=None, at__lte=now, at__gt=now - _STALE)
    return fresh.order_by("person_id", "-at", "-id")


def _to_mail(fresh: QuerySet[Notice]) -> list[tuple[Addressee, list[Notice]]]:
    """By person, latest first; two queries."""
    by_person = {key: list(rows) for key, rows in groupby(fresh, lambda each: each.person_id)}
    people = _lookups[0](by_person) if by_person and _lookups else {}
    return [(people[key], rows) for key, rows in by_person.items() if key in people]


def _last_morning(zone: str) -> datetime:
    here = clock.now().astimezone(ZoneInfo(zone))
    morning = datetime.combine(here.date(), _MORNING, here.tzinfo)
    return morning if morning <= here else morning - timedelta(days=1)


@transaction.atomic
def _mail(addressee: Addressee, notices: list[Notice]) -> None:
    mine = Notice.objects.filter(pk__in=[each.pk for each in notices], mailed_at=None)
    if not mine.update(mailed_at=clock.now()):
        return
    with override(addressee.language):
        lines = [{"words": said(each), "url": settings.SITE_URL + each.url} for each in notices]
        choice = settings.SITE_URL + reverse("settings")
        context = {"name": addressee.first_name, "lines": lines, "choice_url": choice}
        several = ngettext("%(count)s news for you", "%(count)s pieces of news for you", len(lines))
        mail.send(
            to=addressee.email,
            language=addressee.language,
            subject=several % {"count": len(lines)} if lines[1:] else said(notices[0]),
            text=render_to_string("foundation/news_mail.txt", context),
        )
