"""A file that was handed in, for its authors, its raters and the staff."""

from __future__ import annotations

from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import requires, viewer_from
from ...queries.learning_attempts import file_seen_by
from ...queries.marking_blind import knows_authors, name_served
from ...queries.marking_counted import sheets_counted
from ...rules import takes_part


@requires(takes_part)
@require_safe
def paper_file(request: HttpRequest, edition: str, file: int) -> HttpResponseBase:
    viewer = viewer_from(request)
    found = file_seen_by(viewer, file)
    if found is None:
        raise Http404(_("There is no such file."))
    try:
        stored = found.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("This file is no longer in the store.")) from None
    work = found.attempt
    name = name_served(found, named=knows_authors(viewer, work, sheets_counted(work)))
    return served(stored, name=name)


def served(stored: File[bytes], *, name: str) -> FileResponse:
    """What someone uploaded is saved, never shown: a browser could run it as a page."""
    response = FileResponse(
        stored, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
