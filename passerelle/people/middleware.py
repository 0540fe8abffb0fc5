"""What holds on every page: the language its reader chose, and what stays once signed out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation


class ReadersLanguage:
    """Visitors keep their browser's or cookie's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class NothingKeptAfterwards:
    """A signed-in person's pages are not the browser's to keep: on a shared screen, its “Back”
    would show them to whoever comes after they signed out. A juror's device keeps its sheets by
    other means, which signing out empties."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_theirs = request.user.is_authenticated
        answer = self.get_response(request)
        if is_theirs and answer.get("Content-Type", "").startswith("text/html"):
            answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer
