"""Minutes: drawn up, read, checked, signed by each member present."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.rules import is_coordinator, is_juror
from passerelle.people.passkeys import bound_origin, passkeys_of
from passerelle.people.proofs import (
    Proof,
    ProofRefused,
    awaits_code,
    passkey_question,
    proven_by_code,
    proven_by_passkey,
    send_code,
)

from ..actions.minutes import draw_up_minutes, refuse_to_sign, sign_minutes
from ..forms.minutes import CodeSignatureForm, PasskeySignatureForm, RefusalForm
from ..minutes_file import about
from ..minutes_printing import printed
from ..minutes_wording import said, signatures_said
from ..queries.minutes import (
    Record,
    decisions_read,
    minutes_numbered,
    minutes_of,
    seats_read,
    to_draw_up,
)
from ..rules import can_follow_jury

AnyForm = PasskeySignatureForm | CodeSignatureForm | RefusalForm


@require_safe
@requires(can_follow_jury)
def minutes_list(request: HttpRequest, edition: str) -> HttpResponse:
    """Every minutes of the edition, and what is still to be drawn up."""
    here = edition_of(request)
    context = {
        "records": minutes_of(here),
        "to_draw_up": to_draw_up(here),
        "may_answer_appeals": is_coordinator(viewer_from(request)),
    }
    return render(request, "jury/minutes_list.html", context)


@require_POST
@requires(can_follow_jury)
def minutes_drawing_up(request: HttpRequest, edition: str) -> HttpResponse:
    """Draw up the minutes of the deliberation that was frozen."""
    deliberation = to_draw_up(edition_of(request))
    if deliberation is None:
        messages.error(request, _("No frozen deliberation waits for its minutes."))
        return redirect("minutes_list", edition)
    drawn = draw_up_minutes(deliberation, by=person_of(request))
    messages.success(request, _("The minutes are drawn up. Each member present signs them."))
    return redirect("minutes", edition, drawn.number)


@require_safe
@requires(can_follow_jury)
def minutes(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """What the minutes say, whether they are intact, who signed."""
    return _page(request, _found(request, number))


@require_safe
@requires(can_follow_jury)
def minutes_json(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """The structured minutes, which `passerelle minutes verify` checks."""
    record = _found(request, number)
    return _download(record.file, "application/json", f"{edition}-{number}.json")


@require_safe
@requires(can_follow_jury)
def minutes_pdf(request: HttpRequest, edition: str, number: int, language: str) -> HttpResponse:
    """The minutes on paper, in one language."""
    record = _found(request, number)
    if language not in {"fr", "en"}:
        raise Http404(_("Minutes are printed in French and in English."))
    data = printed(record, "fr" if language == "fr" else "en")
    return _download(data, "application/pdf", f"{edition}-{number}-{language}.pdf")


@require_POST
@requires(is_juror)
def minutes_signature(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """Sign, by a passkey that answers about this text, or by a code for whoever has none."""
    record = _found(request, number)
    by_code = not passkeys_of(person_of(request))
    form: AnyForm = (CodeSignatureForm if by_code else PasskeySignatureForm)(request.POST)
    if form.is_valid():
        try:
            sign_minutes(record.minutes, proof=_proof(request, record, form))
        except (CampusRefusal, ProofRefused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("You have signed these minutes."))
            return redirect("minutes", edition, number)
    return _page(request, record, form)


@require_POST
@requires(is_juror)
def minutes_code(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """Send a code that signs these minutes and opens nothing else."""
    record = _found(request, number)
    purpose = _("You are signing the minutes %(title)s (digest %(digest)s…).") % {
        "title": record.minutes,
        "digest": record.minutes.digest[:12],
    }
    try:
        send_code(request, about=about(record.minutes.digest), purpose=purpose)
    except ProofRefused as refused:
        messages.error(request, str(refused))
    return redirect("minutes", edition, number)


@require_POST
@requires(is_juror)
def minutes_refusal(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """Say why one does not sign; it stands in the minutes."""
    record, form = _found(request, number), RefusalForm(request.POST)
    if form.is_valid():
        try:
            refuse_to_sign(
                record.minutes, by=person_of(request), reason=form.cleaned_data["reason"]
            )
        except CampusRefusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your refusal and its reason stand in the minutes."))
            return redirect("minutes", edition, number)
    return _page(request, record, form)


def _proof(request: HttpRequest, record: Record, form: AnyForm) -> Proof:
    what = about(record.minutes.digest)
    if isinstance(form, CodeSignatureForm):
        return proven_by_code(request, about=what, code=form.cleaned_data["code"])
    return proven_by_passkey(request, about=what, answer=form.cleaned_data["credential"])


def _found(request: HttpRequest, number: int) -> Record:
    record = minutes_numbered(edition_of(request), number)
    if record is None:
        raise Http404(_("There are no such minutes in this edition."))
    return record


def _page(request: HttpRequest, record: Record, form: AnyForm | None = None) -> HttpResponse:
    seat = record.seat_of(viewer_from(request).person)
    signs = seat is not None and seat.is_awaited and record.report.is_intact
    is_here = request.get_host() == bound_origin().partition("://")[2]
    by_passkey = signs and bool(passkeys_of(person_of(request)))
    what = about(record.minutes.digest)
    context = {
        "record": record,
        "decisions": decisions_read(record),
        "seats": seats_read(record),
        "faults": [said(fault) for fault in record.report.faults],
        "checked": signatures_said(record.report),
        "seat": seat,
        "signs": signs,
        "waits": seat is not None and record.waits_for_others(seat),
        "by_passkey": by_passkey,
        "elsewhere": "" if is_here else bound_origin(),
        "code_sent": signs and awaits_code(request, about=what),
        "options": passkey_question(request, about=what) if by_passkey and is_here else None,
        "form": form,
        "code_form": form if isinstance(form, CodeSignatureForm) else CodeSignatureForm(),
        "refusal_form": form if isinstance(form, RefusalForm) else RefusalForm(),
    }
    status = 422 if form is not None and form.errors else 200
    response = render(request, "jury/minutes_page.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="minutes-{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
