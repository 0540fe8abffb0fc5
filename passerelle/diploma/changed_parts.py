"""Which parts of a file are not as they were issued, in the words of who reads a diploma."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SUBJECT = "/credentialSubject"
_ACHIEVEMENT = f"{_SUBJECT}/achievement"
# The first that a path begins with names it.
_PARTS: tuple[tuple[str, Promise], ...] = (
    (f"{_SUBJECT}/identifier", gettext_lazy("the holder’s name")),
    (f"{_ACHIEVEMENT}/name", gettext_lazy("the title of what was awarded")),
    ("/name", gettext_lazy("the title of what was awarded")),
    (f"{_ACHIEVEMENT}/creditsAvailable", gettext_lazy("the credits")),
    (f"{_SUBJECT}/creditsEarned", gettext_lazy("the credits")),
    (_ACHIEVEMENT, gettext_lazy("the description of what was awarded")),
    ("/proof", gettext_lazy("a signature")),
    ("/issuer", gettext_lazy("who issued it")),
    ("/validFrom", gettext_lazy("the dates")),
    ("/validUntil", gettext_lazy("the dates")),
    ("/awardedDate", gettext_lazy("the dates")),
)


def parts_said(paths: Iterable[str]) -> tuple[str, ...]:
    """Each part once, in the order in which the file writes them."""
    return tuple(dict.fromkeys(map(_part_said, paths)))


def _part_said(path: str) -> str:
    named = (words for start, words in _PARTS if path == start or path.startswith(f"{start}/"))
    return str(next(named, _("another part of the file")))
