"""What a year is made of, in words: its modules, and the great moments beside them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.programme.models import Module


def parts_said(kinds: Iterable[str]) -> str:
    """6 modules, the datathon, the presentations: what is a course counts, the rest is named."""
    found = list(kinds)
    named = {
        Module.DATATHON: _("the datathon"),
        Module.PRESENTATIONS: _("the presentations"),
        Module.CONFERENCES: _("the conferences"),
    }
    others = [words for kind, words in named.items() if kind in found]
    count = found.count(Module.COURSE)
    if others and not count:
        return ", ".join(others)
    modules = ngettext("%(count)s module", "%(count)s modules", count) % {"count": count}
    return ", ".join([modules, *others])


def spans_said(kinds: Iterable[str]) -> str:
    """Those the bridge draws: the conferences last all year."""
    return parts_said(kind for kind in kinds if kind != Module.CONFERENCES)


def drawn_by_calendar(kinds: Iterable[str]) -> str:
    return _("Drawn by the calendar: %(spans)s.") % {"spans": spans_said(kinds)}
