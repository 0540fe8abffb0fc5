"""The journal, for the coordinator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from ..access import edition_of, requires, viewer_from
from ..queries.cohort_journal import Sought, journal_lines, journal_page
from ..rules import can_read_journal
from .cohort import spreadsheet


@require_safe
@requires(can_read_journal)
def journal(request: HttpRequest, edition: str) -> HttpResponse:
    """Who did what, when, on what."""
    page = journal_page(viewer_from(request), edition_of(request), _sought(request))
    return render(request, "campus/journal.html", {"page": page})


@require_safe
@requires(can_read_journal)
def journal_csv(request: HttpRequest, edition: str) -> StreamingHttpResponse:
    """The same lines for a spreadsheet."""
    lines = journal_lines(viewer_from(request), edition_of(request), _sought(request))
    return spreadsheet(lines, name=f"journal-{edition}.csv")


def _sought(request: HttpRequest) -> Sought:
    """What the address asks; what cannot be read in it is as if it were not there."""
    before, written = request.GET.get("before", ""), request.GET.get("day", "")
    try:
        day = parse_date(written)
    except ValueError:
        day = None
    return Sought(
        actor=request.GET.get("actor", "").strip()[:150],
        verb=request.GET.get("verb", "")[:60],
        day=day,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
    )
