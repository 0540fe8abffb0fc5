"""News of a person in whole sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.campus.queries.learning_state import Reader
from passerelle.foundation.notices import news_of
from passerelle.people.models import Person

_SENTENCES = {
    "marked": gettext_noop("Your work is marked: %(label)s"),
    "commented": gettext_noop("A comment for you: %(label)s"),
    "moved": gettext_noop("A session has another time: %(label)s"),
    "issued": gettext_noop("Your diploma is signed by all: %(label)s"),
    "revoked": gettext_noop("Your diploma was revoked: %(label)s"),
}


@dataclass(frozen=True, slots=True)
class News:
    words: str
    day: str
    url: str


def news_for(person: Person, reader: Reader) -> tuple[News, ...]:
    """The latest six: one query."""
    return tuple(
        News(_said(notice.verb, notice.label), reader.day(notice.at), notice.url)
        for notice in news_of(person.pk)
    )


def _said(verb: str, label: str) -> str:
    sentence = _SENTENCES.get(verb)
    return _(sentence) % {"label": label} if sentence else f"{verb}: {label}"
