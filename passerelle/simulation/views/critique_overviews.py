"""A learner's curve over the year; the cohort's two measures, for the staff."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import edition_of, requires, viewer_from

from ..critique_curves_shown import change_shown, items_shown, points_shown, types_shown
from ..queries.closed_keys import closed_keys
from ..queries.critique_curves import LEAST_LEARNERS, curve_of, evidence_of
from ..rules import can_criticise, can_read_evidence


@requires(can_criticise)
@require_safe
def curve(request: HttpRequest, edition: str) -> HttpResponse:
    """Each series one submitted, with its interval."""
    learner = viewer_from(request).learner
    if learner is None:
        raise Http404(_("There is no such page."))
    context = {"points": points_shown(curve_of(learner))}
    return render(request, "simulation/critique_curve.html", context)


@requires(can_read_evidence)
@require_safe
def evidence(request: HttpRequest, edition: str) -> HttpResponse:
    """Before and after, paired by learner; the outputs, and how each was met."""
    told = evidence_of(edition_of(request))
    closed = closed_keys(viewer_from(request))
    context = {
        "told": told,
        "d_prime": change_shown(told.d_prime),
        "switched": change_shown(told.switched),
        "types": types_shown(told),
        "items": items_shown([each for each in told.items if each.slug not in closed]),
        "least": LEAST_LEARNERS,
    }
    return render(request, "simulation/critique_evidence.html", context)
