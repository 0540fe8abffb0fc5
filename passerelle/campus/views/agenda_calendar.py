"""Calendars for telephones: a secret address to subscribe to, and one session to add."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.engines.timetable import zone_named
from passerelle.foundation import clock
from passerelle.people.actions import calendar_key_digest, renew_calendar_key

from ..access import edition_of, person_of, requires, viewer_from
from ..queries.agenda_calendar import (
    address_of,
    feed_of,
    holder_of,
    one_meeting,
    telephone_address_of,
)
from ..queries.agenda_session import session_page
from ..rules import anyone, takes_part

_TYPE = "text/calendar; charset=utf-8"


@require_safe
@requires(takes_part)
def session_ics(request: HttpRequest, edition: str, session: str) -> HttpResponse:
    viewer = viewer_from(request)
    page = session_page(viewer, session)
    if page is None:
        raise Http404(_("There is no such session for you."))
    content = one_meeting(page.meeting, edition_of(request), zone=viewer.zone)
    response = HttpResponse(content, content_type=_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{page.meeting.slug}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(takes_part)
def subscription(request: HttpRequest, edition: str) -> HttpResponse:
    """The address, how to use it; a POST makes one, or another one."""
    person = person_of(request)
    if request.method == "POST":
        if renew_calendar_key(person, replaces=request.POST.get("replaces", "")):
            messages.success(request, _("Your calendar address is ready."))
        return redirect("subscription", edition)
    key = person.calendar_key or ""
    context = {
        "address": address_of(key) if key else "",
        "telephone_address": telephone_address_of(key) if key else "",
        "replaces": calendar_key_digest(person),
        "month": clock.now().astimezone(zone_named(person.zone)).date(),
    }
    response = render(request, "campus/agenda_subscription.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@requires(anyone)
def calendar(request: HttpRequest, key: str) -> HttpResponseBase:
    """Without signing in: the address itself is the key."""
    person = holder_of(key)
    if person is None:
        raise Http404(_("This calendar address is not, or no longer, in use."))
    feed = feed_of(person)
    response = HttpResponse(feed.content, content_type=_TYPE)
    response["ETag"] = feed.etag
    response["Last-Modified"] = http_date(feed.changed_at.timestamp())
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Referrer-Policy"] = "no-referrer"
    unchanged = get_conditional_response(
        request, etag=feed.etag, last_modified=int(feed.changed_at.timestamp()), response=response
    )
    return unchanged or response
