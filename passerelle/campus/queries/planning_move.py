"""A session before and after a move: on each clock, with its warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from passerelle.foundation import clock
from passerelle.programme.models import Edition, Module

from ..models import Session
from ..viewer import Viewer
from .agenda import Meeting, meetings_of
from .agenda_wording import day_said
from .learning_state import Reader
from .planning import slot_of, warnings_by_meeting


@dataclass(frozen=True, slots=True)
class Placing:
    """A session at one time, with what is to be thought of there."""

    starts_at: datetime
    ends_at: datetime
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """The session as it stands, and as it would stand; `after` is None until a time is proposed."""

    meeting: Meeting
    before: Placing
    after: Placing | None


def movable_session(edition: Edition, slug: str) -> Session | None:
    """The session with its module."""
    return (
        Session.objects.filter(edition=edition, slug=slug, retired_at=None)
        .select_related("module", "edition")
        .first()
    )


def move_of(
    viewer: Viewer,
    edition: Edition,
    session: Session,
    *,
    starts_at: datetime | None = None,
    zone: str | None = None,
) -> Move:
    """One query."""
    meetings = meetings_of(viewer)
    meeting = next(each for each in meetings if each.pk == session.pk)
    reader = Reader.now(clock.now(), viewer.zone)
    before = _placing(meetings, meeting, edition, reader)
    if starts_at is None:
        return Move(meeting, before, None)
    after = _placing(meetings, meeting, edition, reader, starts_at=starts_at, zone=zone)
    outside = _outside_module(session.module, after, reader)
    return Move(
        meeting, before, Placing(after.starts_at, after.ends_at, (*outside, *after.warnings))
    )


def _placing(
    meetings: Sequence[Meeting],
    meeting: Meeting,
    edition: Edition,
    reader: Reader,
    *,
    starts_at: datetime | None = None,
    zone: str | None = None,
) -> Placing:
    slot = slot_of(meeting, starts_at=starts_at, zone=zone)
    found = warnings_by_meeting(meetings, edition, moved=slot)[meeting.pk]
    said = dict.fromkeys(each.message.in_language(reader.language) for each in found)
    return Placing(slot.starts_at, slot.ends_at, tuple(said))


def _outside_module(module: Module, placing: Placing, reader: Reader) -> tuple[str, ...]:
    if module.opens_at <= placing.starts_at and placing.ends_at <= module.closes_at:
        return ()
    words = {
        "module": str(module.short),
        "first": day_said(reader.date_of(module.opens_at), reader),
        "last": day_said(reader.date_of(module.closes_at), reader),
    }
    return (_("Outside the module “%(module)s”: it runs from %(first)s to %(last)s.") % words,)
