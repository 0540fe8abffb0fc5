"""Certificates of modules, conferences and experts: issued with one button, then followed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from

from ..actions.certifying import issue_certificates
from ..errors import DiplomaRefusal
from ..queries.certificates import certificates_page
from ..queries.certificates_issued import certificate_desk
from ..queries.signatories import institution_represented
from ..rules import can_follow_diplomas, can_prepare


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
@requires(can_follow_diplomas)
def issued(request: HttpRequest, edition: str) -> HttpResponse:
    """All that are issued; for a registrar, those their institution signed, to revoke them."""
    desk = certificate_desk(
        edition_of(request),
        institution=institution_represented(viewer_from(request)),
        page=request.GET.get("page"),
    )
    return render(request, "diploma/certificates_issued.html", {"desk": desk})
