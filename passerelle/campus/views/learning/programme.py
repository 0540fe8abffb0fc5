"""The year, and one module of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import edition_of, requires, viewer_from
from ...queries.learning_modules import module_page, modules_of_year, year_of
from ...queries.year_parts import parts_said
from ...rules import can_read_content


@requires(can_read_content)
@require_safe
def programme(request: HttpRequest, edition: str) -> HttpResponse:
    viewer, year = viewer_from(request), edition_of(request)
    rows = modules_of_year(viewer, year)
    context = {
        "rows": rows,
        "year": year_of(rows),
        "parts": parts_said(row.kind for row in rows),
        "minutes_proven": sum(row.minutes_proven for row in rows),
        "minutes_required": round(year.hours * 60),
        "is_learner": viewer.learner is not None,
    }
    return render(request, "campus/programme.html", context)


@requires(can_read_content)
@require_safe
def module(request: HttpRequest, edition: str, module: str) -> HttpResponse:
    viewer = viewer_from(request)
    page = module_page(viewer, edition_of(request), module)
    if page is None:
        raise Http404(_("There is no such module."))
    context = {"page": page, "is_learner": viewer.learner is not None}
    return render(request, "campus/module.html", context)
