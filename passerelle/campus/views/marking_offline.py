"""What a juror's device asks for: what to keep, its worker, and where it sends what it kept."""

from __future__ import annotations

import json
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..access import person_of, requires, viewer_from
from ..actions import write_sheet
from ..beside_marking import tell_opened
from ..errors import (
    CampusRefusal,
    PanelClosed,
    SheetIncomplete,
    SheetSetAside,
    SheetSigned,
    Undeclared,
    WrittenElsewhere,
    WrittenTooEarly,
)
from ..forms.marking_offline import (
    MOST_BYTES,
    SentWrite,
    WriteTooLarge,
    write_from,
)
from ..models import Sheet, SheetWrite
from ..queries.marking_difference import difference_of
from ..queries.marking_offline import assets, edition_of_assets, owner_of, sheets_to_keep
from ..queries.marking_sheet import kept_at, sheets_given
from ..rubrics import rubric_of
from ..rules import anyone, can_mark

_ANSWERS: dict[type[CampusRefusal], tuple[str, int]] = {
    WrittenElsewhere: ("elsewhere", 409),
    WrittenTooEarly: ("early", 409),
    Undeclared: ("undeclared", 422),
    SheetSetAside: ("aside", 422),
    PanelClosed: ("closed", 422),
    SheetSigned: ("signed", 422),
    SheetIncomplete: ("incomplete", 422),
    WriteTooLarge: ("unread", 413),
}


@require_safe
@requires(anyone)
def marking_worker(request: HttpRequest, edition: str) -> HttpResponse:
    """The service worker of the desk and its sheets, and of nothing else; it names nobody."""
    desk = reverse("marking_desk", args=[edition])
    told = {
        "desk": desk,
        "list": reverse("marking_offline", args=[edition]),
        "version": edition_of_assets(),
        "assets": assets(),
        "title": _("This page was not kept on this device."),
        "text": _("It opens when the network is back. What you wrote on your sheets is kept."),
        "back": _("Back to the papers to mark"),
    }
    script = static("campus/offline-worker.js")
    queue = static("campus/offline-queue.js")
    written = f"const SHEETS = {json.dumps(told)};\n"
    written += f"importScripts({json.dumps(queue)}, {json.dumps(script)});\n"
    return HttpResponse(
        written,
        content_type="text/javascript; charset=utf-8",
        headers={"Service-Worker-Allowed": desk, "Cache-Control": "no-cache"},
    )


@require_safe
@requires(can_mark)
def marking_offline(request: HttpRequest, edition: str) -> HttpResponse:
    """Whose device this is, and the sheets it may keep; with a token to send by."""
    sheets = [
        {"id": each.id, "url": each.url, "mark": each.mark}
        for each in sheets_to_keep(viewer_from(request))
    ]
    told = {"owner": owner_of(person_of(request)), "token": get_token(request), "sheets": sheets}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


@require_POST
@requires(can_mark)
def sheet_writes(request: HttpRequest, edition: str, sheet: int) -> HttpResponse:
    """Keep a change that a device made, network or not; sent again, it is kept once."""
    row = _sheet_or_404(request, sheet)
    try:
        sent = _sent(request, row)
        if sent.owner != owner_of(person_of(request)):
            return _answer("other person", 409, _("Somebody else is signed in on this device."))
        write = write_sheet(row, sent.written, by=person_of(request))
    except CampusRefusal as refused:
        state, status = _ANSWERS.get(type(refused), ("unread", 422))
        return _answer(state, status, str(refused))
    tell_opened(viewer_from(request), row)
    return JsonResponse(_kept(request, write))


@require_POST
@requires(can_mark)
def sheet_difference(request: HttpRequest, edition: str, sheet: int) -> HttpResponse:
    """The change beside the sheet as it stands, for its writer to choose; nothing is stored."""
    row = _sheet_or_404(request, sheet)
    try:
        sent = _sent(request, row)
    except CampusRefusal as refused:
        return _answer("unread", 422, str(refused))
    written = sent.written
    difference = difference_of(
        row, levels=written.levels, remark=written.remark, judgment=written.judgment
    )
    context = {"difference": difference, "sheet": row, "key": uuid4()}
    return render(request, "campus/sheet_difference.html", context)


def _sheet_or_404(request: HttpRequest, sheet: int) -> Sheet:
    return get_object_or_404(sheets_given(viewer_from(request)), pk=sheet)


def _sent(request: HttpRequest, row: Sheet) -> SentWrite:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise WriteTooLarge
    return write_from(request.body, rubric_of(row.rubric))


def _kept(request: HttpRequest, write: SheetWrite) -> dict[str, object]:
    said = kept_at(write.at, viewer_from(request).zone, signed=write.signs)
    return {"state": "kept", "version": write.version, "signed": write.signs, "told": said}


def _answer(state: str, status: int, told: str) -> HttpResponse:
    return JsonResponse({"state": state, "told": told}, status=status)
