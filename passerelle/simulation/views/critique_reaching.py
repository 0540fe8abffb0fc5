"""A learner's own series, and what comes next in it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.access import viewer_from
from passerelle.campus.models import Attempt
from passerelle.campus.queries.learning_attempts import is_author
from passerelle.campus.views.learning.reaching import attempt_or_404

from ..enums import CRITIQUE
from ..queries.critique_pages import Progress


def own_series_or_404(request: HttpRequest, attempt_id: int) -> Attempt:
    found = attempt_or_404(request, attempt_id)
    if found.activity.kind != CRITIQUE or not is_author(found, viewer_from(request)):
        raise Http404(_("There is no such work."))
    return found


def url_of_output(attempt: Attempt, place: int) -> str:
    return reverse("critique_output", args=[attempt.activity.edition.slug, attempt.pk, place])


def next_url(attempt: Attempt, progress: Progress) -> str:
    """The next output, then the next question of trust, then the whole."""
    edition = attempt.activity.edition.slug
    if attempt.submitted_at is None and progress.next_output:
        return url_of_output(attempt, progress.next_output.place)
    if attempt.submitted_at is None and progress.next_trust:
        return reverse("critique_trust", args=[edition, attempt.pk, progress.next_trust.slug])
    return reverse("critique", args=[edition, attempt.pk])
