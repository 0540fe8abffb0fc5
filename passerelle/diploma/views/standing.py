"""A registrar declares a diploma, or a certificate, void; or suspended, until they lift it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.people.models import Institution

from ..actions import lift_suspension, revoke, suspend
from ..enums import (
    REASONS_OF_A_CERTIFICATE,
    REASONS_OF_A_DIPLOMA,
    SuspensionReason,
)
from ..errors import DiplomaRefusal
from ..forms import ReasonForm, RevocationForm, SuspensionForm
from ..models import Document, Revocation, Suspension, naming
from ..queries.certificates_issued import certificates_of
from ..queries.diplomas import diplomas_of
from ..queries.signatories import institution_represented
from ..rules import can_revoke


@dataclass(frozen=True, slots=True)
class Signed:
    """A document that my institution signs, and where one comes back to."""

    document: Document
    institution: Institution
    of: str

    @property
    def back(self) -> str:
        return "certificates_issued" if self.of == "certificate" else "diplomas"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_revoke)
def revocation(request: HttpRequest, edition: str, number: str, of: str) -> HttpResponse:
    """Declare a document void on behalf of my institution."""
    signed = _signed(request, number, of=of)
    reasons = REASONS_OF_A_CERTIFICATE if of == "certificate" else REASONS_OF_A_DIPLOMA
    form = RevocationForm(request.POST or None, reasons=reasons)
    if form.is_valid():
        try:
            revoke(
                signed.document,
                institution=signed.institution,
                reason=form.chosen,
                by=person_of(request),
                private_note=form.cleaned_data["private_note"],
            )
        except DiplomaRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(number)s is revoked.") % {"number": number})
            return redirect(signed.back, edition)
    own = naming(signed.document) | {"institution": signed.institution}
    is_revoked = Revocation.objects.filter(**own).exists()
    return _page(request, "diploma/revocation.html", signed, form, is_revoked=is_revoked)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_revoke)
def suspension(request: HttpRequest, edition: str, number: str, of: str) -> HttpResponse:
    """Say that my institution does not vouch for a document at present."""
    signed = _signed(request, number, of=of)
    form = SuspensionForm(request.POST or None)
    if form.is_valid():
        try:
            suspend(
                signed.document,
                institution=signed.institution,
                reason=SuspensionReason(form.cleaned_data["reason"]),
                by=person_of(request),
                private_note=form.cleaned_data["private_note"],
            )
        except DiplomaRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(number)s is suspended.") % {"number": number})
            return redirect(signed.back, edition)
    return _suspension_page(request, signed, form)


@require_POST
@requires(can_revoke)
def suspension_lifting(request: HttpRequest, edition: str, number: str, of: str) -> HttpResponse:
    """Vouch for the document again."""
    signed = _signed(request, number, of=of)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            lift_suspension(
                signed.document,
                institution=signed.institution,
                because=form.cleaned_data["reason"],
                by=person_of(request),
            )
        except DiplomaRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(number)s is valid again.") % {"number": number})
            return redirect(signed.back, edition)
    return _suspension_page(request, signed, form)


def _suspension_page(
    request: HttpRequest, signed: Signed, form: SuspensionForm | ReasonForm
) -> HttpResponse:
    standing = Suspension.objects.filter(
        **naming(signed.document), institution=signed.institution, lifted_at=None
    ).first()
    if standing is not None and isinstance(form, SuspensionForm):
        form = ReasonForm()
    return _page(request, "diploma/suspension.html", signed, form, standing=standing)


def _page(
    request: HttpRequest,
    template: str,
    signed: Signed,
    form: forms.Form,
    **more: Any,  # Any: what a template reads
) -> HttpResponse:
    context = {
        "document": signed.document,
        "institution": signed.institution,
        "is_certificate": signed.of == "certificate",
        "back": signed.back,
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, context | more, status=status)


def _signed(request: HttpRequest, number: str, *, of: str) -> Signed:
    """A document that my institution signs; any other does not exist for me."""
    here, institution = edition_of(request), institution_represented(viewer_from(request))
    if institution is None:
        raise PermissionDenied(_("You are registrar of no institution in this edition."))
    if institution.slug not in here.institutions:
        raise Http404
    if of == "certificate":
        certificates = certificates_of(here, signed_by=institution)
        return Signed(get_object_or_404(certificates, number=number), institution, of)
    return Signed(get_object_or_404(diplomas_of(here), number=number), institution, of)
