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
from ..errors import DiplomaRefusal
from ..queries.certificates import certificates_held_by, certificates_page
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
    response = HttpResponse(bytes(own.document), content_type="application/vc")
    response["Content-Disposition"] = f'attachment; filename="{own.number}.json"'
    response["Cache-Control"] = "private, no-store"
    return response
