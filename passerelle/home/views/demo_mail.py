"""The mail a demo would have sent: anyone may read it there, and nobody elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from passerelle.campus.access import requires
from passerelle.campus.rules import anyone
from passerelle.foundation.models import OutgoingMail

_PER_PAGE = 30


@require_safe
@requires(anyone)
def demo_mails(request: HttpRequest) -> HttpResponse:
    """Latest first."""
    _only_in_a_demo()
    page = Paginator(OutgoingMail.objects.all(), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "home/demo_mails.html", {"page": page})


@require_safe
@requires(anyone)
def demo_mail(request: HttpRequest, mail: int) -> HttpResponse:
    """One mail, as its addressee would read it."""
    _only_in_a_demo()
    return render(
        request, "home/demo_mail.html", {"mail": get_object_or_404(OutgoingMail, pk=mail)}
    )


def _only_in_a_demo() -> None:
    if not settings.PASSERELLE_DEMO:
        raise Http404
