"""Encounters, as far as a viewer may see them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from passerelle.campus.models import Attempt
from passerelle.campus.queries.learning_attempts import attempts_seen_by, is_author
from passerelle.campus.rules import is_staff
from passerelle.campus.viewer import Viewer

from ..models import Encounter, Pause

_JOINED = ("case", "handoff", "attempt__activity__module", "attempt__enrolment__person")


def encounter_seen_by(viewer: Viewer, encounter_id: int) -> Encounter | None:
    """One's own or one's team's; over, also for the staff. Raters read it blind, on their sheet.

    `is_paused` says whether it waits for this viewer."""
    pauses = Pause.objects.filter(encounter=OuterRef("pk"), person=viewer.person, resumed_at=None)
    found = (
        Encounter.objects.filter(pk=encounter_id, attempt__in=attempts_seen_by(viewer))
        .select_related(*_JOINED, "attempt__team")
        .annotate(is_paused=Exists(pauses))
        .first()
    )
    if found is None or not (is_staff(viewer) or is_author(found.attempt, viewer)):
        return None
    if viewer.edition is not None:
        found.attempt.activity.edition = viewer.edition
    return found


def encounters_of(attempts: Sequence[Attempt]) -> dict[int, Encounter]:
    """By attempt: one query."""
    found = Encounter.objects.filter(attempt__in=[attempt.pk for attempt in attempts])
    return {encounter.attempt_id: encounter for encounter in found}
