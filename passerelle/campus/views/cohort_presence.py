"""A session's roll call."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ..access import edition_of, person_of, requires, viewer_from
from ..actions import record_presence
from ..errors import CampusRefusal
from ..forms.marking_presence import PresenceForm
from ..models import Session
from ..queries.cohort_presence import expected_at, presence_page, sessions_to_record
from ..queries.cohort_proofs import ROLL_CALL
from ..rules import is_expert, is_staff


@require_http_methods(["GET", "HEAD", "POST"])
@requires(is_staff | is_expert)
def presence(request: HttpRequest, edition: str, session: str) -> HttpResponse:
    """Who was there: read it, or record it (twice is once)."""
    here = edition_of(request)
    row = get_object_or_404(sessions_to_record(viewer_from(request), here), slug=session)
    if request.method != "POST":
        return _page(request, row)
    learners = {each.pk: each for each in expected_at(here)}
    names = {pk: str(each.person) for pk, each in learners.items()}
    form = PresenceForm(request.POST, names=names, most=row.minutes)
    if not form.is_valid():
        return _page(request, row, form)
    minutes = {learners[pk]: spent for pk, spent in form.minutes.items()}
    try:
        changed = record_presence(row, minutes=minutes, evidence=ROLL_CALL, by=person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return _page(request, row, form)
    messages.success(request, _said(changed))
    page = request.GET.get("page")
    address = reverse("presence", args=[edition, session])
    return redirect(f"{address}?page={page}" if page and page.isdecimal() else address)


def _said(changed: int) -> str:
    if not changed:
        return _("Presence was already recorded so; nothing has changed.")
    text = ngettext(
        "Presence is recorded for %(count)s person.",
        "Presence is recorded for %(count)s people.",
        changed,
    )
    return text % {"count": changed}


def _page(request: HttpRequest, row: Session, form: PresenceForm | None = None) -> HttpResponse:
    page = presence_page(
        row,
        edition_of(request),
        page=request.GET.get("page"),
        typed=form.typed if form else None,
    )
    context = {"page": page, "form": form}
    return render(request, "campus/cohort_presence.html", context, status=422 if form else 200)
