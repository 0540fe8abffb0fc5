"""Which case an activity plays now."""

from __future__ import annotations

from passerelle.campus.models import Activity

from ..models import Case


def case_of_activity(activity: Activity) -> Case | None:
    """The case in force; a draft too, for whoever asks what is missing."""
    slug = activity.settings.get("case", "")
    return Case.objects.filter(edition=activity.edition_id, slug=slug, retired_at=None).first()
