"""What an award rule is: the `award` section of a programme, typed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from passerelle.engines.numbers import Language, Rounding


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages."""

    fr: str
    en: str

    def said_in(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en


class TakeKind(StrEnum):
    """How the marks of a component become one value on the scale."""

    MEAN = "mean"
    """Every mark on the scale, then their plain mean."""
    BEST = "best"
    """The mean of the n best marks; `best` alone keeps one."""
    SUM = "sum"
    """Points added up over maxima added up: a long test weighs more than a short one."""


@dataclass(frozen=True, slots=True)
class Take:
    """A kind and, for `best`, how many marks it keeps."""

    kind: TakeKind
    count: int = 1


class Missing(StrEnum):
    """What a mark that was expected and is not there counts for."""

    ZERO = "zero"
    IGNORE = "ignore"
    """Left out of its component; a component with no mark at all still waits."""
    INCOMPLETE = "incomplete"
    """Nothing can be decided until it is there."""


class Keep(StrEnum):
    """Which of a mark and its resit counts."""

    BEST = "best"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A part of the total. Thresholds are in points of the scale, compared before any rounding."""

    id: str
    title: Text
    weight: Decimal
    take: Take
    missing: Missing
    floor: Decimal | None = None
    """Below it the diploma is refused whatever the total."""
    pass_mark: Decimal | None = None
    """Below it (and not below the floor) the component needs compensation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Components looked at together; a category may hold others. It adds nothing to the total:
    its value is the mean of its components by their weights, and has thresholds of its own."""

    id: str
    title: Text
    of: tuple[str, ...]
    """Ids of components, or of other categories."""
    floor: Decimal | None = None
    pass_mark: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRounding:
    """The one rounding of a rule: that of the total, before it is compared with anything."""

    places: int
    mode: Rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensation:
    """How many components may stand below their pass, and by how much each."""

    allowed: bool
    most_components: int = 0
    most_shortfall: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resits:
    """Whether a first failure leaves the door open, and which mark then counts."""

    allowed: bool
    keep: Keep = Keep.BEST
    cap: Decimal | None = None
    """The most, in points of the scale, that a resit may count for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """A mention and the rounded total from which it is given."""

    least: Decimal
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """What the same acts are worth on each side: European credits, Québec university credits,
    and continuing education units (one for ten hours: Société de formation et d’éducation
    continue, Québec; the CEU of IACET elsewhere)."""

    ects: Decimal
    quebec: Decimal
    continuing_education: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRule:
    """The whole rule; `rule_from` checks that it holds together."""

    scale: Decimal
    rounding: TotalRounding
    pass_mark: Decimal
    components: tuple[Component, ...]
    credits: Credits
    least_attendance_percent: Decimal | None = None
    compensation: Compensation = Compensation(allowed=False)
    resits: Resits = Resits(allowed=False)
    honours: tuple[Honour, ...] = ()
    """From the highest to the lowest."""
    categories: tuple[Category, ...] = ()

    def components_in(self, category: Category) -> tuple[str, ...]:
        """The components that a category holds, through others too, in the rule's order."""
        held, waiting = set[str](), [category.id]
        inside = {each.id: each.of for each in self.categories}
        while waiting:
            for name in inside[waiting.pop()]:
                if name not in held:
                    held.add(name)
                    waiting += [name] if name in inside else []
        return tuple(each.id for each in self.components if each.id in held)
