"""The graduate's bundle, to be kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from passerelle.campus.access import person_of, requires

from ..errors import DiplomaRefusal
from ..queries.bundles import bundle_of
from ..queries.diplomas import diplomas_held_by
from ..rules import can_read_own_diplomas


@require_safe
@requires(can_read_own_diplomas)
def diploma_bundle(request: HttpRequest, number: str) -> HttpResponse:
    """One's own issued diploma with its keys and lists; nobody else's exists."""
    own = diplomas_held_by(person_of(request)).filter(issued_at__isnull=False)
    credential = get_object_or_404(own, number=number)
    try:
        data = bundle_of(credential)
    except DiplomaRefusal as refused:
        messages.error(request, str(refused))
        return redirect("my_diploma")
    response = HttpResponse(data, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="diploma-{number}.bundle.json"'
    response["Cache-Control"] = "private, no-store"
    return response
