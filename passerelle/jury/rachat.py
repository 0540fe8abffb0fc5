"""What the rule proposes once the jury has given points: its own arithmetic, every step shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import ngettext

from passerelle.campus.queries.gradebook import Gradebook
from passerelle.engines.grading import (
    AwardRule,
    Component,
    ComponentValue,
    Mark,
    Missing,
    Take,
    TakeKind,
    Text,
    Verdict,
    grade,
)
from passerelle.engines.numbers import format_exact, format_in
from passerelle.foundation.translated import reading_language

from .errors import RachatImpossible

_GIVEN = "rachat"
_WORDS = Text(fr="Rachat : points donnés par le jury", en="Rachat: points given by the jury")


def points_said(points: Decimal) -> str:
    """In French, what is under two is singular; in English, only one itself is."""
    language, whole = reading_language(), int(points)
    count = whole if language == "fr" or points == whole else 2
    text = ngettext("%(points)s point", "%(points)s points", count)
    return text % {"points": format_in(language, points)}


def verdict_with(gradebook: Gradebook, *, points: Decimal, component: str = "") -> Verdict:
    """The rule redone with points given to a component, or to the total when none is named."""
    if component:
        rule, marks = _raised(gradebook, points, component)
    else:
        rule, marks = _added(gradebook, points)
    verdict = grade(rule, marks=marks, hours=gradebook.hours)
    if verdict.total is None or verdict.total > gradebook.rule.scale:
        raise RachatImpossible
    return verdict


def _added(gradebook: Gradebook, points: Decimal) -> tuple[AwardRule, Sequence[Mark]]:
    """One more component that weighs 100 %: its value is added to the total, as a step."""
    rule = gradebook.rule
    given = Component(
        id=_GIVEN,
        title=_WORDS,
        weight=Decimal(100),
        take=Take(TakeKind.MEAN),
        missing=Missing.ZERO,
    )
    if points > rule.scale:
        raise RachatImpossible
    mark = Mark(component=_GIVEN, activity=_GIVEN, label=_WORDS, points=points, maximum=rule.scale)
    return replace(rule, components=(*rule.components, given)), (*gradebook.marks, mark)


def _raised(
    gradebook: Gradebook, points: Decimal, component: str
) -> tuple[AwardRule, Sequence[Mark]]:
    """The component's value and the points as one mark on the scale."""
    rule = gradebook.rule
    before = next(
        (
            step.value
            for step in gradebook.verdict.steps
            if isinstance(step, ComponentValue) and step.component == component
        ),
        None,
    )
    if before is None or before + Fraction(points) > Fraction(rule.scale):
        raise RachatImpossible
    after = before + Fraction(points)
    words = Text(
        fr=f"{format_exact('fr', before)} et {format_exact('fr', Fraction(points))} de rachat",
        en=f"{format_exact('en', before)} and {format_exact('en', Fraction(points))} of rachat",
    )
    # A fraction that no decimal writes stays exact as points of a larger maximum.
    mark = Mark(
        component=component,
        activity=_GIVEN,
        label=words,
        points=Decimal(after.numerator),
        maximum=Decimal(after.denominator) * rule.scale,
    )
    components = tuple(
        replace(each, take=Take(TakeKind.MEAN)) if each.id == component else each
        for each in rule.components
    )
    others = tuple(each for each in gradebook.marks if each.component != component)
    return replace(rule, components=components), (*others, mark)
