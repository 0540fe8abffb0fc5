"""The sheets of the presentations go where the teams go, and to whoever takes a seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_noop

from passerelle.campus.actions import assign_panel, hand_over
from passerelle.campus.models import Attempt, Panel, Team
from passerelle.campus.queries.panel_works import works_of
from passerelle.people.models import Person

from ..models import Passage, PresentationDay

# Written as it is, and said in the language of whoever opens the sheet.
MOVED = gettext_noop("This team now presents in another room, before the jurors who sit there.")


def sheets_follow(day: PresentationDay, passages: Iterable[Passage], *, by: Person) -> None:
    """Each team’s work goes before the panel of its room."""
    teams: dict[Panel, list[Team]] = defaultdict(list)
    for each in passages:
        if each.room is not None and each.room.panel.closed_at is None:
            teams[each.room.panel].append(each.team)
    for panel, moved in teams.items():
        works = Attempt.objects.filter(activity=day.activity_id, team__in=moved)
        found = list(works.select_related("activity__edition", "team"))
        hand_over(found, to=panel, reason=MOVED, by=by)


def sheets_for_newcomers(panel: Panel, *, by: Person) -> None:
    """What was given there before someone left is given to whoever took their seat."""
    begun = works_of(panel).filter(sheets__panel=panel).distinct()
    if panel.closed_at is None and begun:
        assign_panel(panel, only=list(begun), by=by)
