"""What a decision's frozen proposal says, read as it was written: nothing is computed anew."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from passerelle.foundation.translated import Translated
from passerelle.jury.models import Decision

_TWO_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ComponentResult:
    """One component of the award rule: its mark on the rule's scale, and what it weighs."""

    title: Translated
    value: Decimal | None
    weight: Decimal


@dataclass(frozen=True, slots=True)
class FrozenResults:
    """The results a jury decided on."""

    components: tuple[ComponentResult, ...]
    total: Decimal | None
    scale: Decimal
    pass_mark: Decimal
    honours: tuple[tuple[Decimal, Translated], ...]
    hours_proven: Decimal | None
    ects: Decimal | None
    quebec: Decimal | None
    points_of_the_jury: Decimal | None


def frozen_results(decision: Decision) -> FrozenResults:
    """The marks, hours and credits of a decision; the jury's own total prevails over the rule's."""
    proposal = decision.proposal
    steps, rule = proposal.get("steps", []), proposal.get("rule") or {}
    values = {each["component"]: each["value"] for each in _of_kind(steps, "ComponentValue")}
    presence = next(iter(_of_kind(steps, "AttendanceCheck")), None)
    credits = proposal.get("credits") or {}
    return FrozenResults(
        components=tuple(
            ComponentResult(
                title=_translated(each["title"]),
                value=_number(values.get(each["id"])),
                weight=Decimal(str(each["weight"])),
            )
            for each in rule.get("components", [])
        ),
        total=decision.total if decision.total is not None else _number(proposal.get("total")),
        scale=Decimal(str(rule.get("scale", 20))),
        pass_mark=Decimal(str(rule.get("pass", 10))),
        honours=tuple(
            (Decimal(str(each["from"])), _translated(each["title"]))
            for each in rule.get("honours", [])
        ),
        hours_proven=_number(presence["proven"]) if presence else None,
        ects=_number(credits.get("ects")),
        quebec=_number(credits.get("quebec")),
        points_of_the_jury=decision.rachat_points,
    )


def _of_kind(steps: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:  # Any: frozen JSON
    return [step for step in steps if step.get("kind") == kind]


def _number(written: str | None) -> Decimal | None:
    """An exact number, "34/5" or "17.00", to two places as marks are shown."""
    if written is None:
        return None
    exact = Fraction(written)
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return value.quantize(_TWO_PLACES, rounding=ROUND_HALF_UP)


def _translated(words: dict[str, str]) -> Translated:
    return Translated(fr=words.get("fr", ""), en=words.get("en", ""))
