"""One's own diplomas and certificates: what was signed, the files, the address to share."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import person_of, requires, viewer_from
from passerelle.campus.rules import is_expert

from ..actions import printed
from ..baking import baked_png, baked_svg
from ..document import written
from ..enums import PaperSize
from ..errors import DiplomaRefusal
from ..models import Document
from ..presentation import presentation_of
from ..queries.bundles import bundle_of
from ..queries.certificates import documents_held_by
from ..queries.certificates_issued import shelf_of_certificates
from ..queries.diplomas import shelf_of
from ..queries.holdings import own_document
from ..queries.sealed import Sealed
from ..rules import can_read_own_diplomas
from ..sharing import links_of


@require_safe
@requires(can_read_own_diplomas)
def my_diploma(request: HttpRequest) -> HttpResponse:
    certificates = shelf_of_certificates(person_of(request))
    context = {
        "diplomas": [(each, links_of(each)) for each in shelf_of(person_of(request))],
        "certificates": certificates,
        "fallen": len([each for each in certificates if each.revoked_at or each.suspended_at]),  # type: ignore[attr-defined]  # annotated
        "gives_sessions": is_expert(viewer_from(request)),
    }
    return render(request, "diploma/mine.html", context)


@require_safe
@requires(can_read_own_diplomas)
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """One certificate, as the page above shows a diploma."""
    own = _own(request, number, of="certificate")
    return render(request, "diploma/certificate.html", {"document": own, "links": links_of(own)})


@require_safe
@requires(can_read_own_diplomas)
def document_pdf(request: HttpRequest, number: str, of: str) -> HttpResponse:
    """The signed paper: `?paper=letter` for North America's size, A4 otherwise."""
    own = _own(request, number, of=of)
    size = PaperSize.LETTER if request.GET.get("paper") == PaperSize.LETTER else PaperSize.A4
    try:
        paper = printed(own, size)
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
        return redirect(links_of(own).page)
    return _file(paper, f"{own.credential.number}.pdf", "application/pdf")


@require_safe
@requires(can_read_own_diplomas)
def document_json(request: HttpRequest, number: str, of: str) -> HttpResponse:
    credential = _own(request, number, of=of).credential
    return _file(bytes(credential.document), f"{credential.number}.json", "application/vc")


@require_safe
@requires(can_read_own_diplomas)
def document_image(request: HttpRequest, number: str, of: str, kind: str) -> HttpResponse:
    """The seal with the credential baked into it."""
    own = _own(request, number, of=of)
    name = f"{own.credential.number}.{kind}"
    if kind == "png":
        return _file(baked_png(own), name, "image/png")
    return _file(baked_svg(own), name, "image/svg+xml")


@require_safe
@requires(can_read_own_diplomas)
def document_bundle(request: HttpRequest, number: str, of: str) -> HttpResponse:
    """The document with its keys and lists, to be kept."""
    own = _own(request, number, of=of)
    try:
        data = bundle_of(own.credential)
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
        return redirect(links_of(own).page)
    return _file(data, f"{of}-{own.credential.number}.bundle.json", "application/json")


@require_safe
@requires(can_read_own_diplomas)
def presentation(request: HttpRequest) -> HttpResponse:
    """Just the credentials that their holder ticked; another's are left out."""
    chosen = documents_held_by(person_of(request), numbers=request.GET.getlist("number")[:20])
    if not chosen:
        messages.error(request, _("Tick at least one diploma or certificate of yours."))
        return redirect("my_diploma")
    return _file(written(presentation_of(chosen)), "presentation.json", "application/vp")


def _own(request: HttpRequest, number: str, *, of: str) -> Sealed[Document]:
    """An issued document of whoever asks; anyone else's does not exist for them."""
    found = own_document(person_of(request), number, of=of)
    if found is None:
        raise Http404(_("You hold nothing issued under that number."))
    return found


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
