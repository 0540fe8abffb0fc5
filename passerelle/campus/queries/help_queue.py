"""The mentors' queue: who waits, oldest first, and what each mentor has taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.foundation.comments import comments_on
from passerelle.foundation.models import Comment

from ..models import HelpRequest
from ..viewer import Viewer
from .counting import spelled
from .help_rows import RequestRow, request_rows
from .teams import teams_seen_by

_CLOSED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Requests that stand alike."""

    title: str
    rows: tuple[RequestRow, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """What the viewer has taken, what waits for anyone, what others have taken, what is done."""

    finding: str
    groups: tuple[Group, ...]
    has_oldest: bool


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request with its thread, and what the viewer may do about it."""

    request: HelpRequest
    row: RequestRow
    comments: Sequence[Comment]
    may_take: bool
    may_put_back: bool
    may_write: bool


def requests_seen_by(viewer: Viewer) -> QuerySet[HelpRequest]:
    """Those of the teams the viewer sees."""
    seen = HelpRequest.objects.filter(edition=viewer.edition, team__in=teams_seen_by(viewer))
    return seen.select_related("edition", "team", "taken_by", "asked_by")


def waiting_for_help(viewer: Viewer) -> QuerySet[HelpRequest]:
    """What nobody has taken, oldest first, one's own team's left out."""
    waiting = requests_seen_by(viewer).filter(taken_by=None, closed_at=None)
    return waiting.exclude(team=viewer.team) if viewer.team else waiting


def help_queue(viewer: Viewer) -> Queue:
    """Two queries."""
    found = list(requests_seen_by(viewer).filter(closed_at=None))
    closed = requests_seen_by(viewer).filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
    me = viewer.person.pk if viewer.person else None
    waiting = [each for each in found if each.taken_by_id is None]
    groups = (
        (_("Yours"), [each for each in found if each.taken_by_id == me]),
        (_("Waiting"), waiting),
        (
            _("Taken by other mentors"),
            [each for each in found if each.taken_by_id not in {None, me}],
        ),
        (_("Closed last"), list(closed[:_CLOSED_SHOWN])),
    )
    own = viewer.team.pk if viewer.team else None
    return Queue(
        finding=_finding(len({each.team_id for each in waiting})),
        groups=tuple(Group(title, request_rows(some, viewer)) for title, some in groups if some),
        has_oldest=any(each.team_id != own for each in waiting),
    )


def request_page(viewer: Viewer, request: HelpRequest, *, helps: bool) -> RequestPage:
    """One query."""
    (row,) = request_rows([request], viewer)
    is_open, me = request.closed_at is None, viewer.person.pk if viewer.person else None
    is_helper = helps and not row.is_mine
    return RequestPage(
        request=request,
        row=row,
        comments=list(comments_on("help request", request.pk)),
        may_take=is_open and is_helper and request.taken_by_id is None,
        may_put_back=is_open and is_helper and request.taken_by_id == me,
        may_write=is_open,
    )


def _finding(teams: int) -> str:
    if not teams:
        return _("No team is waiting for help.")
    text = ngettext("One team is waiting for help.", "%(count)s teams are waiting for help.", teams)
    return text % {"count": spelled(teams)}
