"""Of two who write in one encounter, one waits; over, it no longer changes."""

from __future__ import annotations

from ..errors import EncounterOver
from ..models import Encounter


def locked(encounter: Encounter, *, even_over: bool = False) -> Encounter:
    """The encounter as it stands, while the transaction lasts; refused once it is over."""
    rows = Encounter.objects.select_for_update(of=("self",)).select_related("attempt", "case")
    found = rows.get(pk=encounter.pk)
    if found.attempt.submitted_at is not None and not even_over:
        raise EncounterOver
    return found
