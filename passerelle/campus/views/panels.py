"""The coordinator's panels: convening, seating, giving the works, closing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.people.models import Person

from ..access import edition_of, person_of, requires, viewer_from
from ..actions import (
    assign_panel,
    close_panel,
    convene_panel,
    declare_conflict,
    relieve_juror,
    seat_juror,
)
from ..actions.panels import compose_panel
from ..beside_marking import pages_about
from ..errors import CampusRefusal
from ..forms.panels import CompositionForm, ConflictForm, LeavingForm, PanelForm, SeatForm
from ..models import Panel
from ..queries.panel_bars import bars_of
from ..queries.panel_declaration import subjects_among
from ..queries.panel_page import panel_page
from ..queries.panel_state import people_of, seated
from ..queries.panels import marked_activities, panels_of, panels_page
from ..rules import can_convene

REFUSED = 422
_SEAT, _CONFLICT, _RULES = "seat_%s", "conflict_%s", "rules_%s"  # ids of the forms of one page


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_convene)
def panels(request: HttpRequest, edition: str) -> HttpResponse:
    """The panels of the edition; a POST convenes one."""
    here = edition_of(request)
    form = PanelForm(marked_activities(here), request.POST or None)
    if request.method == "POST" and form.is_valid():
        panel = convene_panel(
            get_object_or_404(marked_activities(here), pk=form.cleaned_data["activity"]),
            name=form.cleaned_data["name"],
            jurors_per_work=form.cleaned_data["jurors_per_work"],
            blind=form.cleaned_data["blind"],
            by=person_of(request),
        )
        return redirect("panel", edition, panel.pk)
    context = {"page": panels_page(viewer_from(request), here), "form": form}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "campus/panels.html", context, status=status)


@require_safe
@requires(can_convene)
def panel(request: HttpRequest, edition: str, panel: int) -> HttpResponse:
    """Who sits, what is marked, what is declared, how far jurors agree."""
    return _page(request, _panel_or_404(request, panel))


@require_POST
@requires(can_convene)
def panel_composition(request: HttpRequest, edition: str, panel: int) -> HttpResponse:
    """Say what the composition of the panel must be."""
    found = _panel_or_404(request, panel)
    form = CompositionForm(request.POST, auto_id=_RULES)
    if not form.is_valid():
        return _page(request, found, rules_form=form)

    def compose(by: Person) -> str:
        compose_panel(found, **form.cleaned_data, by=by)
        return _("The rules of this panel are kept.")

    return _tried(request, found, compose)


@require_POST
@requires(can_convene)
def panel_jurors(request: HttpRequest, edition: str, panel: int) -> HttpResponse:
    """Seat someone."""
    found = _panel_or_404(request, panel)
    form = SeatForm(people_of(found).to_seat, request.POST, auto_id=_SEAT)
    if not form.is_valid():
        return _page(request, found, seat_form=form)
    person = get_object_or_404(Person, pk=form.cleaned_data["person"])
    chair = form.cleaned_data["chair"]
    return _tried(request, found, lambda by: _seat(found, person, chair=chair, by=by))


@require_POST
@requires(can_convene)
def juror_leaving(request: HttpRequest, edition: str, panel: int, juror: int) -> HttpResponse:
    """Relieve a juror: what they have not signed waits for another."""
    found = _panel_or_404(request, panel)
    seat = get_object_or_404(seated(found).select_related("panel__activity__edition"), pk=juror)
    form = LeavingForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["reason"])))
        return _page(request, found, status=REFUSED)
    reason = form.cleaned_data["reason"]

    def leave(by: Person) -> str:
        relieve_juror(seat, reason=reason, by=by)
        return _("%(name)s no longer sits on this panel.") % {"name": seat.person}

    return _tried(request, found, leave)


@require_POST
@requires(can_convene)
def panel_conflicts(request: HttpRequest, edition: str, panel: int) -> HttpResponse:
    """Declare a conflict of interest for a juror."""
    found = _panel_or_404(request, panel)
    subjects = tuple(bars_of(found).subjects.items())
    form = ConflictForm(seated(found), subjects, request.POST, auto_id=_CONFLICT)
    if not form.is_valid():
        return _page(request, found, conflict_form=form)
    juror = get_object_or_404(seated(found), pk=form.cleaned_data["juror"])
    (subject,) = subjects_among(found, [form.cleaned_data["subject"]])
    juror.panel = found

    def declare(by: Person) -> str:
        declare_conflict(juror, subject=subject, reason=form.cleaned_data["reason"], by=by)
        return _("%(name)s does not judge %(subject)s.") % {"name": juror, "subject": subject}

    return _tried(request, found, declare)


@require_POST
@requires(can_convene)
def panel_assignment(request: HttpRequest, edition: str, panel: int) -> HttpResponse:
    """Give each work the jurors it lacks."""
    found = _panel_or_404(request, panel)

    def assign(by: Person) -> str:
        given = assign_panel(found, by=by).sheets
        text = ngettext("%(count)s sheet is given.", "%(count)s sheets are given.", given)
        return text % {"count": given}

    return _tried(request, found, assign)


@require_POST
@requires(can_convene)
def panel_closure(request: HttpRequest, edition: str, panel: int) -> HttpResponse:
    """Close the panel; with sheets unsigned, only once that was confirmed."""
    found = _panel_or_404(request, panel)
    unsigned = found.sheets.filter(submitted_at=None, setting_aside=None)
    if unsigned.exists() and "confirmed" not in request.POST:
        messages.error(
            request, _("Some sheets are not signed. Tick the box to close all the same.")
        )
        return _page(request, found, status=REFUSED)

    def close(by: Person) -> str:
        close_panel(found, by=by)
        return _("The panel has closed; the results of all works are recorded.")

    return _tried(request, found, close)


def _panel_or_404(request: HttpRequest, panel: int) -> Panel:
    return get_object_or_404(panels_of(edition_of(request)), pk=panel)


def _seat(panel: Panel, person: Person, *, chair: bool, by: Person) -> str:
    seat_juror(panel, person=person, chair=chair, by=by)
    return _("%(name)s sits on this panel.") % {"name": person}


def _tried(request: HttpRequest, panel: Panel, deed: Callable[[Person], str]) -> HttpResponse:
    """Do it and say so, or say why not."""
    try:
        done = deed(person_of(request))
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return _page(request, panel, status=REFUSED)
    messages.success(request, done)
    return redirect("panel", panel.activity.edition.slug, panel.pk)


def _page(
    request: HttpRequest,
    panel: Panel,
    *,
    seat_form: SeatForm | None = None,
    conflict_form: ConflictForm | None = None,
    rules_form: CompositionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = panel_page(panel)
    context = {
        "page": page,
        "pages_about": pages_about(panel),
        "seat_form": seat_form or SeatForm(page.to_seat, auto_id=_SEAT),
        "conflict_form": conflict_form
        or ConflictForm(page.seated, page.subjects, auto_id=_CONFLICT),
        "rules_form": rules_form or CompositionForm(initial=vars(panel), auto_id=_RULES),
        "may_declare_for": bool(page.seated),
    }
    is_refused = any(form is not None for form in (seat_form, conflict_form, rules_form))
    return render(request, "campus/panel.html", context, status=REFUSED if is_refused else status)
