"""The year as the committee plans it: every session with its warnings, and its evenings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.timetable import (
    PlanningWarning,
    Slot,
    WarningKind,
    Wording,
    warnings,
    zone_named,
)
from passerelle.foundation import clock
from passerelle.programme.models import Edition

from ..enums import SessionKind
from ..rules import can_plan
from ..viewer import Viewer
from .agenda import Meeting, meetings_of
from .agenda_gap import GapNotice, gap_notice
from .agenda_wording import capital, month_said
from .learning_state import Reader
from .planning_fairness import FairnessPage, fairness_page


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A session with what is to be thought of again, in sentences."""

    meeting: Meeting
    warnings: tuple[str, ...]
    may_move: bool


@dataclass(frozen=True, slots=True)
class PlannedMonth:
    title: str
    rows: tuple[PlannedMeeting, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    finding: str
    kinds: tuple[str, ...]
    coming: tuple[PlannedMonth, ...]
    past: tuple[PlannedMonth, ...]
    fairness: FairnessPage
    gap: GapNotice | None


def planning_of(viewer: Viewer, edition: Edition) -> Planning:
    """One query."""
    reader = Reader.now(clock.now(), viewer.zone)
    meetings = meetings_of(viewer)
    found = warnings_by_meeting(meetings, edition)
    may_move = can_plan(viewer)
    rows = [
        PlannedMeeting(
            meeting=each,
            warnings=_said(found[each.pk], reader),
            may_move=may_move and each.starts_at > reader.at,
        )
        for each in meetings
    ]
    ahead = [row for row in rows if row.meeting.ends_at > reader.at]
    return Planning(
        finding=_finding(ahead),
        kinds=_kinds([w for row in ahead for w in found[row.meeting.pk]]),
        coming=_months(ahead, reader),
        past=_months([row for row in rows if row not in ahead], reader),
        fairness=fairness_page(meetings, edition.zones),
        gap=gap_notice(meetings, reader=reader, zones=edition.zones, planning=True),
    )


def slot_of(
    meeting: Meeting, *, starts_at: datetime | None = None, zone: str | None = None
) -> Slot:
    """The session as the timetable engine sees it, at its own time or at another one."""
    begins = starts_at or meeting.starts_at
    return Slot(
        id=str(meeting.pk),
        title=Wording(fr=meeting.title, en=meeting.title),
        starts_at=begins,
        ends_at=begins + (meeting.ends_at - meeting.starts_at),
        zone=zone or meeting.planned_zone,
        people=frozenset(meeting.experts),
        cohorts=frozenset({_("the learners")}),
        weekend_allowed=meeting.kind == SessionKind.DATATHON,
    )


def warnings_by_meeting(
    meetings: Sequence[Meeting], edition: Edition, *, moved: Slot | None = None
) -> dict[int, list[PlanningWarning]]:
    """Every warning of every session; `moved` stands in for its session at another time."""
    slots = [moved if moved and moved.id == str(each.pk) else slot_of(each) for each in meetings]
    found: dict[int, list[PlanningWarning]] = defaultdict(list)
    for warning in warnings(slots, edition.zones):
        found[int(warning.slot.id)].append(warning)
    return found


def _said(found: Sequence[PlanningWarning], reader: Reader) -> tuple[str, ...]:
    """A holiday of several days or of both countries is said once for each."""
    return tuple(dict.fromkeys(each.message.in_language(reader.language) for each in found))


def _finding(ahead: Sequence[PlannedMeeting]) -> str:
    if not ahead:
        return _("No session is planned any more.")
    warned = sum(bool(row.warnings) for row in ahead)
    if not warned:
        return _("Every session to come is well placed on both sides.")
    text = ngettext(
        "%(warned)s session to come deserves a second look.",
        "%(warned)s sessions to come deserve a second look.",
        warned,
    )
    return text % {"warned": warned}


def _kinds(found: Sequence[PlanningWarning]) -> tuple[str, ...]:
    """How many sessions each kind of warning touches."""
    touched = {kind: {w.slot.id for w in found if w.kind is kind} for kind in WarningKind}
    return tuple(
        text % {"count": len(touched[kind])} for kind, text in _wordings().items() if touched[kind]
    )


def _wordings() -> dict[WarningKind, str]:
    return {
        WarningKind.UNUSUAL_GAP: _("%(count)s when the gap is unusual"),
        WarningKind.HOLIDAY: _("%(count)s on a public holiday"),
        WarningKind.OUTSIDE_HOURS: _("%(count)s early or late on one side"),
        WarningKind.WEEKEND: _("%(count)s on a weekend"),
        WarningKind.CONFLICT: _("%(count)s overlapping another"),
    }


def _months(rows: Sequence[PlannedMeeting], reader: Reader) -> tuple[PlannedMonth, ...]:
    zone = zone_named(reader.zone)
    grouped = groupby(
        rows, key=lambda row: row.meeting.starts_at.astimezone(zone).date().replace(day=1)
    )
    return tuple(
        PlannedMonth(capital(month_said(month, reader)), tuple(same)) for month, same in grouped
    )
