"""What an encounter has brought to light so far: facts told, findings, results of tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..contents import written
from ..enums import OrderKind
from ..models import Encounter, Order, Turn

if TYPE_CHECKING:
    from passerelle.engines.encounter import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """Something a hypothesis may rest on, by its id in the case."""

    id: str
    title: Words


@dataclass(frozen=True, slots=True)
class Obtained:
    """In the order of the case, so that the list says nothing of what matters."""

    reasons: tuple[Reason, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(reason.id for reason in self.reasons)


def obtained_in(encounter: Encounter) -> Obtained:
    """Two queries."""
    return obtained(encounter, encounter.turns.all(), encounter.orders.all())


def obtained(encounter: Encounter, turns: Iterable[Turn], orders: Iterable[Order]) -> Obtained:
    case = written(encounter.case)
    told = {fact for turn in turns for fact in turn.facts}
    seen = {each.item for each in orders if each.kind != OrderKind.TREATMENT}
    facts = (Reason(each.id, each.label) for each in case.facts if each.id in told)
    findings = (Reason(each.id, each.title) for each in case.examination if each.id in seen)
    tests = (Reason(each.id, each.title) for each in case.tests if each.id in seen)
    return Obtained((*facts, *findings, *tests))
