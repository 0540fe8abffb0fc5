"""The order of the day for everyone who takes part; one's own passage for the telephone."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import edition_of, requires, viewer_from
from passerelle.campus.viewer import Viewer
from passerelle.engines.timetable import CalendarEvent, to_ics
from passerelle.foundation import clock
from passerelle.foundation.translated import reading_language

from ..actions.day import order_url
from ..models import PresentationDay
from ..queries.day_order import Line, order_page
from ..queries.day_values import day_of
from ..rules import can_plan_day, can_read_day


@require_safe
@requires(can_read_day)
def day_order(request: HttpRequest, edition: str) -> HttpResponse:
    """Who presents when and where, one's own team first; before, that it is not known yet."""
    viewer, day = viewer_from(request), day_of(edition_of(request))
    if day is None or not _may_read(viewer, day):
        return render(request, "jury/day_waiting.html", {"may_plan": can_plan_day(viewer)})
    page = order_page(viewer, day)
    return render(request, "jury/day_order.html", {"page": page, "day": page.day})


@require_safe
@requires(can_read_day)
def day_ics(request: HttpRequest, edition: str) -> HttpResponse:
    """The passage of the reader's team, for their calendar."""
    day = readable_day(request)
    mine = order_page(viewer_from(request), day).mine
    if mine is None:
        raise Http404(_("Your team has no passage that day."))
    response = HttpResponse(_calendar(day, mine), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="passage.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def readable_day(request: HttpRequest) -> PresentationDay:
    """The day, once published; the coordination reads it before."""
    day = day_of(edition_of(request))
    if day is None or not _may_read(viewer_from(request), day):
        raise Http404(_("The order of the presentation day is not published yet."))
    return day


def _may_read(viewer: Viewer, day: PresentationDay) -> bool:
    return day.published_at is not None or can_plan_day(viewer)


def _calendar(day: PresentationDay, line: Line) -> bytes:
    url = settings.SITE_URL.rstrip("/") + order_url(day)
    event = CalendarEvent(
        uid=f"passage-{line.id}-{day.edition.slug}@passerelle",
        start=line.starts_at,
        end=line.ends_at,
        zone=day.zone,
        summary=_("Presentation before the jury, %(team)s") % {"team": line.label},
        description=url,
        location=line.room,
        url=url,
        status="CONFIRMED",
        sequence=line.passage.moved if line.passage else 0,
    )
    language = reading_language()
    return to_ics([event], name=line.label, produced_at=clock.now(), language=language)
