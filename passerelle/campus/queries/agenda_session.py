"""One session: when for whom, with whom, where, and what proves that one was there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from passerelle.foundation import clock

from ..rules import can_plan, can_read_content, is_staff
from ..viewer import Viewer
from .agenda import Meeting, meetings_of
from .agenda_wording import when_it_starts
from .learning_state import Reader


@dataclass(frozen=True, slots=True)
class SessionPage:
    """What a viewer may see and do of a session; `eyebrow` says how far it is, while it is."""

    meeting: Meeting
    eyebrow: str
    is_over: bool
    may_read_module: bool
    may_record: bool
    may_move: bool


def session_page(viewer: Viewer, slug: str) -> SessionPage | None:
    """One query; None when the session does not concern the viewer."""
    found = meetings_of(viewer, only=Q(slug=slug))
    if not found or viewer.person is None:
        return None
    meeting, reader = found[0], Reader.now(clock.now(), viewer.zone)
    is_over, has_begun = meeting.ends_at <= reader.at, meeting.starts_at <= reader.at
    gives = viewer.person.pk in meeting.expert_ids
    return SessionPage(
        meeting=meeting,
        eyebrow="" if is_over else when_it_starts(meeting.starts_at, meeting.ends_at, reader),
        is_over=is_over,
        may_read_module=can_read_content(viewer),
        may_record=has_begun and (is_staff(viewer) or gives),
        may_move=can_plan(viewer) and not has_begun,
    )
