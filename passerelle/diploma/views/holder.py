"""A graduate's own diplomas: what was signed, the files, the address to share."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import person_of, requires, viewer_from
from passerelle.campus.rules import is_expert

from ..actions import printed
from ..addresses import public_url
from ..baking import baked_png, baked_svg
from ..enums import PaperSize
from ..errors import DiplomaRefusal
from ..queries.certificates import certificates_held_by
from ..queries.diplomas import Diploma, diplomas_held_by, shelf_of, with_seals
from ..rules import can_read_own_diplomas
from ..sharing import linkedin_address

_MOST_CERTIFICATES = 50


@require_safe
@requires(can_read_own_diplomas)
def my_diploma(request: HttpRequest) -> HttpResponse:
    shelf = shelf_of(person_of(request))
    diplomas = [
        (each, public_url(each.credential.number), linkedin_address(each)) for each in shelf
    ]
    certificates = list(certificates_held_by(person_of(request))[:_MOST_CERTIFICATES])
    context = {
        "diplomas": diplomas,
        "certificates": certificates,
        "gives_sessions": is_expert(viewer_from(request)),
    }
    return render(request, "diploma/mine.html", context)


@require_safe
@requires(can_read_own_diplomas)
def diploma_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The signed paper: `?paper=letter` for North America's size, A4 otherwise."""
    diploma = _own_diploma(request, number)
    size = PaperSize.LETTER if request.GET.get("paper") == PaperSize.LETTER else PaperSize.A4
    try:
        paper = printed(diploma, size)
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
        return redirect("my_diploma")
    return _file(paper, f"{diploma.credential.number}.pdf", "application/pdf")


@require_safe
@requires(can_read_own_diplomas)
def diploma_json(request: HttpRequest, number: str) -> HttpResponse:
    credential = _own_diploma(request, number).credential
    return _file(bytes(credential.document), f"{credential.number}.json", "application/vc")


@require_safe
@requires(can_read_own_diplomas)
def diploma_image(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The seal with the credential baked into it."""
    diploma = _own_diploma(request, number)
    name = f"{diploma.credential.number}.{kind}"
    if kind == "png":
        return _file(baked_png(diploma), name, "image/png")
    return _file(baked_svg(diploma), name, "image/svg+xml")


def _own_diploma(request: HttpRequest, number: str) -> Diploma:
    """An issued diploma of whoever asks; anyone else's does not exist for them."""
    own = diplomas_held_by(person_of(request)).filter(number=number, issued_at__isnull=False)
    found = with_seals(list(own))
    if not found:
        raise Http404(_("You hold no issued diploma of that number."))
    return found[0]


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
