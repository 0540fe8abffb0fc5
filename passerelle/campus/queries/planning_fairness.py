"""Who gets the evenings and the early mornings, as a table and as small bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from passerelle.engines.timetable import Load, Slot, Wording, fairness

from .agenda import Meeting

_WIDTH, _HEIGHT = 120, 10


@dataclass(frozen=True, slots=True)
class Share:
    """One stretch of the day of one city: sessions, minutes, and their bar."""

    label: str
    sessions: int
    minutes: int
    bar: SafeString


@dataclass(frozen=True, slots=True)
class City:
    label: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class FairnessPage:
    """`finding` says who carries more; the bars are shares of all the minutes."""

    finding: str
    sessions: int
    minutes: int
    cities: tuple[City, ...]


def fairness_page(meetings: Sequence[Meeting], zones: Sequence[str]) -> FairnessPage:
    found = fairness([_slot(each) for each in meetings], zones)
    heaviest = found.heaviest
    finding = (
        _("%(city)s carries more evenings and early mornings.") % {"city": heaviest.label}
        if heaviest
        else _("Both sides carry the same.")
    )
    cities = tuple(
        City(
            share.label,
            (
                _share(_("evening, from 6 pm"), share.evening, found.minutes),
                _share(_("late, from 8 pm"), share.late, found.minutes),
                _share(_("early, before 9 am"), share.early, found.minutes),
            ),
        )
        for share in found.zones
    )
    return FairnessPage(finding if meetings else "", found.sessions, found.minutes, cities)


def _slot(meeting: Meeting) -> Slot:
    return Slot(
        id=str(meeting.pk),
        title=Wording(fr=meeting.title, en=meeting.title),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.planned_zone,
    )


def _share(label: str, load: Load, whole: int) -> Share:
    width = round(_WIDTH * load.minutes / whole, 1) if whole else 0.0
    return Share(label, load.sessions, load.minutes, _bar(width))


def _bar(width: float) -> SafeString:
    """Drawn with the colour of the text; the figures beside it say the same."""
    return format_html(
        '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true" focusable="false">'
        '<rect width="{0}" height="{1}" fill="none" stroke="currentColor" opacity=".35"/>'
        '<rect width="{2}" height="{1}" fill="currentColor"/></svg>',
        _WIDTH,
        _HEIGHT,
        width,
    )
