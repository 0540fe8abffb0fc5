"""A juror's declaration, before the first sheet and whenever a conflict appears later."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..access import requires, viewer_from
from ..actions import sign_declaration
from ..beside_marking import pages_about
from ..errors import PanelClosed
from ..forms.panels import DeclarationForm
from ..queries.panel_declaration import declaration_of, seats_of, subjects_among
from ..rules import can_mark

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_mark)
def declaration(request: HttpRequest, edition: str, panel: int) -> HttpResponse:
    """Whom the viewer must not judge; a POST declares it."""
    juror = get_object_or_404(seats_of(viewer_from(request)), panel=panel)
    declared = declaration_of(juror)
    left = [row.id for row in declared.subjects if not row.reason]
    form = DeclarationForm(left, request.POST if request.method == "POST" else None)
    if form.is_bound and declared.is_open and form.is_valid():
        conflicts = subjects_among(juror.panel, form.chosen)
        sign_declaration(juror, conflicts=conflicts, reason=form.cleaned_data["reason"])
        messages.success(request, _("Your declaration is signed; your sheets are open."))
        return redirect("marking_desk", edition)
    if form.is_bound and not declared.is_open:
        messages.error(request, str(PanelClosed()))
    context = {
        "page": declared,
        "form": form,
        "ticked": request.POST.getlist("subject"),
        "pages_about": pages_about(juror.panel) if juror.chair else (),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "campus/declaration.html", context, status=status)
