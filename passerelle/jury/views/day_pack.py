"""The pack of a team, on a page and as one file: for its jury, and the coordination."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import edition_of, requires, viewer_from
from passerelle.campus.rules import is_coordinator
from passerelle.foundation import clock

from ..pack_file import zip_of
from ..queries.day_pack import Pack, Reading, reading_of
from ..rules import can_hear


@require_safe
@requires(can_hear)
def day_pack(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """What the team presents, its dossier, who is in it."""
    reading = _reading_or_404(request, number)
    context = {"pack": reading.pack, "sheet": reading.sheet}
    return render(request, "jury/day_pack.html", context)


@require_safe
@requires(can_hear)
def day_pack_zip(request: HttpRequest, edition: str, number: int) -> HttpResponseBase:
    """All of it in one file, written while it is sent."""
    pack = _pack_or_404(request, number)
    response = StreamingHttpResponse(zip_of(pack, at=clock.now()), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{pack.file_name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _pack_or_404(request: HttpRequest, number: int) -> Pack:
    pack = _reading_or_404(request, number).pack
    assert pack is not None
    return pack


def _reading_or_404(request: HttpRequest, number: int) -> Reading:
    viewer = viewer_from(request)
    reading = reading_of(viewer, edition_of(request), number, coordinates=is_coordinator(viewer))
    if reading.is_recused:
        raise PermissionDenied(_("You do not judge this team: its documents are not for you."))
    if reading.pack is None:
        raise Http404(_("There is no such pack for you."))
    return reading
