"""What the journal says was done and to what, for its readers; a test finds verbs left out."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

VERBS = frozenset(
    (
        gettext_noop("answered"),
        gettext_noop("appointed"),
        gettext_noop("asked to mark"),
        gettext_noop("asked to score again"),
        gettext_noop("cancelled a submission"),
        gettext_noop("commented"),
        gettext_noop("could not evaluate"),
        gettext_noop("decided"),
        gettext_noop("enrolled"),
        gettext_noop("established a signing key"),
        gettext_noop("formed a team"),
        gettext_noop("gave a personal link"),
        gettext_noop("handed in"),
        gettext_noop("imported a challenge"),
        gettext_noop("invited an expert"),
        gettext_noop("issued a diploma"),
        gettext_noop("loaded the programme"),
        gettext_noop("made a calendar address"),
        gettext_noop("moved a session"),
        gettext_noop("opened a personal link"),
        gettext_noop("prepared a diploma"),
        gettext_noop("read"),
        gettext_noop("recorded presence"),
        gettext_noop("registered"),
        gettext_noop("renewed a calendar address"),
        gettext_noop("revealed the private board"),
        gettext_noop("revoked a diploma"),
        gettext_noop("signed a diploma"),
        gettext_noop("signed a sheet"),
        gettext_noop("submitted"),
        gettext_noop("withdrew"),
        gettext_noop("withdrew a personal link"),
    )
)
THINGS = frozenset(
    (
        gettext_noop("attempt"),
        gettext_noop("challenge"),
        gettext_noop("decision"),
        gettext_noop("diploma"),
        gettext_noop("edition"),
        gettext_noop("enrolment"),
        gettext_noop("person"),
        gettext_noop("personal link"),
        gettext_noop("session"),
        gettext_noop("sheet"),
        gettext_noop("signing key"),
        gettext_noop("submission"),
        gettext_noop("team"),
    )
)
FACTS = {
    "days": gettext_noop("days: %(value)s"),
    "digest": gettext_noop("digest: %(value)s"),
    "expert": gettext_noop("expert: %(value)s"),
    "files": gettext_noop("files: %(value)s"),
    "from": gettext_noop("from: %(value)s"),
    "institution": gettext_noop("institution: %(value)s"),
    "members": gettext_noop("members: %(value)s"),
    "minutes": gettext_noop("minutes: %(value)s"),
    "number": gettext_noop("attempt number: %(value)s"),
    "outcome": gettext_noop("outcome: %(value)s"),
    "rater": gettext_noop("rater: %(value)s"),
    "role": gettext_noop("role: %(value)s"),
    "team": gettext_noop("team: %(value)s"),
    "to": gettext_noop("to: %(value)s"),
    "version": gettext_noop("version: %(value)s"),
    "who": gettext_noop("person: %(value)s"),
    "zone": gettext_noop("zone: %(value)s"),
}


def said(verb: str) -> str:
    """The verb in the reader's language; as written where nobody translated it."""
    return _(verb) if verb in VERBS else verb


def named(kind: str) -> str:
    return _(kind) if kind in THINGS else kind


def told(detail: dict[str, str | int | None]) -> str:
    """The plain facts beside a line."""
    known = ((FACTS.get(fact), fact, value) for fact, value in detail.items() if value is not None)
    return ", ".join(
        _(text) % {"value": value} if text else f"{fact}: {value}" for text, fact, value in known
    )
