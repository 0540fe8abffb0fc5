"""The diploma office: the coordinator prepares, each registrar signs for their institution."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.people.models import Institution

from ..actions import (
    establish_keys,
    lift_refusal,
    prepare_diploma,
    sign_all,
    sign_diploma,
)
from ..errors import DiplomaRefusal
from ..models import Credential
from ..queries.diplomas import decisions_to_prepare, desk_of, diplomas_of
from ..queries.signatories import institution_represented
from ..rules import can_follow_diplomas, can_prepare, can_sign


@require_safe
@requires(can_follow_diplomas)
def diplomas(request: HttpRequest, edition: str) -> HttpResponse:
    """What waits for my institution's signature; for the coordinator, what waits for whose."""
    viewer = viewer_from(request)
    desk = desk_of(
        edition_of(request),
        institution=institution_represented(viewer),
        page=request.GET.get("page"),
    )
    context = {"desk": desk, "may_prepare": can_prepare(viewer), "may_sign": can_sign(viewer)}
    return render(request, "diploma/desk.html", context)


@require_POST
@requires(can_prepare)
def preparation(request: HttpRequest, edition: str) -> HttpResponse:
    """Prepare every diploma that the jury awarded; make the keys that are missing."""
    here, by = edition_of(request), person_of(request)
    try:
        establish_keys(here, by=by)
        count = len([prepare_diploma(each, by=by) for each in decisions_to_prepare(here)])
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
        return redirect("diplomas", edition)
    words = ngettext(
        "One diploma is ready to be signed.", "%(n)s diplomas are ready to be signed.", count
    )
    messages.success(request, words % {"n": count})
    return redirect("diplomas", edition)


@require_POST
@requires(can_sign)
def signatures(request: HttpRequest, edition: str) -> HttpResponse:
    """Sign, for my institution, everything that waits for it."""
    here, institution = edition_of(request), _institution(request)
    try:
        count = len(sign_all(here, institution=institution, by=person_of(request)))
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("One diploma signed.", "%(n)s diplomas signed.", count)
        messages.success(request, words % {"n": count})
    return redirect("diplomas", edition)


@require_POST
@requires(can_sign)
def signature(request: HttpRequest, edition: str, number: str) -> HttpResponse:
    """Sign one diploma for my institution; it refuses it no longer, if it did."""
    credential = _diploma(request, number)
    institution, by = _institution(request), person_of(request)
    try:
        lift_refusal(credential, institution=institution, by=by)
        sign_diploma(credential, institution=institution, by=by)
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
    else:
        words = {"number": credential.number}
        messages.success(request, _("Diploma %(number)s is signed.") % words)
    return redirect("diplomas", edition)


def _institution(request: HttpRequest) -> Institution:
    institution = institution_represented(viewer_from(request))
    if institution is None:
        raise PermissionDenied(_("You are registrar of no institution in this edition."))
    return institution


def _diploma(request: HttpRequest, number: str) -> Credential:
    """A diploma that my institution signs; any other does not exist for me."""
    here = edition_of(request)
    if _institution(request).slug not in here.institutions:
        raise Http404
    return get_object_or_404(diplomas_of(here), number=number)
