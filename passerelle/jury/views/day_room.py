"""A room on the day: the chair's buttons, and the big clock that everyone reads."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import person_of, requires, viewer_from
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.rules import is_coordinator

from ..actions.day_running import Mark, mark_passage, take_back_mark
from ..actions.presence import mark_presence
from ..forms.presence import RollForm
from ..models import Passage
from ..queries.day_room import RoomPage, RoomView, room_page, room_view, tone_words
from ..rules import can_hear, can_read_day
from .day_order import readable_day

_MARKS = frozenset({"started", "questions", "ended"})


@require_safe
@requires(can_hear)
def day_room(request: HttpRequest, edition: str, room: int) -> HttpResponse:
    """Who presents, who comes next, who is recused; the chair starts and stops."""
    return render(request, "jury/day_room.html", _context(_page_or_404(request, room)))


@require_POST
@requires(can_hear)
def day_marks(request: HttpRequest, edition: str, room: int) -> HttpResponse:
    """A passage starts, comes to its questions or ends; or the last mark is taken back."""
    page = _page_or_404(request, room)
    if not page.may_mark:
        raise PermissionDenied(_("The chair of the panel, or the coordination, keeps the time."))
    passage = _passage_named(request, page)
    if passage is None:
        return redirect("day_room", edition, room)
    mark = request.POST.get("mark", "")
    if mark == "started" and page.warnings and "confirmed" not in request.POST:
        messages.error(request, _("The panel is not composed as it should be. Tick the box first."))
        return render(request, "jury/day_room.html", _context(page), status=422)
    try:
        if mark in _MARKS:
            mark_passage(passage, cast(Mark, mark), by=person_of(request))
        elif mark == "back":
            take_back_mark(passage, by=person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return render(request, "jury/day_room.html", _context(page), status=422)
    return redirect("day_room", edition, room)


@require_POST
@requires(can_hear)
def day_presence(request: HttpRequest, edition: str, room: int) -> HttpResponse:
    """Who of the panel is there: the chair or the coordination says it, and may correct it."""
    page = _page_or_404(request, room)
    if not page.may_mark:
        raise PermissionDenied(
            _("The chair of the panel, or the coordination, marks who is there.")
        )
    form = RollForm(page.roll, request.POST)
    if not form.is_valid():
        return render(request, "jury/day_room.html", _context(page, form), status=422)
    try:
        mark_presence(page.view.room, form.marks, by=person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return render(request, "jury/day_room.html", _context(page, form), status=422)
    messages.success(request, _("Presence is kept."))
    return redirect("day_room", edition, room)


@require_safe
@requires(can_read_day)
def day_screen(request: HttpRequest, edition: str, room: int) -> HttpResponse:
    """The clock of the room, to be read from the last row."""
    view = _view_or_404(request, room)
    return render(request, "jury/day_screen.html", {"view": view, "tones": tone_words()})


def _view_or_404(request: HttpRequest, number: int) -> RoomView:
    view = room_view(readable_day(request), number)
    if view is None:
        raise Http404(_("There is no such room that day."))
    return view


def _page_or_404(request: HttpRequest, number: int) -> RoomPage:
    view, viewer = _view_or_404(request, number), viewer_from(request)
    page = room_page(viewer, view, coordinates=is_coordinator(viewer))
    if page is None:
        raise Http404(_("You do not sit in this room."))
    return page


def _passage_named(request: HttpRequest, page: RoomPage) -> Passage | None:
    number = request.POST.get("passage", "")
    found = Passage.objects.filter(room=page.view.room)
    return found.filter(pk=int(number)).first() if number.isdigit() else None


def _context(page: RoomPage, form: RollForm | None = None) -> dict[str, object]:
    """The last team that ended may be called back, as long as nobody follows."""
    ended = [line for line in page.view.lines if line.passage and line.passage.ended_at]
    last = ended[-1] if ended and page.view.current is None else page.view.current
    return {
        "page": page,
        "view": page.view,
        "tones": tone_words(),
        "to_take_back": last,
        "roll_form": form or RollForm(page.roll),
    }
