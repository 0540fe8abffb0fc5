"""Planning on two continents: warnings, fairness, moving a session, looking at a calendar file."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.engines.timetable import UnreadableCalendar, zone_named
from passerelle.foundation import clock
from passerelle.foundation.translated import reading_language

from ..access import edition_of, person_of, requires, viewer_from
from ..actions import move_session as move
from ..errors import CampusRefusal
from ..forms.planning import CalendarFileForm, MoveForm
from ..models import Session
from ..queries.learning_state import Reader
from ..queries.planning import planning_of
from ..queries.planning_import import Preview, preview_of
from ..queries.planning_move import movable_session, move_of
from ..rules import can_plan, is_staff

REFUSED = 422
_AFTERWARDS = timedelta(days=365)  # a conference may come after the diplomas


@require_safe
@requires(is_staff)
def planning(request: HttpRequest, edition: str) -> HttpResponse:
    viewer = viewer_from(request)
    context = {
        "planning": planning_of(viewer, edition_of(request)),
        "may_import": can_plan(viewer),
    }
    return render(request, "campus/planning.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_plan)
def move_session(request: HttpRequest, edition: str, session: str) -> HttpResponse:
    """A time is proposed and looked at first; the same form, confirmed, moves the session."""
    found = movable_session(edition_of(request), session)
    if found is None:
        raise Http404(_("There is no such session."))
    zones = [*found.edition.zones, found.planned_zone]
    until = found.edition.diplomas_on + _AFTERWARDS
    if request.method != "POST":
        form = MoveForm(zones, until, initial=_present_time(found))
        return _move_page(request, found, form)
    form = MoveForm(zones, until, request.POST)
    if form.is_valid() and form.cleaned_data["confirmed"] and form.starts_at:
        sent = form.cleaned_data
        try:
            move(
                found,
                starts_at=form.starts_at,
                zone=sent["zone"],
                sequence=sent["sequence"],
                by=person_of(request),
            )
        except CampusRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The session is moved; whoever comes has been told."))
            return redirect("session", edition, session)
    return _move_page(request, found, form)


def _present_time(session: Session) -> dict[str, object]:
    local = session.starts_at.astimezone(zone_named(session.planned_zone))
    return {
        "day": local.date(),
        "starts": local.time(),
        "zone": session.planned_zone,
        "sequence": session.sequence,
    }


def _move_page(request: HttpRequest, session: Session, form: MoveForm) -> HttpResponse:
    proposed = form.starts_at if form.is_bound and not form.errors else None
    found = move_of(
        viewer_from(request),
        edition_of(request),
        session,
        starts_at=proposed,
        zone=form.cleaned_data["zone"] if proposed else None,
    )
    has_begun = session.starts_at <= clock.now()
    context = {"move": found, "form": form, "has_begun": has_begun}
    return render(
        request, "campus/planning_move.html", context, status=REFUSED if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_plan)
def import_calendar(request: HttpRequest, edition: str) -> HttpResponse:
    """What a file holds; nothing is stored."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CalendarFileForm(*sent)
    preview = _preview(request, form) if form.is_valid() else None
    context = {"form": form, "preview": preview}
    return render(
        request, "campus/planning_import.html", context, status=REFUSED if form.errors else 200
    )


def _preview(request: HttpRequest, form: CalendarFileForm) -> Preview | None:
    reader = Reader.now(clock.now(), viewer_from(request).zone)
    zone = edition_of(request).zones[0]
    try:
        return preview_of(form.cleaned_data["file"].read(), zone=zone, reader=reader)
    except UnreadableCalendar as refused:
        form.add_error("file", refused.wording.in_language(reading_language()))
        return None
