"""What owners do: evaluate a submission again, serve a bundle's own report."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from passerelle.campus.access import person_of, requires

from ..actions import rescore
from ..errors import DatathonRefusal
from ..models import Submission
from ..queries.submissions import submission_page
from ..queries.watching import report_of
from ..rules import can_follow_datathon, can_rescore
from .reaching import reached_or_404

# A stranger's page: no script, no form, no link out, an origin of its own.
_SANDBOXED = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)


@require_POST
@requires(can_follow_datathon)
def rescoring(request: HttpRequest, edition: str, slug: str, submission: int) -> HttpResponse:
    """Evaluate it again: the next version; what was found before is kept."""
    reached = reached_or_404(request, slug)
    if not can_rescore(reached.standing):
        raise PermissionDenied(_("Only the owners of the challenge may do this."))
    if submission_page(submission, reached.challenge, reached.standing) is None:
        raise Http404(_("There is no such submission in this challenge."))
    found = Submission.objects.select_related("phase__challenge__edition", "team")
    try:
        rescore(found.get(pk=submission), by=person_of(request))
    except DatathonRefusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is evaluated again, in its turn; its score is kept."))
    return redirect("datathon_submission", edition, slug, submission)


@require_safe
@requires(can_follow_datathon)
def report(request: HttpRequest, edition: str, slug: str, submission: int) -> HttpResponse:
    """The page that a bundle's scoring program wrote, shown in a sandboxed frame."""
    reached = reached_or_404(request, slug)
    written = report_of(submission, reached.challenge, reached.standing)
    if written is None:
        raise Http404(_("This submission has no report."))
    response = HttpResponse(written, content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = _SANDBOXED
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
