"""The steps from marks to a decision: each holds what it starts from and what it finds.

Values are exact fractions on the rule's scale; only TotalRounded rounds. A step is first drafted
without its result, which `redone` finds from the steps before it.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from passerelle.engines.grading._rule import Compensation, Credits, Honour, Missing, Take, Text
from passerelle.engines.numbers import Rounding

_ZERO = Fraction(0)


class Use(StrEnum):
    """What becomes of one mark."""

    COUNTED = "counted"
    ZERO = "zero"
    """Missing, counts for zero."""
    IGNORED = "ignored"
    """Missing, left out."""
    AWAITED = "awaited"
    """Missing, and nothing can be decided without it."""
    SET_ASIDE = "set_aside"
    """The other attempt at the same activity counts instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkOnScale:
    """points ÷ maximum × scale."""

    component: str
    activity: str
    label: Text
    resit: bool
    points: Decimal | None
    maximum: Decimal
    scale: Decimal
    use: Use
    cap: Decimal | None = None
    """The most a resit may count for, in points of the scale."""
    value: Fraction | None = None

    @property
    def is_capped(self) -> bool:
        """Whether the cap took points away."""
        if self.cap is None or self.points is None:
            return False
        return Fraction(self.points) / Fraction(self.maximum) * Fraction(self.scale) > self.cap


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentValue:
    """The marks of one component as one value; None while a mark is awaited."""

    component: str
    title: Text
    take: Take
    missing: Missing
    scale: Decimal
    values: tuple[Fraction, ...] = ()
    sizes: tuple[Fraction, ...] = ()
    """What each value weighs: its maximum where points are summed, otherwise one."""
    value: Fraction | None = None

    @property
    def kept(self) -> int:
        """How many of the values count."""
        return (
            min(len(self.values), self.take.count) if self.take.kind == "best" else len(self.values)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedValue:
    """value × weight ÷ 100."""

    component: str
    title: Text
    weight: Decimal
    value: Fraction = _ZERO
    share: Fraction = _ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryValue:
    """Σ weight × value ÷ Σ weight over the components of a category."""

    category: str
    title: Text
    components: tuple[str, ...]
    scale: Decimal
    weights: tuple[Decimal, ...] = ()
    values: tuple[Fraction, ...] = ()
    value: Fraction = _ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalSummed:
    """The weighted values added up."""

    shares: tuple[Fraction, ...] = ()
    total: Fraction = _ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRounded:
    """The one rounding."""

    places: int
    mode: Rounding
    before: Fraction = _ZERO
    after: Decimal = Decimal(0)


class Threshold(StrEnum):
    """What a value is compared with."""

    FLOOR = "floor"
    COMPONENT = "component"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdCheck:
    """Whether the value of a component or a category, or the rounded total, reaches a threshold."""

    threshold: Threshold
    component: str | None
    title: Text | None
    least: Decimal
    value: Fraction = _ZERO
    met: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """What a component lacks to reach its pass, in points of the scale."""

    component: str
    title: Text
    points: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class CompensationCheck:
    """Whether the components below their pass are few enough and near enough."""

    terms: Compensation
    shortfalls: tuple[Shortfall, ...] = ()
    granted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceCheck:
    """proven ÷ required × 100, against the least percent."""

    proven: Decimal
    required: Decimal
    least_percent: Decimal
    percent: Fraction = _ZERO
    met: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HonoursGiven:
    """The highest honours whose threshold the rounded total reaches."""

    honours: tuple[Honour, ...]
    total: Decimal = Decimal(0)
    given: Honour | None = None


class Outcome(StrEnum):
    """What the rule proposes; a jury decides."""

    AWARDED = "awarded"
    RESIT = "resit"
    """Not awarded on this first attempt, but the rule leaves a second one open."""
    NOT_AWARDED = "not_awarded"
    INCOMPLETE = "incomplete"


class ReasonKind(StrEnum):
    """Why; the first two stand alone, a refusal may have several."""

    PASSED = "passed"
    COMPENSATED = "compensated"
    MISSING_MARK = "missing_mark"
    BELOW_FLOOR = "below_floor"
    NOT_COMPENSATED = "not_compensated"
    TOTAL_TOO_LOW = "total_too_low"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A kind and, where it concerns one, the component."""

    kind: ReasonKind
    component: str | None = None
    title: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The proposal that follows from every check before it."""

    resits_allowed: bool
    offered: Credits
    outcome: Outcome = Outcome.INCOMPLETE
    reasons: tuple[Reason, ...] = ()
    credits: Credits | None = None


Step = (
    MarkOnScale
    | ComponentValue
    | WeightedValue
    | CategoryValue
    | TotalSummed
    | TotalRounded
    | ThresholdCheck
    | CompensationCheck
    | AttendanceCheck
    | HonoursGiven
    | Decided
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the rule says of one learner, and every step to it."""

    total: Decimal | None
    """On the scale, rounded; None while something is missing."""
    outcome: Outcome
    honours: Honour | None
    reasons: tuple[Reason, ...]
    steps: tuple[Step, ...]
    credits: Credits | None
    """None unless awarded."""
