"""An encounter line by line: what was asked and said, what was examined and found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.foundation.translated import Language

from ..contents import Item, item_named, written
from ..enums import OrderKind
from ..models import Encounter, Order, Turn
from ..wording import lasting, money, whole_minutes


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn of the talk."""

    number: int
    text: str
    by: str
    say: str
    kind: str
    minutes: int
    shape: str = "asked"


@dataclass(frozen=True, slots=True)
class Brought:
    """An examination or a test with what it showed, or a treatment that was decided."""

    kind: str
    title: str
    text: str
    by: str
    minutes: int
    lasted: str
    cost: str
    shape: str = "brought"


Line = Asked | Brought


def language_of(encounter: Encounter) -> Language:
    return "en" if encounter.language == "en" else "fr"


def lines_of(
    encounter: Encounter, turns: Sequence[Turn], orders: Sequence[Order]
) -> tuple[Line, ...]:
    """In the order in which it happened; with names where a team played."""
    by_team = encounter.attempt.team_id is not None
    lines: list[tuple[int, int, Line]] = [
        (turn.number, -1, _asked(turn, named=by_team)) for turn in turns
    ]
    lines += [
        (each.after_turn, place, _brought(encounter, each, named=by_team))
        for place, each in enumerate(orders)
    ]
    return tuple(line for _turn, _place, line in sorted(lines, key=lambda each: each[:2]))


def turns_of(encounter: Encounter) -> list[Turn]:
    return list(encounter.turns.select_related("asked_by").order_by("number"))


def orders_of(encounter: Encounter) -> list[Order]:
    return list(encounter.orders.select_related("by").order_by("pk"))


def _asked(turn: Turn, *, named: bool) -> Asked:
    return Asked(
        number=turn.number,
        text=turn.text,
        by=str(turn.asked_by) if named else "",
        say=turn.say,
        kind=turn.kind,
        minutes=whole_minutes(turn.clock_seconds),
    )


def _brought(encounter: Encounter, order: Order, *, named: bool) -> Brought:
    case, language = written(encounter.case), language_of(encounter)
    item = item_named(case, order.kind, order.item)
    cents = getattr(item, "cost_cents", 0)
    return Brought(
        kind=str(OrderKind(order.kind).label),
        title=order.item if item is None else item.title.in_language(language),
        text="" if item is None else shown_by(item, language),
        by=str(order.by) if named else "",
        minutes=whole_minutes(order.clock_seconds),
        lasted=lasting(getattr(item, "minutes", 0)),
        cost=money(cents, case.country) if cents else "",
    )


def shown_by(item: Item, language: Language) -> str:
    """What an examination found or a test gave; a treatment shows nothing here."""
    found = getattr(item, "finding", None) or getattr(item, "result", None)
    return found.in_language(language) if found is not None else ""
