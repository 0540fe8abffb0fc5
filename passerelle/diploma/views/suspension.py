"""A registrar suspends a diploma for their institution, or lifts the suspension."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.people.models import Institution

from ..actions import lift_suspension, suspend
from ..enums import SuspensionReason
from ..errors import DiplomaRefusal
from ..forms import ReasonForm, SuspensionForm
from ..models import Credential, Suspension
from ..queries.diplomas import diplomas_of
from ..queries.signatories import institution_represented
from ..rules import can_revoke


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_revoke)
def suspension(request: HttpRequest, edition: str, number: str) -> HttpResponse:
    """Say that my institution does not vouch for a diploma at present."""
    credential, institution = _mine(request, number)
    form = SuspensionForm(request.POST or None)
    if form.is_valid():
        try:
            suspend(
                credential,
                institution=institution,
                reason=SuspensionReason(form.cleaned_data["reason"]),
                by=person_of(request),
                private_note=form.cleaned_data["private_note"],
            )
        except DiplomaRefusal as refused:
            form.add_error(None, str(refused))
        else:
            words = {"number": number}
            messages.success(request, _("Diploma %(number)s is suspended.") % words)
            return redirect("diplomas", edition)
    return _page(request, credential, institution, form)


@require_POST
@requires(can_revoke)
def suspension_lifting(request: HttpRequest, edition: str, number: str) -> HttpResponse:
    """Vouch for the diploma again."""
    credential, institution = _mine(request, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, credential, institution, form)
    because = form.cleaned_data["reason"]
    lift_suspension(credential, institution=institution, because=because, by=person_of(request))
    messages.success(request, _("Diploma %(number)s is valid again.") % {"number": number})
    return redirect("diplomas", edition)


def _page(
    request: HttpRequest,
    credential: Credential,
    institution: Institution,
    form: SuspensionForm | ReasonForm,
) -> HttpResponse:
    standing = Suspension.objects.filter(
        credential=credential, institution=institution, lifted_at=None
    ).first()
    if standing is not None and isinstance(form, SuspensionForm):
        form = ReasonForm()
    context = {
        "credential": credential,
        "institution": institution,
        "standing": standing,
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "diploma/suspension.html", context, status=status)


def _mine(request: HttpRequest, number: str) -> tuple[Credential, Institution]:
    """A diploma that my institution signs; any other does not exist for me."""
    here, institution = edition_of(request), institution_represented(viewer_from(request))
    if institution is None:
        raise PermissionDenied(_("You are registrar of no institution in this edition."))
    if institution.slug not in here.institutions:
        raise Http404
    return get_object_or_404(diplomas_of(here), number=number), institution
