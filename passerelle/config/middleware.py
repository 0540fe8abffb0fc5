"""What holds for every address, whatever the page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


class NoNulBytes:
    """PostgreSQL keeps no NUL in a text: such an address is nobody's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise Http404
        return self.get_response(request)


class SaysWhatIsOnlySent:
    """Whoever opens an address that forms are sent to reads why it shows nothing: Django's answer
    is empty. A script and a program are told by the status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code != 405 or answer.content or not _is_read_by_a_person(request):
            return answer
        page = render(request, "405.html", status=405)
        if "Allow" in answer.headers:
            page.headers["Allow"] = answer.headers["Allow"]
        return page


def _is_read_by_a_person(request: HttpRequest) -> bool:
    is_opened = request.method == "GET" and "HX-Request" not in request.headers
    return is_opened and request.accepts("text/html")
