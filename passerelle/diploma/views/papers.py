"""The certificates that PDFs are signed with, published for whoever reads them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import requires

from ..certificates import as_pem
from ..models import PaperAuthority, PaperCertificate
from ..queries.trust import issuers
from ..rules import can_verify


@require_safe
@requires(can_verify)
def authority(request: HttpRequest) -> HttpResponse:
    """The programme's own authority, as readers of signed PDFs install it."""
    certificate = bytes(_authority(request).certificate)
    answer = HttpResponse(certificate, content_type="application/pkix-cert")
    answer["Content-Disposition"] = 'attachment; filename="authority.cer"'
    return answer


@require_safe
@requires(can_verify)
def certificates(request: HttpRequest) -> HttpResponse:
    """Every certificate that signed, one replaced since included, then the authority's."""
    above = _authority(request)
    rows = PaperCertificate.objects.filter(authority=above).values_list("certificate", flat=True)
    text = "".join(as_pem(bytes(each)) for each in [*rows, above.certificate])
    return HttpResponse(text, content_type="application/x-pem-file")


def _authority(request: HttpRequest) -> PaperAuthority:
    """That of `?issuer=`, or of the latest programme."""
    wanted = request.GET.get("issuer") or next(iter(issuers()), "")
    found = PaperAuthority.objects.filter(issuer=wanted).first()
    if found is None:
        raise Http404(_("No PDF has been signed here for that issuer yet."))
    return found
