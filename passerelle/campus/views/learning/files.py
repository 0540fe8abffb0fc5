"""A file that was handed in, for its authors, its raters and the staff."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...access import requires, viewer_from
from ...queries.learning_attempts import file_seen_by
from ...rules import takes_part


@requires(takes_part)
@require_safe
def paper_file(request: HttpRequest, edition: str, file: int) -> HttpResponseBase:
    found = file_seen_by(viewer_from(request), file)
    if found is None:
        raise Http404(_("There is no such file."))
    try:
        stored = found.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("This file is no longer in the store.")) from None
    response = FileResponse(
        stored, as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
