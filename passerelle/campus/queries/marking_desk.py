"""A rater's desk: the papers they were asked to mark, and the sessions they give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation import clock
from passerelle.programme.models import Edition

from ..models import Session, Sheet
from ..viewer import Viewer
from .learning_state import Reader, State
from .marking_blind import author_before, paper_name
from .panel_declaration import SeatRow, seat_rows

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper to mark, by number; `author` is named before an open panel alone."""

    url: str
    name: str
    author: str
    activity: str
    state: State


@dataclass(frozen=True, slots=True)
class GivenSession:
    """A session the rater gives; `presence_url` once it has begun."""

    title: str
    starts_at: datetime
    presence_url: str
    state: State


@dataclass(frozen=True, slots=True)
class Desk:
    """What a rater opens in the evening; the lists are cut at fifty, the counts are not."""

    finding: str
    left: int
    more: str
    signed_words: str
    waiting: tuple[PaperRow, ...]
    drafts: tuple[PaperRow, ...]
    signed: tuple[PaperRow, ...]
    sessions: tuple[GivenSession, ...]
    seats: tuple[SeatRow, ...]

    @property
    def names_some(self) -> bool:
        return any(each.author for each in (*self.waiting, *self.drafts))


def sheets_of(viewer: Viewer) -> QuerySet[Sheet]:
    """The viewer's own sheets in the edition of the page; nobody else's, whatever their role.

    Not those set aside."""
    return Sheet.objects.filter(
        rater=viewer.person, attempt__activity__edition=viewer.edition, setting_aside=None
    ).select_related(
        "rubric",
        "panel",
        "attempt__activity__module",
        "attempt__activity__edition",
        "attempt__team",
        "attempt__enrolment__person",
    )


def unsigned_in_order(viewer: Viewer) -> QuerySet[Sheet]:
    """Oldest handed in first; a closed panel waits for nothing."""
    waiting = sheets_of(viewer).filter(submitted_at=None, panel__closed_at=None)
    return waiting.order_by("attempt__submitted_at", "attempt_id")


def desk_of(viewer: Viewer, edition: Edition) -> Desk:
    """Four queries."""
    reader = Reader.now(clock.now(), viewer.zone)
    to_do, left = _shown(unsigned_in_order(viewer))
    signed = sheets_of(viewer).filter(submitted_at__isnull=False)
    done, count = _shown(signed.order_by("-submitted_at", "-id"))
    return Desk(
        finding=_finding(left, count),
        left=left,
        more=_more(left - len(to_do)),
        signed_words=_signed(count),
        waiting=_rows((sheet for sheet in to_do if sheet.saved_at is None), reader),
        drafts=_rows((sheet for sheet in to_do if sheet.saved_at is not None), reader),
        signed=_rows(done, reader),
        sessions=_sessions_given(viewer, edition, reader),
        seats=seat_rows(viewer),
    )


def _shown(sheets: QuerySet[Sheet]) -> tuple[list[Sheet], int]:
    """The first fifty, and how many there are in all: one query."""
    rows: list[Sheet] = list(sheets.annotate(whole=Window(Count("pk")))[:MOST_SHOWN])
    return rows, vars(rows[0])["whole"] if rows else 0


def _finding(left: int, signed: int) -> str:
    if left:
        text = ngettext("You have %(count)s paper left.", "You have %(count)s papers left.", left)
        return text % {"count": left}
    return _("You have marked everything.") if signed else _("No paper is waiting for you.")


def _more(hidden: int) -> str:
    if hidden <= 0:
        return ""
    text = ngettext("One more paper waits.", "%(count)s more papers wait.", hidden)
    return text % {"count": hidden}


def _signed(signed: int) -> str:
    return ngettext("%(count)s signed", "%(count)s signed", signed) % {"count": signed}


def _rows(sheets: Iterable[Sheet], reader: Reader) -> tuple[PaperRow, ...]:
    return tuple(
        PaperRow(
            url=reverse("sheet", args=[sheet.attempt.activity.edition.slug, sheet.pk]),
            name=paper_name(sheet.attempt_id),
            author=author_before(sheet.panel, sheet.attempt),
            activity=str(sheet.attempt.activity.title),
            state=_state_of(sheet, reader),
        )
        for sheet in sheets
    )


def _state_of(sheet: Sheet, reader: Reader) -> State:
    if sheet.submitted_at is not None:
        return State(_("signed %(day)s") % {"day": reader.day(sheet.submitted_at)}, "good")
    handed_in = sheet.attempt.submitted_at or sheet.assigned_at
    days = (reader.date_of(reader.at) - reader.date_of(handed_in)).days
    if days < 1:
        return State(_("handed in today"))
    text = ngettext("waiting for %(days)s day", "waiting for %(days)s days", days)
    return State(text % {"days": days})


def _sessions_given(viewer: Viewer, edition: Edition, reader: Reader) -> tuple[GivenSession, ...]:
    sessions = Session.objects.filter(
        edition=edition, experts__person=viewer.person, retired_at=None
    ).annotate(there=Count("attendances", filter=Q(attendances__minutes__gt=0), distinct=True))
    return tuple(_given(session, edition, reader) for session in sessions)


def _given(session: Session, edition: Edition, reader: Reader) -> GivenSession:
    has_begun = session.starts_at <= reader.at
    there: int = session.there  # type: ignore[attr-defined]  # annotated just above
    state = State("")
    if has_begun and there:
        text = ngettext("%(count)s person was there", "%(count)s people were there", there)
        state = State(text % {"count": there}, "good")
    elif has_begun:
        state = State(_("presence not recorded yet"), "warn")
    url = reverse("presence", args=[edition.slug, session.slug]) if has_begun else ""
    return GivenSession(str(session.title), session.starts_at, url, state)
