"""The agenda: week by week, month by month, one session."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..access import edition_of, requires, viewer_from
from ..queries.agenda_month import month_of
from ..queries.agenda_session import session_page
from ..queries.agenda_weeks import agenda_of
from ..rules import takes_part


@require_safe
@requires(takes_part)
def agenda(request: HttpRequest, edition: str) -> HttpResponse:
    context = {"agenda": agenda_of(viewer_from(request), edition_of(request))}
    return render(request, "campus/agenda.html", context)


@require_safe
@requires(takes_part)
def month(request: HttpRequest, edition: str, year: int, month: int) -> HttpResponse:
    found = month_of(viewer_from(request), edition_of(request), year=year, month=month)
    if found is None:
        raise Http404(_("There is no such month in this agenda."))
    return render(request, "campus/month.html", {"month": found})


@require_safe
@requires(takes_part)
def session(request: HttpRequest, edition: str, session: str) -> HttpResponse:
    page = session_page(viewer_from(request), session)
    if page is None:
        raise Http404(_("There is no such session for you."))
    return render(request, "campus/session.html", {"page": page})
