"""Keys that stay closed to someone who rereads here and learns in another edition."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity
from passerelle.campus.viewer import Viewer
from passerelle.foundation import clock

from ..enums import CRITIQUE
from ..models import Critique


def closed_keys(viewer: Viewer) -> frozenset[str]:
    """Outputs that a running edition where they are a learner uses, until they judged them there.

    Two queries, and none for who learns nowhere else."""
    today = clock.now().date()
    learning = [
        each
        for each in viewer.enrolments
        if each.role == Role.LEARNER and each.edition.ends_on >= today
    ]
    if not learning:
        return frozenset()
    used = Activity.objects.filter(
        edition__in=[each.edition_id for each in learning], kind=CRITIQUE, retired_at=None
    )
    met = {
        (edition, slug)
        for edition, settings in used.values_list("edition_id", "settings")
        for slug in _outputs_of(settings)
    }
    judged = Critique.objects.filter(
        attempt__enrolment__in=learning, submitted_at__isnull=False
    ).values_list("attempt__activity__edition_id", "item__slug")
    return frozenset(slug for _edition, slug in met - set(judged))


def _outputs_of(settings: dict[str, object]) -> Iterator[str]:
    """Both forms of a measure, or the outputs of a practice."""
    forms = settings.get("forms")
    lists = [*forms.values()] if isinstance(forms, dict) else []
    for slugs in (*lists, settings.get("items") or ()):
        yield from map(str, slugs)
