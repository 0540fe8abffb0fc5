"""An agreement: read it, sign it, see what one took under it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.campus.access import edition_of, person_of, requires

from ..actions import sign_agreement
from ..errors import DatathonRefusal
from ..forms.access import SignatureForm
from ..queries.agreements import agreement_page
from ..rules import can_follow_datathon


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_follow_datathon)
def agreement(request: HttpRequest, edition: str, agreement: str) -> HttpResponse:
    """The version in force; signing is typing one's name under it."""
    person = person_of(request)
    page = agreement_page(edition_of(request), agreement, person)
    if page is None:
        raise Http404(_("There is no such agreement in this edition."))
    form = SignatureForm(request.POST or None, version=page.agreement.version)
    if request.method == "POST" and form.is_valid():
        try:
            sign_agreement(page.agreement, person=person, full_name=form.cleaned_data["full_name"])
        except DatathonRefusal as refused:
            form.add_error("full_name", str(refused))
        else:
            messages.success(request, _("Signed. Thank you: it is written down with its hour."))
            return redirect("agreement", edition, agreement)
    context = {"page": page, "form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "datathon/agreement.html", context, status=status)
