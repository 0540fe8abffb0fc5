"""The list for the ceremony: on a page, as a table to reuse, as a PDF to print."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import edition_of, requires

from ..errors import DiplomaRefusal
from ..printing_ceremony import ceremony_list
from ..queries.ceremony import ceremony_of
from ..rules import can_prepare

_FORMULA = ("=", "+", "-", "@", "\t")
_MARK = "\ufeff"  # spreadsheets then read UTF-8


@require_safe
@requires(can_prepare)
def ceremony(request: HttpRequest, edition: str) -> HttpResponse:
    context = {"called": ceremony_of(edition_of(request))}
    return render(request, "diploma/batch_ceremony.html", context)


@require_safe
@requires(can_prepare)
def ceremony_csv(request: HttpRequest, edition: str) -> HttpResponse:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([_("Rank"), _("Name"), _("Honours"), _("Institution")])
    for each in ceremony_of(edition_of(request)):
        words = (each.name, each.honours, each.institution)
        rows.writerow([each.rank, *map(_no_formula, words)])
    content_type = "text/csv; charset=utf-8"
    return _file(_MARK + written.getvalue(), f"ceremony-{edition}.csv", content_type)


@require_safe
@requires(can_prepare)
def ceremony_pdf(request: HttpRequest, edition: str) -> HttpResponse:
    here = edition_of(request)
    try:
        pdf = ceremony_list(here, ceremony_of(here))
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
        return redirect("diploma_ceremony", edition)
    return _file(pdf, f"ceremony-{edition}.pdf", "application/pdf")


def _no_formula(words: str) -> str:
    """A name is never run by a spreadsheet."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def _file(content: str | bytes, name: str, content_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
