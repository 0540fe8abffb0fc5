"""All the news of a person; reading them is a POST, because mail scanners follow links."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import person_of, requires, viewer_from
from passerelle.campus.queries.learning_state import Reader
from passerelle.campus.rules import is_signed_in
from passerelle.foundation import clock
from passerelle.foundation.notices import inbox_of, mark_read

from ..queries.news import inbox_page


@require_safe
@requires(is_signed_in)
def news(request: HttpRequest) -> HttpResponse:
    """Latest first, page by page; what is new says so."""
    reader = Reader.now(clock.now(), viewer_from(request).zone)
    inbox = inbox_page(person_of(request), reader, page=request.GET.get("page", "1"))
    return render(request, "home/news.html", {"inbox": inbox})


@requires(is_signed_in)
@require_POST
def news_reading(request: HttpRequest) -> HttpResponse:
    """All of it is read."""
    mark_read(inbox_of(person_of(request).pk))
    return redirect("news")


@requires(is_signed_in)
@require_POST
def notice_reading(request: HttpRequest, notice: int) -> HttpResponse:
    """One of them was opened: the page says so by itself when its link is followed."""
    found = inbox_of(person_of(request).pk).filter(pk=notice)
    if not found.exists():
        raise Http404
    mark_read(found)
    return redirect("news")
