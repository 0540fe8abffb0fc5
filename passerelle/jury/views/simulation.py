"""“If the threshold were 10?”: who would fare otherwise. Nothing is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from passerelle.campus.access import edition_of, requires
from passerelle.campus.queries.gradebook import rule_of

from ..forms.simulation import SimulationForm
from ..queries.simulation import simulation_of
from ..rules import can_follow_jury


@require_safe
@requires(can_follow_jury)
def simulation(request: HttpRequest, edition: str) -> HttpResponse:
    """The thresholds as they stand; with others in the address, who changes."""
    here = edition_of(request)
    form = SimulationForm(rule_of(here), request.GET or None)
    found = simulation_of(here, form.changed) if form.is_valid() else None
    context = {"form": form, "simulation": found}
    return render(request, "jury/simulation.html", context, status=422 if form.errors else 200)
