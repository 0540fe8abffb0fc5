"""The coordinator's pages on the data: who signed, who took what, what is decided."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import edition_of, person_of, requires
from passerelle.campus.models import Team
from passerelle.campus.views.cohort import spreadsheet
from passerelle.engines.timetable import at_local
from passerelle.people.models import Person

from ..actions import give_access, lift_suspension, recognise_training, suspend_access
from ..errors import DatathonRefusal
from ..forms.access import GrantForm, RecognitionForm, SuspensionForm
from ..models import AccessSuspension
from ..queries.access_decisions import DecisionsPage, decisions_page, taker_named
from ..queries.access_office import (
    download_lines,
    downloads_page,
    people_lines,
    people_page,
)
from ..rules import can_oversee_access

_LAST_MINUTE = time(23, 59)


@require_safe
@requires(can_oversee_access)
def people(request: HttpRequest, edition: str) -> HttpResponse:
    """Who signed, who learnt, who may have the data."""
    slug, number = request.GET.get("agreement", ""), request.GET.get("page", "1")
    page = people_page(edition_of(request), slug=slug, number=number)
    return render(request, "datathon/access_people.html", {"page": page, "tab": "people"})


@require_safe
@requires(can_oversee_access)
def people_csv(request: HttpRequest, edition: str) -> StreamingHttpResponse:
    """The same for a spreadsheet."""
    return spreadsheet(people_lines(edition_of(request)), name=f"data-access-{edition}.csv")


@require_safe
@requires(can_oversee_access)
def downloads(request: HttpRequest, edition: str) -> HttpResponse:
    """Who took which file, when."""
    page = downloads_page(edition_of(request), number=request.GET.get("page", "1"))
    return render(request, "datathon/access_downloads.html", {"page": page, "tab": "downloads"})


@require_safe
@requires(can_oversee_access)
def downloads_csv(request: HttpRequest, edition: str) -> StreamingHttpResponse:
    """The whole log for a spreadsheet."""
    return spreadsheet(download_lines(edition_of(request)), name=f"downloads-{edition}.csv")


@require_safe
@requires(can_oversee_access)
def decisions(request: HttpRequest, edition: str) -> HttpResponse:
    """Trainings recognised, accesses lengthened or suspended."""
    return _decisions(request, decisions_page(edition_of(request)))


@require_POST
@requires(can_oversee_access)
def recognitions(request: HttpRequest, edition: str) -> HttpResponse:
    """Recognise what a person learnt elsewhere."""
    page = decisions_page(edition_of(request))
    form = RecognitionForm(request.POST, people=page.untrained)
    if page.asked is None or page.asked.training is None or not form.is_valid():
        return _decisions(request, page, recognition=form)
    person = Person.objects.get(pk=form.cleaned_data["person"])
    reason = form.cleaned_data["reason"]
    training = page.asked.training
    training.edition = edition_of(request)
    recognise_training(training, person=person, reason=reason, by=person_of(request))
    messages.success(request, _("Recognised for %(name)s.") % {"name": person})
    return redirect("access_decisions", edition)


@require_POST
@requires(can_oversee_access)
def grants(request: HttpRequest, edition: str) -> HttpResponse:
    """Lengthen access beyond the event, to the end of a day in the edition's first zone."""
    here, page = edition_of(request), decisions_page(edition_of(request))
    form = GrantForm(request.POST, takers=page.takers)
    if not form.is_valid():
        return _decisions(request, page, grant=form)
    until: datetime = at_local(form.last_day, _LAST_MINUTE, here.zones[0])
    taker, reason = taker_named(form.cleaned_data["to"]), form.cleaned_data["reason"]
    try:
        give_access(here, to=taker, until=until, reason=reason, by=person_of(request))
    except DatathonRefusal as refused:
        form.add_error("until", str(refused))
        return _decisions(request, page, grant=form)
    messages.success(request, _("%(name)s may have the data until then.") % {"name": taker})
    return redirect("access_decisions", edition)


@require_POST
@requires(can_oversee_access)
def suspensions(request: HttpRequest, edition: str) -> HttpResponse:
    """Suspend a team."""
    page = decisions_page(edition_of(request))
    form = SuspensionForm(request.POST, teams=page.teams)
    if not form.is_valid():
        return _decisions(request, page, suspension=form)
    team = Team.objects.select_related("edition").get(pk=form.cleaned_data["team"])
    suspend_access(team, reason=form.cleaned_data["reason"], by=person_of(request))
    messages.success(request, _("The access of %(team)s is suspended.") % {"team": team})
    return redirect("access_decisions", edition)


@require_POST
@requires(can_oversee_access)
def lifting(request: HttpRequest, edition: str, suspension: int) -> HttpResponse:
    """Give a team its access back."""
    rows = AccessSuspension.objects.filter(team__edition=edition_of(request))
    found = get_object_or_404(rows, pk=suspension)
    lift_suspension(found, by=person_of(request))
    return redirect("access_decisions", edition)


def _decisions(
    request: HttpRequest, page: DecisionsPage, **refused: forms.Form | None
) -> HttpResponse:
    """The page, with whichever form was just refused."""
    context = {
        "page": page,
        "tab": "decisions",
        "recognition": refused.get("recognition") or RecognitionForm(people=page.untrained),
        "grant": refused.get("grant") or GrantForm(takers=page.takers),
        "suspension": refused.get("suspension") or SuspensionForm(teams=page.teams),
    }
    status = 422 if refused else 200
    return render(request, "datathon/access_decisions.html", context, status=status)
