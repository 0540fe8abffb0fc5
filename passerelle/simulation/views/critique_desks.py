"""Items with their key, their second reading, errors to plant; the panel's answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.campus.access import edition_of, person_of, requires, viewer_from
from passerelle.engines.critique import mutations_of
from passerelle.foundation.translated import reading_language

from ..actions.rereading import answer_for_panel, reread
from ..desks_shown import item_rows
from ..forms.critique_desk import MutationForm, PanelForm, ReadingForm
from ..mutations_shown import mutations_shown
from ..queries.closed_keys import closed_keys
from ..queries.critique_desk import item_desk, items_of, panel_questions
from ..rules import can_answer_for_panel, can_read_keys, can_review_cases

REFUSED = 422


@requires(can_read_keys)
@require_safe
def items(request: HttpRequest, edition: str) -> HttpResponse:
    """Every item, and who has reread it."""
    closed = closed_keys(viewer_from(request))
    all_items = items_of(edition_of(request), language=reading_language())
    found = [each for each in all_items if each.slug not in closed]
    context = {
        "rows": item_rows(edition, found),
        "closed": [each.title for each in all_items if each.slug in closed],
        "sound": sum(each.is_sound for each in found),
        "unread": sum(not each.readers for each in found),
        "reviews_cases": can_review_cases(viewer_from(request)),
    }
    return render(request, "simulation/critique_items.html", context)


@requires(can_read_keys)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    """One item with its key; rereading it is signed here."""
    desk = item_desk(edition_of(request), slug, language=reading_language())
    if desk is None:
        raise Http404(_("There is no such output."))
    if slug in closed_keys(viewer_from(request)):
        raise PermissionDenied(
            _("You learn in an edition that uses this output: judge it there, and its key opens.")
        )
    form = ReadingForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        reread(desk.item, by=person_of(request), approves=given["approves"], remark=given["remark"])
        messages.success(request, _("Your reading is signed."))
        return redirect("critique_item", edition, slug)
    status = REFUSED if form.is_bound else 200
    context = {"desk": desk, "form": form}
    return render(request, "simulation/critique_item.html", context, status=status)


@requires(can_read_keys)
@require_http_methods(["GET", "HEAD", "POST"])
def mutations(request: HttpRequest, edition: str) -> HttpResponse:
    """Errors that can be planted in a sound text: drafts, kept nowhere."""
    form = MutationForm(request.POST or None, initial={"language": reading_language()})
    found = None
    if form.is_valid():
        text, language = form.cleaned_data["text"], form.cleaned_data["language"]
        found = mutations_shown(text, mutations_of(text, language=language))
    status = REFUSED if form.is_bound and found is None else 200
    context = {"form": form, "mutations": found}
    return render(request, "simulation/critique_mutations.html", context, status=status)


@requires(can_answer_for_panel)
@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: HttpRequest, edition: str) -> HttpResponse:
    """An expert answers the questions of trust: learners' answers are set beside theirs."""
    questions = panel_questions(
        edition_of(request), person_of(request), language=reading_language()
    )
    form = PanelForm(
        request.POST or None, questions=[(each.slug, each.shift) for each in questions]
    )
    if form.is_valid():
        kept = answer_for_panel(edition_of(request), by=person_of(request), shifts=form.shifts)
        said = ngettext("%(n)s answer is kept.", "%(n)s answers are kept.", kept) % {"n": kept}
        messages.success(request, said)
        return redirect("trust_panel", edition)
    context = {
        "questions": [(each, form[each.slug]) for each in questions],
        "reads_keys": can_read_keys(viewer_from(request)),
        "answered": sum(each.shift is not None for each in questions),
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "simulation/critique_panel.html", context, status=status)
