"""Certificates of modules and conferences: issued with one button, kept by who earned them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires

from ..actions.certifying import issue_certificates
from ..document import written
from ..errors import DiplomaRefusal
from ..presentation import presentation_of
from ..queries.certificates import certificates_held_by, certificates_page, documents_held_by
from ..rules import can_prepare, can_read_own_diplomas


@require_safe
@requires(can_prepare)
def certificates(request: HttpRequest, edition: str) -> HttpResponse:
    """Who has earned what, and whose mandate is awaited."""
    page = certificates_page(edition_of(request))
    return render(request, "diploma/certificates.html", {"page": page})


@require_POST
@requires(can_prepare)
def issue(request: HttpRequest, edition: str) -> HttpResponse:
    try:
        issued = issue_certificates(edition_of(request), by=person_of(request))
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext("%(n)s certificate issued.", "%(n)s certificates issued.", len(issued))
        messages.success(request, said % {"n": len(issued)})
    return redirect("certificates", edition)


@require_safe
@requires(can_read_own_diplomas)
def certificate_json(request: HttpRequest, number: str) -> HttpResponse:
    own = certificates_held_by(person_of(request)).filter(number=number).defer(None).first()
    if own is None:
        raise Http404(_("You hold no certificate of that number."))
    return _file(bytes(own.document), f"{own.number}.json", "application/vc")


@require_safe
@requires(can_read_own_diplomas)
def presentation(request: HttpRequest) -> HttpResponse:
    """Just the credentials that their holder ticked; another's are left out."""
    chosen = documents_held_by(person_of(request), numbers=request.GET.getlist("number")[:20])
    if not chosen:
        messages.error(request, _("Tick at least one diploma or certificate of yours."))
        return redirect("my_diploma")
    return _file(written(presentation_of(chosen)), "presentation.json", "application/vp")


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
