"""One learner's marks and hours, put through the rule."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from passerelle.engines.grading._arithmetic import of_kind, on_scale, redone
from passerelle.engines.grading._decision import decided
from passerelle.engines.grading._marks import Hours, Mark, check_marks
from passerelle.engines.grading._rule import (
    AwardRule,
    Category,
    Component,
    Keep,
    Missing,
    Resits,
)
from passerelle.engines.grading._steps import (
    AttendanceCheck,
    CategoryValue,
    CompensationCheck,
    ComponentValue,
    Decided,
    HonoursGiven,
    MarkOnScale,
    Outcome,
    Step,
    Threshold,
    ThresholdCheck,
    TotalRounded,
    TotalSummed,
    Use,
    Verdict,
    WeightedValue,
)

_WHEN_MISSING = {
    Missing.ZERO: Use.ZERO,
    Missing.IGNORE: Use.IGNORED,
    Missing.INCOMPLETE: Use.AWAITED,
}


def grade(rule: AwardRule, *, marks: Sequence[Mark], hours: Hours) -> Verdict:
    """The total, outcome and honours that the rule proposes, with every step to them.

    Marks on the scale → components → × weight ÷ 100 → categories → sum → one rounding →
    thresholds → compensation → attendance → honours → decision. The order of marks does not
    matter; give a mark without points for what was expected and is not there. Raises MarksRefused.
    """
    check_marks(rule, marks=marks, hours=hours)
    steps: list[Step] = []
    for component in rule.components:
        _add_component(steps, component, marks=marks, rule=rule)
    if all(step.value is not None for step in of_kind(ComponentValue, steps)):
        _add_total(steps, rule)
        _add_thresholds(steps, rule)
    if rule.least_attendance_percent is not None:
        _add(
            steps,
            AttendanceCheck(
                proven=hours.proven,
                required=hours.required,
                least_percent=rule.least_attendance_percent,
            ),
        )
    _add_decision(steps, rule)
    return verdict_of(steps)


def verdict_of(steps: Sequence[Step]) -> Verdict:
    """What a complete list of steps ends with."""
    rounded = of_kind(TotalRounded, steps)
    honours = of_kind(HonoursGiven, steps)
    decision = of_kind(Decided, steps)[-1]
    return Verdict(
        total=rounded[-1].after if rounded else None,
        outcome=decision.outcome,
        honours=honours[-1].given if honours else None,
        reasons=decision.reasons,
        steps=tuple(steps),
        credits=decision.credits,
    )


def uses_of(
    component: Component, marks: Sequence[Mark], resits: Resits, *, scale: Decimal
) -> list[tuple[Mark, Use]]:
    """The component's marks in a settled order, each with what becomes of it."""
    own = sorted(
        (mark for mark in marks if mark.component == component.id),
        key=lambda mark: (mark.activity, mark.resit),
    )
    missing = _WHEN_MISSING[component.missing]
    worth = {mark: worth_of(mark, resits, scale=scale) for mark in own}
    return [(mark, _use_of(mark, worth, missing=missing, keep=resits.keep)) for mark in own]


def worth_of(mark: Mark, resits: Resits, *, scale: Decimal) -> Fraction | None:
    """The mark on the scale, a resit capped."""
    if mark.points is None:
        return None
    value = on_scale(mark.points, mark.maximum, scale=scale)
    return min(value, Fraction(resits.cap)) if mark.resit and resits.cap is not None else value


def _use_of(mark: Mark, worth: Mapping[Mark, Fraction | None], *, missing: Use, keep: Keep) -> Use:
    twin = next(
        (some for some in worth if some.activity == mark.activity and some.resit != mark.resit),
        None,
    )
    if twin is not None and _yields(mark, worth[mark], worth[twin], keep=keep):
        return Use.SET_ASIDE
    return missing if mark.points is None else Use.COUNTED


def _yields(mark: Mark, mine: Fraction | None, theirs: Fraction | None, *, keep: Keep) -> bool:
    """Whether the other attempt counts instead; a resit nobody sat never replaces a mark."""
    if mine is None or theirs is None:
        return mark.resit if mine is theirs else mine is None
    if keep is Keep.LAST:
        return not mark.resit
    return theirs > mine or (theirs == mine and not mark.resit)


def _add(steps: list[Step], draft: Step) -> None:
    steps.append(redone(draft, steps))


def _add_component(
    steps: list[Step], component: Component, *, marks: Sequence[Mark], rule: AwardRule
) -> None:
    for mark, use in uses_of(component, marks, rule.resits, scale=rule.scale):
        draft = MarkOnScale(
            component=component.id,
            activity=mark.activity,
            label=mark.label,
            resit=mark.resit,
            points=mark.points,
            maximum=mark.maximum,
            scale=rule.scale,
            use=use,
            cap=rule.resits.cap if mark.resit else None,
        )
        _add(steps, draft)
    value = ComponentValue(
        component=component.id,
        title=component.title,
        take=component.take,
        missing=component.missing,
        scale=rule.scale,
    )
    _add(steps, value)


def _add_total(steps: list[Step], rule: AwardRule) -> None:
    for component in rule.components:
        _add(
            steps,
            WeightedValue(component=component.id, title=component.title, weight=component.weight),
        )
    for category in rule.categories:
        _add(
            steps,
            CategoryValue(
                category=category.id,
                title=category.title,
                components=rule.components_in(category),
                scale=rule.scale,
            ),
        )
    _add(steps, TotalSummed())
    _add(steps, TotalRounded(places=rule.rounding.places, mode=rule.rounding.mode))


def _add_thresholds(steps: list[Step], rule: AwardRule) -> None:
    parts: tuple[Component | Category, ...] = (*rule.components, *rule.categories)
    for part in parts:
        if part.floor is not None:
            _add(steps, _check(Threshold.FLOOR, part.floor, part=part))
            if _is_unmet(steps[-1]):
                # Eliminated: whether it could be compensated no longer matters.
                continue
        if part.pass_mark is not None:
            _add(steps, _check(Threshold.COMPONENT, part.pass_mark, part=part))
    _add(steps, _check(Threshold.TOTAL, rule.pass_mark, part=None))
    checks = of_kind(ThresholdCheck, steps)
    if any(_is_unmet(step) for step in checks if step.threshold is Threshold.COMPONENT):
        _add(steps, CompensationCheck(terms=rule.compensation))


def _is_unmet(step: Step) -> bool:
    return isinstance(step, ThresholdCheck) and not step.met


def _check(
    threshold: Threshold, least: Decimal, *, part: Component | Category | None
) -> ThresholdCheck:
    return ThresholdCheck(
        threshold=threshold,
        component=part.id if part else None,
        title=part.title if part else None,
        least=least,
    )


def _add_decision(steps: list[Step], rule: AwardRule) -> None:
    draft = Decided(resits_allowed=rule.resits.allowed, offered=rule.credits)
    if rule.honours and decided(draft, steps).outcome is Outcome.AWARDED:
        _add(steps, HonoursGiven(honours=rule.honours))
    _add(steps, draft)
