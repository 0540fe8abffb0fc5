"""A series of outputs: begun, half-way, submitted; its questions of trust."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import person_of, requires
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.forms.keyed import KeyedForm
from passerelle.campus.queries.learning_activity import Reached
from passerelle.campus.queries.learning_attempts import attempts_on
from passerelle.campus.views.learning.closed import refused_before_opening
from passerelle.campus.views.learning.reaching import (
    REFUSED,
    doer_or_404,
    reached_or_404,
    reader_of,
    tell_refusal,
)
from passerelle.foundation.translated import reading_language

from ..actions.critiquing import begin_series, end_series, shift_trust
from ..enums import CRITIQUE
from ..errors import SimulationRefusal
from ..forms.critiques import TrustForm
from ..queries.critique_desk import trust_results
from ..queries.critique_pages import progress_of, trust_page
from ..queries.critique_results import results_of, series_intro
from ..rules import can_criticise
from .critique_reaching import next_url, own_series_or_404


def series_page(request: HttpRequest, reached: Reached, *, status: int = 200) -> HttpResponse:
    """Before, between and after: how many outputs, how it goes, what came of it."""
    attempts = attempts_on(reached.activity, reached.doer)
    context = {
        "activity": reached.activity,
        "intro": series_intro(reached, attempts, reader_of(request)),
        "form": KeyedForm(auto_id="series_%s"),
    }
    return render(request, "simulation/critique_series.html", context, status=status)


@requires(can_criticise)
@require_POST
def series(request: HttpRequest, edition: str, module: str, slug: str) -> HttpResponse:
    """Begin; pressed twice, once."""
    reached = reached_or_404(request, module=module, slug=slug)
    if reached.activity.kind != CRITIQUE:
        raise Http404(_("There is no such activity."))
    if not reached.is_open:
        return refused_before_opening(request, reached)
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return series_page(request, reached, status=REFUSED)
    try:
        begun = begin_series(reached.activity, enrolment=doer_or_404(reached), form_key=form.key)
    except CampusRefusal as refusal:
        tell_refusal(request, refusal)
        return series_page(request, reached, status=REFUSED)
    return redirect("critique", edition, begun.pk)


@requires(can_criticise)
@require_safe
def critique(request: HttpRequest, edition: str, attempt: int) -> HttpResponse:
    """Where one stands in the series; once submitted, what came of it."""
    found = own_series_or_404(request, attempt)
    if found.submitted_at is not None:
        language = reading_language()
        context = {
            "attempt": found,
            "results": results_of(found, language=language),
            "trust": trust_results(found, language=language),
        }
        return render(request, "simulation/critique_results.html", context)
    progress = progress_of(found)
    context = {"attempt": found, "progress": progress}
    return render(request, "simulation/critique_progress.html", context)


@requires(can_criticise)
@require_http_methods(["GET", "HEAD", "POST"])
def trust(request: HttpRequest, edition: str, attempt: int, slug: str) -> HttpResponse:
    """The model says X, you learn Y."""
    found = own_series_or_404(request, attempt)
    page = trust_page(found, slug, language=reading_language())
    if page is None:
        raise Http404(_("There is no such question."))
    form = TrustForm(request.POST or None, initial={"shift": page.shift})
    if form.is_valid():
        try:
            shift_trust(found, slug=slug, shift=form.cleaned_data["shift"])
        except SimulationRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect(next_url(found, progress_of(found)))
    context = {"attempt": found, "page": page, "form": form}
    status = REFUSED if form.is_bound else 200
    return render(request, "simulation/critique_trust.html", context, status=status)


@requires(can_criticise)
@require_POST
def submission(request: HttpRequest, edition: str, attempt: int) -> HttpResponse:
    """Submit the series."""
    found = own_series_or_404(request, attempt)
    try:
        end_series(found, by=person_of(request))
    except SimulationRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("critique", edition, found.pk)
