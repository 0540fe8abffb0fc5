"""Works go before another panel, as when a team changes rooms: their sheets follow them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from passerelle.people.models import Person

from ..errors import PanelClosed
from ..models import Attempt, Panel, Sheet
from ..queries.panel_bars import bars_of
from ..queries.panel_state import seated
from .panels import assign_panel
from .setting_aside import set_aside, take_up_again


@transaction.atomic
def hand_over(works: Sequence[Attempt], *, to: Panel, reason: str, by: Person) -> None:
    """What is signed counts before the new panel, and who sits there too keeps their draft; other
    drafts are set aside and the works given anew. What nobody was asked to mark waits. Twice is
    once."""
    to = Panel.objects.select_for_update().get(pk=to.pk)
    if to.closed_at is not None:
        raise PanelClosed
    here = set(seated(to).values_list("person", flat=True))
    asked = Sheet.objects.filter(
        attempt__in=works, panel__activity=to.activity_id, panel__closed_at=None
    ).exclude(panel=to)
    following = set()
    for sheet in asked.filter(setting_aside=None).select_related("attempt", "rater"):
        following.add(sheet.attempt_id)
        if sheet.submitted_at is not None or sheet.rater_id in here:
            sheet.panel = to
            sheet.save(update_fields=["panel"])
        else:
            set_aside(sheet, reason=reason, by=by)
    if following:
        _take_up(to, following, here, by=by)
        assign_panel(to, only=[work for work in works if work.pk in following], by=by)


def _take_up(to: Panel, works: set[int], here: set[int], *, by: Person) -> None:
    """A team that comes back finds its jurors where they were; whoever is recused stays so."""
    bars = bars_of(to)
    drafts = Sheet.objects.filter(
        attempt__in=works, rater__in=here, submitted_at=None, setting_aside__isnull=False
    ).select_related("attempt__team", "attempt__enrolment", "rater", "setting_aside")
    for sheet in drafts:
        if sheet.rater_id not in bars.against(sheet.attempt):
            take_up_again(sheet, panel=to, by=by)
