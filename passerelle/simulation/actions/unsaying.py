"""A turn that was about its author is taken out of the talk: it never happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from passerelle.engines.encounter import may_be_own_distress
from passerelle.people.models import Person

from ..errors import EncounterOver
from ..models import AddedPhrasing, Encounter, Turn, TurnReviewed
from ..scoring import SECONDS_A_TURN
from .locking import locked


@transaction.atomic
def unsay(encounter: Encounter, turn_id: int, *, by: Person) -> None:
    """Its author says that they spoke of themselves: turn, answer and words are gone, with what an
    author may have made of them meanwhile. Only where it may be so, else questions could be taken
    back at will; twice is once. Not in the journal."""
    try:
        standing = locked(encounter)
    except EncounterOver:  # handed in: what a rater may have read stays as it was read
        return
    said = standing.turns.filter(pk=turn_id, asked_by=by).first()
    if said is None or not may_be_own_distress(said.text):
        return
    was_last = said.number == standing.turns_taken
    _forget(said)
    _close_up(standing, after=said.number)
    if was_last and (standing.state_before or said.number == 1):
        standing.state, standing.state_before = standing.state_before, {}
    else:
        standing.state = _without(standing.state, said)
        standing.state_before = {} if was_last else _without(standing.state_before, said)
    standing.turns_taken -= 1
    standing.clock_seconds -= SECONDS_A_TURN
    standing.save(update_fields=["state", "state_before", "turns_taken", "clock_seconds"])


def _forget(said: Turn) -> None:
    AddedPhrasing.objects.filter(turn=said).delete()
    TurnReviewed.objects.filter(turn=said).delete()
    Turn.objects.filter(pk=said.pk).delete()


def _close_up(standing: Encounter, *, after: int) -> None:
    """What came later moves up by one turn, and by the time that a turn takes."""
    for later in standing.turns.filter(number__gt=after).order_by("number"):
        later.number -= 1  # one by one: each takes a number that is free by then
        later.clock_seconds -= SECONDS_A_TURN
        later.save(update_fields=["number", "clock_seconds"])
    standing.orders.filter(after_turn__gte=after).update(
        after_turn=F("after_turn") - 1, clock_seconds=F("clock_seconds") - SECONDS_A_TURN
    )
    standing.hypotheses.filter(after_turn__gte=after).update(after_turn=F("after_turn") - 1)
    standing.consultations.filter(after_turn__gte=after).update(after_turn=F("after_turn") - 1)


def _without(state: Mapping[str, Any], said: Turn) -> dict[str, Any]:  # Any: the engine's JSON
    """The same without a turn that is not its last: what it told is told once less."""
    if not state:
        return {}
    asked = " ".join(said.text.split())
    told = {fact: times - (fact in said.facts) for fact, times in state["told"].items()}
    return {
        **state,
        "exchanges": [each for each in state["exchanges"] if each["asked"] != asked],
        "number": state["number"] - 1,
        "told": {fact: times for fact, times in told.items() if times > 0},
    }
