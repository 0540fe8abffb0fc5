"""What someone gets who sends a form after their session ended: their own words, and a way back."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

_CHOSEN = re.compile(r"[a-z0-9_-]*")  # the value of a button or a box, a date, a number
_KEPT_APART = ("csrfmiddlewaretoken", "form_key", "password")


def session_over(request: HttpRequest) -> HttpResponse:
    """A page, since an address that is only sent to can't be come back to. Nothing is stored."""
    shown = {
        "typed": _typed(request),
        "has_files": bool(request.FILES),
        "came_from": _came_from(request),
    }
    answer = render(request, "campus/session_over.html", shown, status=401)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _typed(request: HttpRequest) -> list[str]:
    return [
        value
        for name, values in request.POST.lists()
        if not any(word in name for word in _KEPT_APART)
        for value in values
        if not _CHOSEN.fullmatch(value.strip())
    ]


def _came_from(request: HttpRequest) -> str:
    """The page that held the form, if it is one of ours."""
    named = request.headers.get("Referer", "")
    own, secure = {request.get_host()}, request.is_secure()
    if not url_has_allowed_host_and_scheme(named, own, require_https=secure):
        return "/"
    parts = urlsplit(named)
    return f"{parts.path}?{parts.query}".rstrip("?") or "/"
