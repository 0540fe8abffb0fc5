"""My results: how the total is reached, what proves my hours."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...access import edition_of, requires, viewer_from
from ...beside_results import decided_of
from ...queries.learning_results import results_of
from ...rules import is_learner


@requires(is_learner)
@require_safe
def my_gradebook(request: HttpRequest, edition: str) -> HttpResponse:
    viewer = viewer_from(request)
    if viewer.learner is None:
        raise Http404
    results = results_of(viewer.learner, edition=edition_of(request), zone=viewer.zone)
    context = {"results": results, "decided": decided_of(viewer.learner)}
    return render(request, "campus/my_gradebook.html", context)
