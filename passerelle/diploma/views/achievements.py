"""The address that a diploma's achievement bears: a page for people, JSON-LD for programs."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from passerelle.campus.access import requires
from passerelle.foundation.ids import digest_of

from ..queries.achievements import Achievement, achievement_of
from ..rules import can_verify

_PROGRAM_TYPES = ("application/ld+json", "application/json")


@require_safe
@requires(can_verify)
def achievement(request: HttpRequest, edition: str, honours: str = "") -> HttpResponse:
    """Both languages at once; a program that asks for JSON gets it at the same address."""
    found = _found(edition, honours)
    if request.get_preferred_type(["text/html", *_PROGRAM_TYPES]) in _PROGRAM_TYPES:
        answer = _as_json(request, found)
    else:
        answer = render(request, "diploma/achievement.html", {"achievement": found})
    patch_vary_headers(answer, ["Accept"])
    return answer


@require_safe
@requires(can_verify)
def document(request: HttpRequest, edition: str, honours: str = "") -> HttpResponse:
    return _as_json(request, _found(edition, honours))


def _found(edition: str, honours: str) -> Achievement:
    found = achievement_of(edition, honours)
    if found is None:
        raise Http404(_("Nothing of that name is awarded here."))
    return found


def _as_json(request: HttpRequest, found: Achievement) -> HttpResponse:
    body = json.dumps(found.document, ensure_ascii=False, indent=2).encode()
    etag = f'"{digest_of(body)}"'

    @condition(etag_func=lambda _request: etag)
    def answer(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse(body, content_type="application/ld+json")
        response["Cache-Control"] = "public, max-age=3600"
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer(request)
