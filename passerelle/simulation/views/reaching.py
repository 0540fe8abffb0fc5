"""An encounter, as far as the viewer may see it; what is not theirs does not exist."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.access import viewer_from
from passerelle.campus.queries.learning_attempts import is_author

from ..models import Encounter
from ..queries.encounters import encounter_seen_by

REFUSED = 422


def encounter_or_404(request: HttpRequest, encounter_id: int) -> Encounter:
    found = encounter_seen_by(viewer_from(request), encounter_id)
    if found is None:
        raise Http404(_("There is no such encounter."))
    return found


def own_encounter_or_404(request: HttpRequest, encounter_id: int) -> Encounter:
    """One's own, or one's team's."""
    found = encounter_or_404(request, encounter_id)
    if not is_author(found.attempt, viewer_from(request)):
        raise Http404(_("There is no such encounter."))
    return found


def url_of(encounter: Encounter, name: str = "encounter") -> str:
    return reverse(name, args=[encounter.attempt.activity.edition.slug, encounter.pk])
