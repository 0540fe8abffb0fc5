"""Requests for help, one line each: how long they wait, who has taken them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation import clock

from ..models import HelpRequest, Team
from ..viewer import Viewer
from .learning_state import Reader, State

_HOUR, _DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as a list shows it."""

    id: int
    url: str
    subject: str
    team: str
    state: State
    is_waiting: bool
    is_mine: bool


def requests_of(team: Team) -> QuerySet[HelpRequest]:
    """A team's requests, latest first."""
    joined = team.help_requests.select_related("edition", "team", "taken_by")
    return joined.order_by("-asked_at", "-pk")


def request_rows(requests: Iterable[HelpRequest], viewer: Viewer) -> tuple[RequestRow, ...]:
    reader = Reader.now(clock.now(), viewer.zone)
    own = viewer.team.pk if viewer.team else None
    return tuple(
        RequestRow(
            id=each.pk,
            url=reverse("help_request", args=[each.edition.slug, each.pk]),
            subject=each.subject,
            team=each.team.name,
            state=state_of(each, reader),
            is_waiting=each.closed_at is None and each.answered_at is None,
            is_mine=each.team_id == own,
        )
        for each in requests
    )


def state_of(request: HelpRequest, reader: Reader) -> State:
    """Closed, answered, taken, or waiting for so long."""
    if request.closed_at is not None:
        return State(_("closed %(day)s") % {"day": reader.day(request.closed_at)}, "soft")
    if request.answered_at is not None:
        return State(_("answered by %(name)s") % {"name": request.taken_by}, "good")
    since = _since(request.asked_at, reader.at)
    if request.taken_by_id is not None:
        words = {"name": request.taken_by, "since": since}
        return State(_("taken by %(name)s, %(since)s") % words)
    return State(since, "late" if _minutes(request.asked_at, reader.at) >= _HOUR else "warn")


def _since(then: datetime, now: datetime) -> str:
    """How long someone has waited, in the largest unit that says it."""
    minutes = _minutes(then, now)
    if minutes < _HOUR:
        text = ngettext("waiting for %(count)s min", "waiting for %(count)s min", minutes)
        return text % {"count": minutes}
    if minutes < _DAY:
        text = ngettext("waiting for %(count)s h", "waiting for %(count)s h", minutes // _HOUR)
        return text % {"count": minutes // _HOUR}
    days = minutes // _DAY
    return ngettext("waiting for %(days)s day", "waiting for %(days)s days", days) % {"days": days}


def _minutes(then: datetime, now: datetime) -> int:
    return max(0, int((now - then).total_seconds() // 60))
