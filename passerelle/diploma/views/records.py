"""The supplement and the transcript: for their holder, and for the offices that follow diplomas."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.foundation.translated import reading_language

from ..enums import PaperSize
from ..errors import DiplomaRefusal
from ..printing_records import Language, supplement, transcript
from ..queries.diplomas import diplomas_held_by, diplomas_of, with_seals
from ..queries.sealed import Diploma
from ..queries.signatories import institution_represented
from ..rules import can_follow_diplomas, can_read_own_diplomas

_DRAWERS = {"supplement": supplement, "transcript": transcript}


@require_safe
@requires(can_read_own_diplomas)
def own_record(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Of my own diploma; `?language=fr|en`, `?paper=letter`."""
    own = diplomas_held_by(person_of(request)).filter(number=number, issued_at__isnull=False)
    return _answer(request, with_seals(list(own)), kind, back="my_diploma")


@require_safe
@requires(can_follow_diplomas)
def record(request: HttpRequest, edition: str, number: str, kind: str) -> HttpResponse:
    """Of a diploma of the edition, for its coordinator and the registrars who sign it."""
    here, institution = edition_of(request), institution_represented(viewer_from(request))
    if institution is not None and institution.slug not in here.institutions:
        raise Http404
    found = diplomas_of(here).filter(number=number, issued_at__isnull=False)
    return _answer(request, with_seals(list(found)), kind, back="diplomas", edition=edition)


def _answer(
    request: HttpRequest, found: list[Diploma], kind: str, *, back: str, edition: str = ""
) -> HttpResponse:
    if not found or kind not in _DRAWERS:
        raise Http404(_("There is no issued diploma of that number."))
    asked = request.GET.get("language")
    language: Language = "fr" if (asked or reading_language()) == "fr" else "en"
    size = PaperSize.LETTER if request.GET.get("paper") == PaperSize.LETTER else PaperSize.A4
    try:
        pdf = _DRAWERS[kind](found[0], language, size)
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
        return redirect(back, edition) if edition else redirect(back)
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = f"{found[0].credential.number}-{kind}-{language}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
