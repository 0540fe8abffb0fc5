"""Where a panel's threshold could lie, for its chair and the coordinator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from passerelle.campus.access import requires, viewer_from
from passerelle.campus.rules import is_coordinator

from ..queries.panel_standard import panel_standard as standard_of
from ..queries.panel_standard import panels_presided
from ..rules import can_hear


@require_safe
@requires(can_hear)
def panel_standard(request: HttpRequest, edition: str, panel: int) -> HttpResponse:
    """The cut score by borderline regression; nothing applies it."""
    viewer = viewer_from(request)
    found = get_object_or_404(panels_presided(viewer), pk=panel)
    context = {"page": standard_of(viewer, found), "convenes": is_coordinator(viewer)}
    return render(request, "jury/panel_standard.html", context)
