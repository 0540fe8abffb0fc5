"""A rater's pages: the desk, one sheet, its signature."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..access import edition_of, person_of, requires, viewer_from
from ..actions import Written, submit_sheet, write_sheet
from ..beside_marking import asked_of, tell_opened
from ..errors import CampusRefusal, SheetSetAside, Undeclared, WrittenElsewhere
from ..forms.marking import SheetForm
from ..models import Sheet, SheetWrite
from ..queries.marking_blind import paper_name
from ..queries.marking_desk import desk_of
from ..queries.marking_difference import difference_of
from ..queries.marking_offline import mark_of, owner_of
from ..queries.marking_sheet import declares_first, next_address, sheet_page, sheets_given
from ..rubrics import rubric_of
from ..rules import can_mark


@require_safe
@requires(can_mark)
def marking_desk(request: HttpRequest, edition: str) -> HttpResponse:
    """The viewer's own papers, and the sessions they give."""
    viewer = viewer_from(request)
    owner = owner_of(person_of(request))
    context = {
        "desk": desk_of(viewer, edition_of(request)),
        "asked": asked_of(viewer),
        "owner": owner,
    }
    answer = render(request, "campus/marking_desk.html", context)
    return _for_keeping(answer, owner, "desk")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_mark)
def sheet(request: HttpRequest, edition: str, sheet: int) -> HttpResponse:
    """Read a paper beside its rubric; a POST keeps the draft."""
    row = _sheet_or_404(request, sheet)
    if away := _way_out(request, row):
        return away
    tell_opened(viewer_from(request), row)
    if request.method != "POST":
        return _page(request, row)
    form = SheetForm(rubric_of(row.rubric), request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    written = form.written_on(row)
    try:
        write = write_sheet(row, written, by=person_of(request))
    except WrittenElsewhere as behind:
        return _told(behind) if _is_autosave(request) else _choice(request, row, written)
    except CampusRefusal as refused:
        if _is_autosave(request):
            return _told(refused)
        messages.error(request, str(refused))
        return _page(request, row, status=422)
    return _saved(request, row, write)


@require_POST
@requires(can_mark)
def signature(request: HttpRequest, edition: str, sheet: int) -> HttpResponse:
    """Keep what is on the screen, sign it, go on to the next paper; twice is once."""
    viewer = viewer_from(request)
    row = _sheet_or_404(request, sheet)
    if away := _way_out(request, row):
        return away
    if row.submitted_at is not None:
        return redirect("sheet", edition, sheet)
    form = SheetForm(rubric_of(row.rubric), request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    after, written = next_address(viewer, row), form.written_on(row)
    try:
        write_sheet(row, written, by=person_of(request))
        submit_sheet(row, by=person_of(request))
    except WrittenElsewhere:
        return _choice(request, row, written)
    except CampusRefusal as refused:
        messages.error(request, str(refused))
        return _page(request, row, form)
    messages.success(request, _("%(paper)s is signed.") % {"paper": paper_name(row.attempt_id)})
    return redirect(after)


def _sheet_or_404(request: HttpRequest, sheet: int) -> Sheet:
    return get_object_or_404(sheets_given(viewer_from(request)), pk=sheet)


def _way_out(request: HttpRequest, row: Sheet) -> HttpResponse | None:
    """A sheet that was set aside does not open; a juror's first one asks for their declaration."""
    is_aside = hasattr(row, "setting_aside")
    if not is_aside and not declares_first(row):
        return None
    refused = SheetSetAside(row.setting_aside.reason) if is_aside else Undeclared()
    if _is_autosave(request):
        return _told(refused)
    edition = row.attempt.activity.edition.slug
    if not is_aside:
        return redirect("declaration", edition, row.panel_id)
    messages.error(request, str(refused))
    return redirect("marking_desk", edition)


def _is_autosave(request: HttpRequest) -> bool:
    return "X-Autosave" in request.headers


def _told(refused: CampusRefusal) -> HttpResponse:
    """The sentence alone: a script shows it, and does not try again."""
    return HttpResponse(str(refused), status=409, content_type="text/plain; charset=utf-8")


def _saved(request: HttpRequest, row: Sheet, write: SheetWrite) -> HttpResponse:
    if _is_autosave(request):
        return HttpResponse(status=204, headers={"X-Saved-At": write.at.isoformat()})
    messages.success(request, _("Your draft is saved."))
    return redirect("sheet", edition=row.attempt.activity.edition.slug, sheet=row.pk)


def _choice(request: HttpRequest, row: Sheet, written: Written) -> HttpResponse:
    """The sheet was changed elsewhere: what differs, line by line; nothing is stored."""
    now = _sheet_or_404(request, row.pk)
    difference = difference_of(
        now, levels=written.levels, remark=written.remark, judgment=written.judgment
    )
    name = paper_name(row.attempt_id)
    context = {"difference": difference, "sheet": row, "name": name, "key": uuid4()}
    return render(request, "campus/sheet_elsewhere.html", context, status=409)


def _page(
    request: HttpRequest, row: Sheet, form: SheetForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The screen, with what was just typed where the form was refused."""
    chosen = row.levels if form is None else form.levels
    remark = row.remark if form is None else form.data.get("remark", "")
    judgment = row.judgment if form is None else form.data.get("judgment", "")
    page = sheet_page(viewer_from(request), row, levels=chosen, remark=remark, judgment=judgment)
    owner = owner_of(person_of(request))
    context = {"page": page, "form": form, "key": uuid4(), "owner": owner}
    answer = render(request, "campus/sheet.html", context, status=422 if form else status)
    return _for_keeping(answer, owner, mark_of(row))


def _for_keeping(answer: HttpResponse, owner: str, mark: str) -> HttpResponse:
    """Say to the worker whose page it is, and what it depends on."""
    answer["X-Sheets-Of"], answer["X-Sheet-Mark"] = owner, mark
    return answer
