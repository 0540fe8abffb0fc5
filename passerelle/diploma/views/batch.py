"""How an edition's diplomas come to be issued: mandates, refusals, and the batch that runs."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.people.models import Institution

from ..actions import ask_batch, give_mandate, lift_refusal, refuse_to_sign, withdraw_mandate
from ..errors import DiplomaRefusal
from ..forms import RefusalForm
from ..models import Credential
from ..queries.batches import batch_page_of, refusals_of
from ..queries.signatories import institution_represented
from ..rules import can_follow_diplomas, can_prepare, can_sign


@require_safe
@requires(can_follow_diplomas)
def batch(request: HttpRequest, edition: str) -> HttpResponse:
    """What is issued, what waits for whom; the bar moves while a batch runs."""
    viewer, here = viewer_from(request), edition_of(request)
    institution = institution_represented(viewer)
    own = institution if institution and institution.slug in here.institutions else None
    page = batch_page_of(here)
    mine = next((each for each in page.standings if each.institution == own), None)
    context = {
        "page": page,
        "own": mine,
        # A registrar reads their own institution's word alone.
        "standings": ([mine] if mine else []) if institution else page.standings,
        "refusals": refusals_of(own, here) if own and can_sign(viewer) else [],
        "may_run": can_prepare(viewer),
        "may_sign": can_sign(viewer) and own is not None,
        "form_key": uuid.uuid4(),
    }
    return render(request, "diploma/batch.html", context)


@require_POST
@requires(can_prepare)
def run(request: HttpRequest, edition: str) -> HttpResponse:
    """Have everything issued that can be; asked twice, one batch runs."""
    try:
        form_key = uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        form_key = uuid.uuid4()
    try:
        ask_batch(edition_of(request), by=person_of(request), form_key=form_key)
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
    return redirect("diploma_batch", edition)


@require_POST
@requires(can_sign)
def mandate(request: HttpRequest, edition: str) -> HttpResponse:
    """Sign for my institution all that the jury awards in this edition."""
    try:
        give_mandate(edition_of(request), institution=_own(request), by=person_of(request))
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your mandate is recorded: every diploma awarded is signed."))
    return redirect("diploma_batch", edition)


@require_POST
@requires(can_sign)
def mandate_withdrawal(request: HttpRequest, edition: str) -> HttpResponse:
    """Sign nothing more by itself."""
    try:
        withdraw_mandate(edition_of(request), institution=_own(request), by=person_of(request))
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your mandate is withdrawn. What was signed stays signed."))
    return redirect("diploma_batch", edition)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_sign)
def refusal(request: HttpRequest, edition: str, number: str) -> HttpResponse:
    """Refuse to sign one diploma, with a reason; it waits until the refusal is lifted."""
    credential, institution = _credential(request, number), _own(request)
    form = RefusalForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            refuse_to_sign(
                credential, institution=institution, reason=reason, by=person_of(request)
            )
        except DiplomaRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your refusal is recorded. The diploma waits for you."))
            return redirect("diploma_batch", edition)
    context = {"credential": credential, "institution": institution, "form": form}
    status = 422 if form.errors else 200
    return render(request, "diploma/batch_refusal.html", context, status=status)


@require_POST
@requires(can_sign)
def refusal_lifted(request: HttpRequest, edition: str, number: str) -> HttpResponse:
    """My institution may sign this diploma again."""
    try:
        lift_refusal(_credential(request, number), institution=_own(request), by=person_of(request))
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The refusal is lifted."))
    return redirect("diploma_batch", edition)


def _own(request: HttpRequest) -> Institution:
    institution = institution_represented(viewer_from(request))
    if institution is None:
        raise PermissionDenied
    return institution


def _credential(request: HttpRequest, number: str) -> Credential:
    """A diploma of the edition that the viewer's institution has to sign."""
    edition = edition_of(request)
    if _own(request).slug not in edition.institutions:
        raise Http404(_("Your institution signs no diploma of this edition."))
    found = Credential.objects.filter(edition=edition, number=number)
    return get_object_or_404(found.select_related("decision__enrolment__person", "edition"))
