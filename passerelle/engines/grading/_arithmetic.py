"""What each step finds, from itself and the steps before it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from passerelle.engines.grading._decision import decided
from passerelle.engines.grading._rule import Missing, Take, TakeKind
from passerelle.engines.grading._steps import (
    AttendanceCheck,
    CategoryValue,
    CompensationCheck,
    ComponentValue,
    Decided,
    HonoursGiven,
    MarkOnScale,
    Shortfall,
    Step,
    Threshold,
    ThresholdCheck,
    TotalRounded,
    TotalSummed,
    Use,
    WeightedValue,
)
from passerelle.engines.numbers import round_to

Kind = TypeVar("Kind", bound=Step)


def redone(step: Step, earlier: Sequence[Step]) -> Step:  # noqa: C901 - one arm for each kind
    """The same step with its result computed afresh."""
    match step:
        case MarkOnScale():
            return replace(step, value=_on_scale(step))
        case ComponentValue():
            return _component(step, earlier)
        case WeightedValue():
            value = _value_of(step.component, earlier)
            return replace(step, value=value, share=value * Fraction(step.weight) / 100)
        case CategoryValue():
            return _category(step, earlier)
        case TotalSummed():
            shares = tuple(some.share for some in of_kind(WeightedValue, earlier))
            return replace(step, shares=shares, total=sum(shares, Fraction(0)))
        case TotalRounded():
            before = of_kind(TotalSummed, earlier)[-1].total
            after = round_to(before, places=step.places, mode=step.mode)
            return replace(step, before=before, after=after)
        case ThresholdCheck():
            value = _compared(step, earlier)
            return replace(step, value=value, met=value >= step.least)
        case CompensationCheck():
            return _compensation(step, earlier)
        case AttendanceCheck():
            percent = Fraction(step.proven) / Fraction(step.required) * 100
            return replace(step, percent=percent, met=percent >= step.least_percent)
        case HonoursGiven():
            total = of_kind(TotalRounded, earlier)[-1].after
            given = next((some for some in step.honours if total >= some.least), None)
            return replace(step, total=total, given=given)
        case Decided():
            return decided(step, earlier)


def of_kind(kind: type[Kind], steps: Iterable[Step]) -> list[Kind]:
    return [step for step in steps if isinstance(step, kind)]


def on_scale(points: Decimal, maximum: Decimal, *, scale: Decimal) -> Fraction:
    """points ÷ maximum × scale, exactly."""
    return Fraction(points) / Fraction(maximum) * Fraction(scale)


def taken(take: Take, values: Sequence[Fraction], sizes: Sequence[Fraction]) -> Fraction:
    """Σ size × value ÷ Σ size over the values that the component keeps."""
    pairs = sorted(zip(values, sizes, strict=True), reverse=True)
    kept = pairs[: take.count] if take.kind is TakeKind.BEST else pairs
    whole = sum((size for _, size in kept), Fraction(0))
    return sum((value * size for value, size in kept), Fraction(0)) / whole


def size_of(take: Take, maximum: Decimal) -> Fraction:
    """What a mark weighs within its component."""
    return Fraction(maximum) if take.kind is TakeKind.SUM else Fraction(1)


def _on_scale(step: MarkOnScale) -> Fraction | None:
    if step.use is Use.ZERO:
        return Fraction(0)
    if step.points is None:
        return None
    value = on_scale(step.points, step.maximum, scale=step.scale)
    return value if step.cap is None else min(value, Fraction(step.cap))


def _category(step: CategoryValue, earlier: Sequence[Step]) -> CategoryValue:
    parts = [each for each in of_kind(WeightedValue, earlier) if each.component in step.components]
    whole = sum((Fraction(each.weight) for each in parts), Fraction(0))
    shares = sum((each.share for each in parts), Fraction(0))
    return replace(
        step,
        weights=tuple(each.weight for each in parts),
        values=tuple(each.value for each in parts),
        value=shares * 100 / whole if whole else Fraction(0),
    )


def _component(step: ComponentValue, earlier: Sequence[Step]) -> ComponentValue:
    marks = [mark for mark in of_kind(MarkOnScale, earlier) if mark.component == step.component]
    counted = [mark for mark in marks if mark.use in (Use.COUNTED, Use.ZERO)]
    values = tuple(mark.value for mark in counted if mark.value is not None)
    sizes = tuple(size_of(step.take, mark.maximum) for mark in counted)
    found = replace(step, values=values, sizes=sizes, value=None)
    if any(mark.use is Use.AWAITED for mark in marks):
        return found
    if not values:
        return replace(found, value=Fraction(0) if step.missing is Missing.ZERO else None)
    return replace(found, value=taken(step.take, values, sizes))


def _value_of(part: str, earlier: Sequence[Step]) -> Fraction:
    """What a component or a category came to."""
    for step in earlier:
        if isinstance(step, ComponentValue) and step.component == part:
            return step.value or Fraction(0)
        if isinstance(step, CategoryValue) and step.category == part:
            return step.value
    return Fraction(0)


def _compared(step: ThresholdCheck, earlier: Sequence[Step]) -> Fraction:
    if step.threshold is Threshold.TOTAL:
        return Fraction(of_kind(TotalRounded, earlier)[-1].after)
    return _value_of(step.component or "", earlier)


def _compensation(step: CompensationCheck, earlier: Sequence[Step]) -> CompensationCheck:
    shortfalls = tuple(
        Shortfall(
            component=check.component, title=check.title, points=Fraction(check.least) - check.value
        )
        for check in of_kind(ThresholdCheck, earlier)
        if check.threshold is Threshold.COMPONENT and not check.met
        if check.component is not None and check.title is not None
    )
    granted = (
        step.terms.allowed
        and len(shortfalls) <= step.terms.most_components
        and all(some.points <= step.terms.most_shortfall for some in shortfalls)
    )
    return replace(step, shortfalls=shortfalls, granted=granted)
