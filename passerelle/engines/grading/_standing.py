"""Where a learner stands during the year: provisional by name, with what remains beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from passerelle.engines.grading import _words as words
from passerelle.engines.grading._arithmetic import size_of, taken
from passerelle.engines.grading._grade import uses_of, worth_of
from passerelle.engines.grading._marks import Hours, Mark, check_marks
from passerelle.engines.grading._rule import AwardRule, Component, Take, Text
from passerelle.engines.grading._steps import Use
from passerelle.engines.numbers import Language, Rounding, format_in, hours_said, round_to


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentStanding:
    """One component so far; its value is exact, None before its first mark."""

    component: str
    title: Text
    weight: Decimal
    value: Fraction | None
    take: Take
    values: tuple[Fraction, ...]
    """The marks there are, on the scale."""
    sizes: tuple[Fraction, ...]
    """What each of them weighs within the component."""
    assessed: int
    remaining: tuple[Mark, ...]
    """The marks without points yet."""

    @property
    def expected(self) -> int:
        return self.assessed + len(self.remaining)

    @property
    def part(self) -> Fraction:
        """Of its weight in percent, what is assessed: half of it after two marks of four."""
        weight = Fraction(self.weight)
        return weight * self.assessed / self.expected if self.expected else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Provisional: what is earned so far over what has been assessed, never a verdict."""

    so_far: Decimal | None
    """On the scale, rounded as the rule does; None before the first mark."""
    assessed_percent: Decimal
    """Of the weights; a component with two marks of four counts half its weight."""
    least: Decimal
    """The total if everything that remains were zero."""
    most: Decimal
    """The total if everything that remains were perfect."""
    scale: Decimal
    places: int
    components: tuple[ComponentStanding, ...]
    hours: Hours


def standing(rule: AwardRule, *, marks: Sequence[Mark], hours: Hours) -> Standing:
    """Σ weight × part assessed × value ÷ Σ weight × part assessed, with the range still open.

    Give a mark without points for each activity still to come. Raises MarksRefused.
    """
    check_marks(rule, marks=marks, hours=hours)
    components = tuple(_component(rule, some, marks=marks) for some in rule.components)
    parts = [some.part for some in components]
    assessed = sum(parts, Fraction(0))
    earned = sum(
        (part * (some.value or 0) for part, some in zip(parts, components, strict=True)),
        Fraction(0),
    )
    return Standing(
        so_far=_rounded(rule, earned / assessed) if assessed else None,
        assessed_percent=round_to(assessed, places=1, mode=Rounding.HALF_UP),
        least=_bound(rule, marks, otherwise=Fraction(0)),
        most=_bound(rule, marks, otherwise=Fraction(rule.scale)),
        scale=rule.scale,
        places=rule.rounding.places,
        components=components,
        hours=hours,
    )


def explain_standing(standing: Standing, language: Language) -> tuple[str, ...]:
    """The standing in plain sentences, the first beginning with “Provisional”."""
    return (
        _headline(standing, language),
        words.STANDING_RANGE.said_in(language).format(
            least=format_in(language, standing.least, places=standing.places),
            most=format_in(language, standing.most, places=standing.places),
        ),
        *(_what_remains(some, language) for some in standing.components if _is_open(some)),
        words.STANDING_HOURS.said_in(language).format(
            proven=hours_said(round(standing.hours.proven * 60)),
            required=hours_said(round(standing.hours.required * 60)),
        ),
    )


def _component(
    rule: AwardRule, component: Component, *, marks: Sequence[Mark]
) -> ComponentStanding:
    uses = uses_of(component, marks, rule.resits, scale=rule.scale)
    counted = [mark for mark, use in uses if use is Use.COUNTED]
    worths = [worth_of(mark, rule.resits, scale=rule.scale) for mark in counted]
    values = tuple(worth for worth in worths if worth is not None)
    sizes = tuple(size_of(component.take, mark.maximum) for mark in counted)
    return ComponentStanding(
        component=component.id,
        title=component.title,
        weight=component.weight,
        value=taken(component.take, values, sizes) if values else None,
        take=component.take,
        values=values,
        sizes=sizes,
        assessed=len(counted),
        remaining=tuple(mark for mark, use in uses if use in (Use.AWAITED, Use.ZERO, Use.IGNORED)),
    )


def _bound(rule: AwardRule, marks: Sequence[Mark], *, otherwise: Fraction) -> Decimal:
    whole = Fraction(0)
    for component in rule.components:
        uses = uses_of(component, marks, rule.resits, scale=rule.scale)
        own = [mark for mark, use in uses if use is not Use.SET_ASIDE]
        value = _value(rule, component, own, otherwise=otherwise) if own else otherwise
        whole += value * Fraction(component.weight) / 100
    return _rounded(rule, whole)


def _value(
    rule: AwardRule, component: Component, marks: Sequence[Mark], *, otherwise: Fraction
) -> Fraction:
    """The component's value with marks that are not there replaced."""
    worths = [worth_of(mark, rule.resits, scale=rule.scale) for mark in marks]
    values = [otherwise if worth is None else worth for worth in worths]
    return taken(component.take, values, [size_of(component.take, mark.maximum) for mark in marks])


def _rounded(rule: AwardRule, value: Fraction) -> Decimal:
    return round_to(value, places=rule.rounding.places, mode=rule.rounding.mode)


def _headline(standing: Standing, language: Language) -> str:
    if standing.so_far is None:
        return words.STANDING_EMPTY.said_in(language)
    return words.STANDING.said_in(language).format(
        so_far=format_in(language, standing.so_far, places=standing.places),
        scale=format_in(language, standing.scale),
        assessed=format_in(language, standing.assessed_percent),
    )


def _is_open(some: ComponentStanding) -> bool:
    return bool(some.remaining) or not some.assessed


def _what_remains(some: ComponentStanding, language: Language) -> str:
    text = words.STANDING_REMAINS if some.assessed else words.STANDING_UNBEGUN
    return text.said_in(language).format(
        title=some.title.said_in(language),
        remaining=words.AND_ALSO.said_in(language).join(
            mark.label.said_in(language) for mark in some.remaining
        ),
    )
