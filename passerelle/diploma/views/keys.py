"""The keys an institution signs with: replaced, or declared lost."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.people.models import Institution

from ..actions import declare_key_lost, rotate_key
from ..enums import KeyEarlier
from ..errors import DiplomaRefusal
from ..forms import KeyLossForm, ReasonForm
from ..models import SigningKey
from ..queries.keys import keys_of, refused_diplomas
from ..queries.signatories import institution_represented
from ..rules import can_follow_diplomas, can_sign


@require_safe
@requires(can_follow_diplomas)
def signing_keys(request: HttpRequest, edition: str) -> HttpResponse:
    """My institution's keys; all of them for the coordinator."""
    return _page(request, ReasonForm())


@require_POST
@requires(can_sign)
def key_rotation(request: HttpRequest, edition: str) -> HttpResponse:
    """A new key for my institution; what the old one signed stays valid."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        key = rotate_key(
            edition_of(request),
            institution=_institution(request),
            by=person_of(request),
            reason=form.cleaned_data["reason"],
        )
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
    else:
        words = {"key": key.identifier.partition("#")[2]}
        messages.success(request, _("Your institution now signs with %(key)s.") % words)
    return redirect("signing_keys", edition)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_sign)
def key_loss(request: HttpRequest, edition: str, key: int) -> HttpResponse:
    """Declare that a key of my institution is lost or compromised."""
    here, institution = edition_of(request), _institution(request)
    row = get_object_or_404(SigningKey, pk=key, issuer=here.issuer, institution=institution)
    form = KeyLossForm(request.POST or None)
    if form.is_valid():
        try:
            loss = declare_key_lost(
                row,
                edition=here,
                since=form.instant,
                earlier=KeyEarlier(form.cleaned_data["earlier"]),
                reason=form.cleaned_data["reason"],
                by=person_of(request),
            )
        except DiplomaRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _said(refused_diplomas(loss)))
            return redirect("signing_keys", edition)
    context = {"form": form, "key": row, "institution": institution}
    return render(request, "diploma/key_loss.html", context, status=422 if form.errors else 200)


def _said(count: int) -> str:
    if not count:
        return _("The key is declared lost. No issued diploma depends on what is refused.")
    words = ngettext(
        "The key is declared lost. One issued diploma is refused from now on: revoke it and have "
        "it issued again.",
        "The key is declared lost. %(n)s issued diplomas are refused from now on: revoke them and "
        "have them issued again.",
        count,
    )
    return words % {"n": count}


def _page(request: HttpRequest, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    viewer = viewer_from(request)
    institution = institution_represented(viewer)
    context = {
        "keys": keys_of(edition_of(request), institution=institution),
        "institution": institution,
        "may_change": can_sign(viewer),
        "form": form,
    }
    return render(request, "diploma/keys.html", context, status=status)


def _institution(request: HttpRequest) -> Institution:
    institution = institution_represented(viewer_from(request))
    if institution is None:
        raise PermissionDenied(_("You are registrar of no institution in this edition."))
    return institution
