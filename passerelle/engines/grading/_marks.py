"""What a rule is applied to, and what is refused before any arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from passerelle.engines.grading._rule import AwardRule, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Points of a maximum in one activity; no points where a mark is expected and not there.

    A resit is a second mark for the same activity.
    """

    component: str
    activity: str
    label: Text
    points: Decimal | None
    maximum: Decimal
    resit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours of the programme that are proven, of those it requires."""

    proven: Decimal
    required: Decimal


class MarksRefused(ValueError):
    """A mark or an hour that no rule could use; the message names it and says what to correct."""


def check_marks(rule: AwardRule, *, marks: Sequence[Mark], hours: Hours) -> None:
    """Raises MarksRefused at the first impossible mark, twin mark or impossible hours."""
    known = [component.id for component in rule.components]
    seen: set[tuple[str, str, bool]] = set()
    for mark in marks:
        name = f"The mark “{mark.activity}” of “{mark.component}”"
        if mark.component not in known:
            raise MarksRefused(f"{name} is in no component of the rule: use {', '.join(known)}.")
        _check_points(mark, name=name)
        key = (mark.component, mark.activity, mark.resit)
        if key in seen:
            raise MarksRefused(f"{name} is there twice: keep one, or say that one is a resit.")
        seen.add(key)
    if hours.required <= 0 or hours.proven < 0 or not _finite(hours.required, hours.proven):
        raise MarksRefused(
            f"{hours.proven} hours proven of {hours.required} make no sense:"
            " the programme needs hours, and none can be negative."
        )


def _check_points(mark: Mark, *, name: str) -> None:
    if not _finite(mark.maximum) or mark.maximum <= 0:
        raise MarksRefused(f"{name} has a maximum of {mark.maximum}: it must be above zero.")
    if mark.points is None:
        return
    if not _finite(mark.points) or not 0 <= mark.points <= mark.maximum:
        raise MarksRefused(
            f"{name} is {mark.points} of {mark.maximum}: write points from 0 to the maximum."
        )


def _finite(*numbers: Decimal) -> bool:
    return all(number.is_finite() for number in numbers)
